package io.callyard.audit;

import static io.callyard.audit.HandMadeLog.TENANT;
import static io.callyard.audit.HandMadeLog.begin;
import static io.callyard.audit.HandMadeLog.direct;
import static io.callyard.audit.HandMadeLog.lead;
import static io.callyard.audit.HandMadeLog.trimmedAfter;
import static io.callyard.audit.Invariant.KNOWN_LEAD;
import static io.callyard.audit.Invariant.ONE_LEAD_CALL;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.LeadEvent;
import io.callyard.event.LeadEvent.LeadAdded;
import io.callyard.event.LeadEvent.LeadDialed;
import io.callyard.model.CallId;
import io.callyard.model.CallSubject;
import io.callyard.model.PhoneNumber;
import io.callyard.model.UserId;
import io.callyard.model.lead.Lead;
import io.callyard.model.lead.LeadContact;
import io.callyard.model.lead.LeadDial;
import io.callyard.model.lead.LeadId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Leads in a log: added once, called once. */
@Tag("R3.3")
class LeadRulesTest {
    private static final UserId ANN = new UserId("ann");
    private static final UserId BOB = new UserId("bob");
    private static final PhoneNumber NUMBER = PhoneNumber.parse("+12025550142");
    private static final CallSubject CALL = lead(1, "x");
    private static final CallSubject SECOND = lead(2, "x");

    private static LeadEvent added(String id) {
        return new LeadAdded(new LeadId(id), ANN, NUMBER, null);
    }

    private static LeadEvent dialed(String id, CallSubject call) {
        return new LeadDialed(new LeadId(id), ANN, call.id());
    }

    private static HandMadeLog dialedOnce() {
        return begin().add(added("x")).queued(CALL).add(dialed("x", CALL));
    }

    @Test
    void aLeadIsAddedAndDialled() {
        dialedOnce().reserved(CALL).started(CALL).ended(CALL).isClean();
    }

    @Test
    void aLeadIsAddedOnce() {
        begin().add(added("x")).add(added("y")).add(added("x")).breaks(KNOWN_LEAD);
        dialedOnce().add(added("x")).breaks(KNOWN_LEAD);
    }

    @Test
    void aLeadThatWasNeverAddedIsNotDialled() {
        begin().queued(CALL).add(dialed("x", CALL)).breaks(KNOWN_LEAD);
    }

    @Test
    void aLeadStaysItsUsers() {
        begin().add(added("x"))
                .queued(CALL)
                .add(new LeadDialed(new LeadId("x"), BOB, CALL.id()))
                .breaks(KNOWN_LEAD);
    }

    @Test
    void aLeadIsMarkedOnce() {
        dialedOnce().add(dialed("x", CALL)).breaks(ONE_LEAD_CALL);
    }

    @Test
    void aLeadHasNoSecondCallWhileTheFirstGoesOn() {
        dialedOnce().queued(SECOND).breaks(ONE_LEAD_CALL);
    }

    @Test
    void aLeadHasNoSecondCallWhenTheFirstIsOver() {
        dialedOnce().reserved(CALL).ended(CALL).queued(SECOND).breaks(ONE_LEAD_CALL);
    }

    @Test
    void aLeadHasNoSecondCallThatIsScheduled() {
        dialedOnce().scheduled(SECOND, 60).breaks(ONE_LEAD_CALL);
    }

    @Test
    void aLeadHasNoSecondCallEvenIfItWasNeverMarked() {
        begin().add(added("x")).queued(CALL).queued(SECOND).breaks(ONE_LEAD_CALL);
    }

    @Test
    void aMarkNamesACallThatWasTakenIn() {
        begin().add(added("x")).add(dialed("x", CALL)).breaks(ONE_LEAD_CALL);
    }

    @Test
    void aMarkNamesTheCallOfItsLead() {
        CallSubject other = lead(3, "y");
        begin().add(added("x"))
                .add(added("y"))
                .queued(other)
                .add(dialed("x", other))
                .breaks(ONE_LEAD_CALL);
        begin().add(added("x")).queued(direct(4)).add(dialed("x", direct(4))).breaks(ONE_LEAD_CALL);
        begin().add(added("x"))
                .queued(CALL, lead(5, "z"))
                .add(dialed("x", lead(5, "z")))
                .breaks(ONE_LEAD_CALL);
    }

    @Test
    void aCallIsThatOfOneLead() {
        CallSubject plain = lead(6, null);
        begin().add(added("x"))
                .add(added("y"))
                .queued(plain)
                .add(dialed("x", plain))
                .add(dialed("y", plain))
                .breaks(ONE_LEAD_CALL);
    }

    @Test
    void aCallThatWasPlacedByTheKeyOfALeadMayMarkIt() {
        CallSubject plain = lead(6, null);
        begin().queued(plain).add(added("x")).add(dialed("x", plain)).isClean();
        begin().queued(plain)
                .reserved(plain)
                .ended(plain)
                .add(added("x"))
                .add(dialed("x", plain))
                .isClean();
    }

    @Test
    void callsOfNobodysLeadAreLeftAlone() {
        begin().queued(CALL, SECOND).isClean();
    }

    @Test
    void aLogWhoseBeginningIsGoneProvesLess() {
        trimmedAfter(100).add(dialed("x", CALL)).isClean();
        trimmedAfter(100).add(dialed("x", CALL)).add(dialed("x", SECOND)).breaks(ONE_LEAD_CALL);
    }

    @Test
    void whatWasDialledIsForgottenOnDemand() {
        HandMadeLog log = dialedOnce().add(added("y"));
        log.audit.forgetEnded();

        log.add(dialed("x", CALL)).isClean();
        log.add(added("y")).breaks(KNOWN_LEAD);
    }

    // What is stored

    private static Lead stored(UserId user, @Nullable CallId call) {
        LeadDial dial = call == null ? null : new LeadDial(call, HandMadeLog.START);
        return new Lead(TENANT, LeadContact.of(new LeadId("x"), user, NUMBER), 2, HandMadeLog.START, dial);
    }

    private static Optional<Violation> compared(HandMadeLog log, Lead stored) {
        Optional<Violation> found = log.audit.compare(stored);
        found.ifPresent(violation -> assertThat(violation.invariant()).isEqualTo(Invariant.TABLES));
        return found;
    }

    @Test
    void aStoredLeadIsWhatTheEventsTell() {
        HandMadeLog pending = begin().add(added("x"));
        assertThat(compared(pending, stored(ANN, null))).isEmpty();
        assertThat(compared(pending, stored(ANN, CALL.id()))).isPresent();
        assertThat(compared(pending, stored(BOB, null))).isPresent();

        HandMadeLog dialed = dialedOnce();
        assertThat(compared(dialed, stored(ANN, CALL.id()))).isEmpty();
        assertThat(compared(dialed, stored(ANN, null))).isPresent();
        assertThat(compared(dialed, stored(ANN, SECOND.id()))).isPresent();
        assertThat(compared(begin(), stored(ANN, null))).isPresent();
    }

    @Test
    void aStoredLeadOfWhichTheLogNoLongerTellsIsBelieved() {
        HandMadeLog trimmed = trimmedAfter(100).queued(CALL);

        assertThat(compared(trimmed, stored(ANN, CALL.id()))).isEmpty();
        assertThat(compared(trimmed.add(dialed("x", SECOND)), stored(ANN, CALL.id())))
                .isPresent();
    }
}
