package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.callyard.event.CallEvent.CallHeld;
import io.callyard.event.CallEvent.CallQueued;
import io.callyard.event.CallEvent.CallScheduled;
import io.callyard.machine.CampaignMachine;
import io.callyard.model.AgentId;
import io.callyard.model.Call;
import io.callyard.model.CallData;
import io.callyard.model.CallRequest;
import io.callyard.model.CallState;
import io.callyard.model.CampaignId;
import io.callyard.model.ContactId;
import io.callyard.model.NewCall;
import io.callyard.model.PolicyVerdict;
import io.callyard.model.TenantId;
import io.callyard.model.UserId;
import io.callyard.model.Verdict;
import io.callyard.spi.store.Intake;
import io.callyard.spi.store.UnknownCampaignException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How calls get in. */
abstract class IntakeContract extends StoreFixture {
    IntakeContract(OutboundStoreContract opener) {
        super(opener);
    }

    @Test
    void putsACallIntoTheQueue() {
        long before = store.lastSeq(tenant);

        Call call = place(direct());

        assertThat(call.state()).isEqualTo(CallState.QUEUED);
        assertThat(call.attempts()).isZero();
        assertThat(call.createdAt()).isEqualTo(clock.instant());
        assertThat(store.find(tenant, call.id())).contains(call);
        assertThat(eventsAfter(before)).containsExactly(new CallQueued(call.subject(), 100, call.position()));
    }

    @Test
    @Tag("R1.5")
    void keepsEverythingThatTravelsWithACall() {
        Instant now = clock.instant();
        CallRequest request = direct().user(new UserId("ann"))
                .agent(new AgentId("bot-7"))
                .contact(new ContactId("c-1"))
                .contactName("Zoë O'Brien \"Z\"; DROP TABLE calls; -- \uD83D\uDE00")
                .data(new CallData("{\"note\":\"line one\\nline two\",\n\t\"price\":\"5 €\"}"))
                .priority(-7)
                .expiresAt(now.plus(Duration.ofDays(2)))
                .key("k'1")
                .build();
        Verdict.Hold hold = new Verdict.Hold(now.plus(Duration.ofHours(1)), "closed");
        PolicyVerdict verdict = new PolicyVerdict("hours", hold, now);
        NewCall newCall = new NewCall(newCall(request).id(), request, List.of(verdict));

        Call call = store.place(tenant, List.of(newCall), MACHINE).get(0).call();

        assertThat(call.subject()).isEqualTo(request.subject(newCall.id()));
        assertThat(call.data()).isEqualTo(request.data());
        assertThat(call.priority()).isEqualTo(-7);
        assertThat(call.key()).isEqualTo("k'1");
        assertThat(call.verdicts()).containsExactly(verdict);
        assertThat(store.find(tenant, call.id())).contains(call);
    }

    @Test
    void keepsAsMuchDataAsACallMayHave() {
        String text = "€".repeat(CallData.MAX_BYTES / 3);

        Call call = place(direct().data(new CallData(text)));

        assertThat(fresh(call).data().text()).isEqualTo(text);
    }

