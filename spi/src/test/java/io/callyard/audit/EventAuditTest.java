package io.callyard.audit;

import static io.callyard.audit.HandMadeLog.MAIN;
import static io.callyard.audit.HandMadeLog.SETTINGS;
import static io.callyard.audit.HandMadeLog.START;
import static io.callyard.audit.HandMadeLog.TENANT;
import static io.callyard.audit.HandMadeLog.begin;
import static io.callyard.audit.HandMadeLog.direct;
import static io.callyard.audit.HandMadeLog.empty;
import static io.callyard.audit.HandMadeLog.of;
import static io.callyard.audit.HandMadeLog.second;
import static io.callyard.audit.HandMadeLog.trimmedAfter;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.CallEvent.CallQueued;
import io.callyard.event.CallEvent.HangUpRequested;
import io.callyard.event.CallEvent.LateReport;
import io.callyard.event.CallEvent.SlotReclaimed;
import io.callyard.event.LoggedEvent;
import io.callyard.machine.CallMachine;
import io.callyard.machine.Step;
import io.callyard.model.Call;
import io.callyard.model.CallRequest;
import io.callyard.model.CallState;
import io.callyard.model.CallSubject;
import io.callyard.model.CallTimeouts;
import io.callyard.model.Campaign;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignProgress;
import io.callyard.model.CampaignStatus;
import io.callyard.model.NewCall;
import io.callyard.model.NodeId;
import io.callyard.model.Outcome;
import io.callyard.model.TenantId;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EventAuditTest {
    private static final CallMachine MACHINE = new CallMachine(CallTimeouts.DEFAULT);

    @Test
    @Tag("R0.5")
    void countsFromOne() {
        empty().limits(1, 0).isClean();
        empty().skip(1).limits(1, 0).breaks(Invariant.GAPLESS);
        empty().skip(-1).limits(1, 0).breaks(Invariant.GAPLESS);
    }

    @Test
    @Tag("R0.5")
    void findsAGapAndARepetition() {
        begin().queued(direct(1)).skip(1).queued(direct(2)).breaks(Invariant.GAPLESS);
        begin().queued(direct(1)).skip(-1).queued(direct(2)).breaks(Invariant.GAPLESS);
    }

    @Test
    void ignoresARepeatedEvent() {
        HandMadeLog log = begin().queued(direct(1)).skip(-1).queued(direct(2));

        assertThat(log.audit.openCalls()).hasSize(1);
        assertThat(log.audit.lastSeq()).isEqualTo(2);
    }

    @Test
    void beginsAnewBehindAGap() {
        HandMadeLog log = begin().queued(direct(1), direct(2)).skip(5);

        log.reserved(direct(2)).started(direct(2)).ended(direct(2));

        assertThat(log.audit.violations()).extracting(Violation::invariant).containsExactly(Invariant.GAPLESS);
    }

    @Test
    void findsAnEventOfAnotherTenant() {
        EventAudit audit = EventAudit.of(TENANT);

        audit.accept(new LoggedEvent(new TenantId("other"), 1, START, new CallQueued(direct(1), 0, 1)));

        assertThat(audit.violations()).extracting(Violation::invariant).containsExactly(Invariant.OWN_TENANT);
        assertThat(audit.openCalls()).isEmpty();
    }

    @Test
    void takesATrimmedLogForWhatItShows() {
        HandMadeLog log = trimmedAfter(99).tried(direct(1), 2).tried(direct(3), 1);
        log.moved(direct(1), CallState.RINGING)
                .ended(direct(1))
                .add(new HangUpRequested(direct(2), 3))
                .add(new LateReport(direct(9), 4, "?", null))
                .add(new SlotReclaimed(direct(3), 1, "silence"))
                .ended(direct(3));
        log.isClean();

        assertThat(log.audit.live()).as("call 2").isEqualTo(1);
        assertThat(log.audit.call(direct(2).id()).orElseThrow().attempts()).isEqualTo(3);
        assertThat(log.audit.call(direct(9).id())).isEmpty();
    }

    @Test
    void doesNotGuessTheAttemptsOrThePlaceOfACallInATrimmedLog() {
        CallSubject call = direct(1);

        trimmedAfter(99)
                .queued(direct(2), 0, 50)
                .queued(call, 0, 7)
                .reserved(call, 4, MAIN)
                .isClean();
        trimmedAfter(99).returned(call).reserved(direct(2)).isClean();
        trimmedAfter(99)
                .queued(call, 0, 7)
                .reserved(call, 4, MAIN)
                .returned(call)
                .reserved(call, 6, MAIN)
                .breaks(Invariant.ATTEMPT_NUMBERS);
    }

    @Test
    void judgesInATrimmedLogByTheLimitsItHasSeen() {
        HandMadeLog log =
                trimmedAfter(99).started(direct(1)).queued(direct(2), direct(3)).reserved(direct(2));
        log.limits(2, 0).isClean();

        log.reserved(direct(3)).breaks(Invariant.TENANT_LIMIT);
    }

    @Test
    void keepsSilentAboutCampaignsOfWhichItHasNotSeenTheBeginning() {
        trimmedAfter(99)
                .limits(9, 0)
                .queued(of("a", 1), of("b", 2))
                .reserved(of("b", 2))
                .changed("a", SETTINGS)
                .status("a", CampaignStatus.PAUSED, CampaignStatus.RUNNING)
                .isClean();
    }

    @Test
    void keepsTheFirstViolationsAndCountsTheRest() {
        HandMadeLog log = begin();
        for (int i = 0; i < EventAudit.MAX_KEPT + 5; i++) {
            log.skip(1).limits(9, 0);
        }

        assertThat(log.audit.violations()).hasSize(EventAudit.MAX_KEPT);
        assertThat(log.audit.violationCount()).isEqualTo(EventAudit.MAX_KEPT + 5);
        assertThat(log.audit.violations().get(0).seq()).isEqualTo(3);
    }

    @Test
    void leavesOutWhatItIsToldTo() {
        begin().without(Invariant.ORDER)
                .queued(direct(1), direct(2))
                .reserved(direct(2))
                .isClean();
    }

    @Test
    void saysAtTheEndWhichCallsDidNotEnd() {
        HandMadeLog log = begin().queued(direct(1), direct(2), direct(3))
                .reserved(direct(1), direct(2))
                .ended(direct(1));

        assertThat(log.audit.atEnd())
                .extracting(Violation::call)
                .containsExactly(direct(2).id(), direct(3).id());
        assertThat(log.audit.atEnd())
                .extracting(Violation::text)
                .containsExactly("still RESERVED, with a slot", "still QUEUED");
        assertThat(log.ended(direct(2)).ended(direct(3)).audit.atEnd()).isEmpty();
        log.isClean();
    }

    @Test
    void foldsTheLogIntoItsState() {
        HandMadeLog log = begin().running("a").queued(direct(1), of("a", 2), of("a", 3), direct(4));
        log.reserved(direct(1), direct(4), of("a", 2)).started(of("a", 2)).add(new HangUpRequested(of("a", 2), 1));
        log.ended(direct(4), Outcome.BUSY).isClean();

        EventAudit audit = log.audit;
        assertThat(audit.limits().orElseThrow().maxLive()).isEqualTo(10);
        assertThat(audit.live()).isEqualTo(2);
        assertThat(audit.liveDirect()).isEqualTo(1);
        assertThat(audit.openCalls()).extracting(CallView::subject).containsExactly(direct(1), of("a", 2), of("a", 3));
        assertThat(audit.call(of("a", 2).id()))
                .contains(new CallView(of("a", 2), CallState.DIALING, 1, 0, 2, null, MAIN, true));
        assertThat(audit.outcome(direct(4).id())).contains(Outcome.BUSY);
        assertThat(audit.outcome(direct(1).id())).isEmpty();
        assertThat(audit.campaign(new CampaignId("a")))
                .contains(new CampaignView(
                        new CampaignId("a"), SETTINGS, CampaignStatus.RUNNING, new CampaignProgress(1, 1, Map.of())));
        assertThat(audit.campaign(new CampaignId("b"))).isEmpty();
    }

    @Test
    @Tag("R1.9")
    void freesTheSlotsOfCallsThatGaveThemBack() {
        HandMadeLog log = begin().queued(direct(1), direct(2), direct(3));
        log.reserved(direct(1), direct(2), direct(3));
        assertThat(log.audit.live()).isEqualTo(3);

        log.ended(direct(1)).returned(direct(2)).again(direct(3), 5);

        assertThat(log.audit.live()).isZero();
        assertThat(log.audit.liveDirect()).isZero();
    }

    @Test
    void forgetsCallsThatAreOver() {
        CallSubject ann = HandMadeLog.lead(1, "ann");
        CallSubject annAgain = HandMadeLog.lead(2, "ann");
        HandMadeLog log = begin().queued(ann).reserved(ann).started(ann).ended(ann);

        log.audit.forgetEnded();

        assertThat(log.audit.outcome(ann.id())).isEmpty();
        log.add(new LateReport(ann, 1, "?", null))
                .queued(annAgain)
                .reserved(annAgain)
                .started(annAgain)
                .isClean();
        log.moved(ann, CallState.RINGING).breaks(Invariant.KNOWN_CALL);
    }

    private static Call stored(CallSubject subject) {
        NewCall call = NewCall.of(
                subject.id(),
                CallRequest.direct(TENANT, subject.phoneNumber()).priority(0).build());
        return MACHINE.admit(call, new Step(START, 1)).state();
    }

    @Test
    void comparesAStoredCall() {
        CallSubject subject = direct(1);
        Call queued = stored(subject);
        Call reserved = MACHINE.reserve(new NodeId("n"), MAIN)
                .apply(queued, new Step(START, 2))
                .state();
        Call returned = MACHINE.giveBack(1, "busy", Duration.ofSeconds(9))
                .apply(reserved, new Step(START, 2))
                .state();
        HandMadeLog log = begin().queued(subject);

        assertThat(log.audit.compare(queued)).isEmpty();
        assertThat(log.audit.compare(reserved)).get().satisfies(violation -> {
            assertThat(violation.invariant()).isEqualTo(Invariant.TABLES);
            assertThat(violation.call()).isEqualTo(subject.id());
            assertThat(violation.text())
                    .isEqualTo("state is RESERVED, the events say QUEUED; attempts is 1, the events say 0");
        });
        log.reserved(subject);
        assertThat(log.audit.compare(reserved)).isEmpty();
        assertThat(log.audit.compare(queued)).isPresent();
        log.returned(subject, 9);
        assertThat(log.audit.compare(returned)).isEmpty();
        log.at(9).queued(subject, 0, 1);
        assertThat(log.audit.compare(returned))
                .get()
                .extracting(Violation::text)
                .asString()
                .contains("not before");
    }

    @Test
    void comparesAStoredCallThatIsOver() {
        CallSubject subject = direct(1);
        Call canceled =
                MACHINE.cancel("?").apply(stored(subject), new Step(START, 2)).state();
        HandMadeLog log = begin().queued(subject);
        assertThat(log.audit.compare(canceled)).isPresent();

        assertThat(log.ended(subject, Outcome.CANCELED).audit.compare(canceled)).isEmpty();
        assertThat(log.audit.compare(stored(subject))).isPresent();
        assertThat(begin().queued(subject).ended(subject, Outcome.EXPIRED).audit.compare(canceled))
                .isPresent();

        log.audit.forgetEnded();
        assertThat(log.audit.compare(canceled)).as("may be forgotten").isEmpty();
    }

    @Test
    void findsAStoredCallWithoutAnEvent() {
        assertThat(begin().audit.compare(stored(direct(1))))
                .get()
                .extracting(Violation::text)
                .isEqualTo("no event tells of it");
        assertThat(trimmedAfter(9).audit.compare(stored(direct(1)))).isEmpty();
    }

    @Test
    void comparesAStoredCampaign() {
        CampaignId id = new CampaignId("a");
        HandMadeLog log = begin().running("a")
                .queued(of("a", 1), of("a", 2))
                .reserved(of("a", 1))
                .ended(of("a", 1));
        Campaign stored = new Campaign(
                TENANT,
                id,
                SETTINGS,
                CampaignStatus.RUNNING,
                new CampaignProgress(1, 0, Map.of(Outcome.COMPLETED, 1L)),
                second(5),
                START,
                START,
                null);

        assertThat(log.audit.compare(stored)).isEmpty();
        assertThat(log.audit.compare(stored.withSettings(SETTINGS.withMaxLive(3))))
                .isPresent();
        assertThat(log.reserved(of("a", 2)).audit.compare(stored)).isPresent();
        assertThat(begin().audit.compare(stored)).isPresent();
        assertThat(trimmedAfter(9).audit.compare(stored)).isEmpty();
    }
}