    @Test
    void keepsTheSmallestAndTheLargestPriority() {
        Call low = place(direct().priority(Integer.MIN_VALUE));
        Call high = place(direct().priority(Integer.MAX_VALUE));

        assertThat(fresh(low).priority()).isEqualTo(Integer.MIN_VALUE);
        assertThat(fresh(high).priority()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void answersForEachCallInTheOrderAskedAndQueuesThemInIt() {
        List<NewCall> batch = List.of(newCall(direct().build()), newCall(direct().build()), newCall(direct().build()));

        List<Intake> answers = store.place(tenant, batch, MACHINE);

        assertThat(answers)
                .extracting(answer -> answer.call().id())
                .isEqualTo(batch.stream().map(NewCall::id).toList());
        assertThat(answers).allMatch(Intake::isNew);
        assertThat(answers)
                .extracting(answer -> answer.call().position())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void takesABatchInAsOneStep() {
        List<NewCall> batch = List.of(newCall(direct().build()), newCall(direct().build()), newCall(direct().build()));
        long before = store.lastSeq(tenant);

        store.place(tenant, batch, MACHINE);

        assertThat(eventsAfter(before)).hasSize(3).allMatch(CallQueued.class::isInstance);
    }

    @Test
    void letsACallForLaterWaitOutsideTheQueue() {
        long before = store.lastSeq(tenant);
        Instant later = clock.instant().plus(MICRO);

        Call call = place(direct().scheduledFor(later));

        assertThat(call.state()).isEqualTo(CallState.SCHEDULED);
        assertThat(call.position()).isZero();
        assertThat(eventsAfter(before)).containsExactly(new CallScheduled(call.subject(), 0, later, null));
        assertThat(claim(1)).isEmpty();
    }

    @Test
    void putsACallForAnEarlierTimeIntoTheQueueAtOnce() {
        Call call = place(direct().scheduledFor(clock.instant()));

        assertThat(call.state()).isEqualTo(CallState.QUEUED);
    }

    @Test
    @Tag("R1.11")
    void keepsACallThatIsHeldBackInTheQueue() {
        long before = store.lastSeq(tenant);
        Verdict.Hold hold = new Verdict.Hold(clock.instant().plus(SECOND), "no credits");
        CallRequest request = direct().build();
        NewCall newCall = heldBack(request, hold);

        Call call = store.place(tenant, List.of(newCall), MACHINE).get(0).call();

        assertThat(call.state()).isEqualTo(CallState.QUEUED);
        assertThat(eventsAfter(before))
                .containsExactly(
                        new CallQueued(call.subject(), 100, call.position()),
                        new CallHeld(call.subject(), hold.until(), "no credits"));
        assertThat(claim(1)).isEmpty();
    }

    @Test
    void takesCallsForACampaignThatDoesNotRunYet() {
        CampaignId draft = draft(noDelay(1));

        Call call = place(from(draft));

        assertThat(call.state()).isEqualTo(CallState.QUEUED);
        assertThat(claim(1)).isEmpty();
    }

    @Test
    void refusesCallsForACampaignThatDoesNotExist() {
        CampaignId unknown = new CampaignId("unknown");
        NewCall newCall = newCall(from(unknown).build());

        assertThatExceptionOfType(UnknownCampaignException.class)
                .isThrownBy(() -> store.place(tenant, List.of(newCall), MACHINE))
                .extracting(UnknownCampaignException::campaign)
                .isEqualTo(unknown);
        assertThat(store.find(tenant, newCall.id())).isEmpty();
    }

    @Test
    void refusesCallsForACampaignThatWasStopped() {
        CampaignId stopped = running(noDelay(1));
        store.updateCampaign(tenant, stopped, CampaignMachine::stop);
        NewCall newCall = newCall(from(stopped).build());
        long before = store.lastSeq(tenant);

        assertThatExceptionOfType(UnknownCampaignException.class)
                .isThrownBy(() -> store.place(tenant, List.of(newCall), MACHINE))
                .extracting(UnknownCampaignException::campaign)
                .isEqualTo(stopped);
        assertThat(store.find(tenant, newCall.id())).isEmpty();
        assertThat(store.lastSeq(tenant)).isEqualTo(before);
    }

    @Test
    void refusesBatchesOverSeveralTenantsOrLanesAndKeepsNothingOfThem() {
        TenantId other = newTenant(5);
        CampaignId campaign = running(noDelay(1));
        NewCall good = newCall(direct().build());
        NewCall foreign = newCall(CallRequest.direct(other, number()).build());
        NewCall otherLane = newCall(from(campaign).build());

        assertThatIllegalArgumentException().isThrownBy(() -> store.place(tenant, List.of(), MACHINE));
        assertThatIllegalArgumentException().isThrownBy(() -> store.place(tenant, List.of(good, foreign), MACHINE));
        assertThatIllegalArgumentException().isThrownBy(() -> store.place(tenant, List.of(good, otherLane), MACHINE));
        assertThat(store.find(tenant, good.id())).isEmpty();
        assertThat(store.findAnywhere(foreign.id())).isEmpty();
        assertThat(store.findAnywhere(otherLane.id())).isEmpty();
    }
}
