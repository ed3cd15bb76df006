package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.machine.CallChange;
import io.callyard.model.AccountLimits;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.CampaignId;
import io.callyard.model.CarrierCause;
import io.callyard.model.Outcome;
import io.callyard.model.RetryPolicy;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A slot is taken by a claim and free again after whatever ends the attempt. Each test has limits of
 * one everywhere, so a slot that is not given back anywhere shows.
 */
@Tag("R1.9")
abstract class SlotContract extends StoreFixture {
    private static final CarrierCause CAUSE = CarrierCause.of("refused");
    private static final RetryPolicy RETRY =
            RetryPolicy.NONE.with(Outcome.BUSY, 9, SECOND).with(Outcome.FAILED, 9, SECOND);

    SlotContract(OutboundStoreContract opener) {
        super(opener);
    }

    private Call claimUnderLimitsOfOne() {
        limit(1);
        store.setAccountLimits(account, new AccountLimits(1, Double.POSITIVE_INFINITY));
        CampaignId campaign = running(noDelay(1));
        place(from(campaign));
        place(from(campaign));
        store.setSystemLimit(store.systemUsage().live() + 1);
        return claim();
    }

    private void assertHoldsItsSlot(Call call) {
        assertThat(call.state().holdsSlot()).isTrue();
        assertThat(store.tenantUsage(tenant).live()).isEqualTo(1);
        assertThat(store.accountUsage(account).live()).isEqualTo(1);
        assertThat(campaign(campaignOf(call)).progress().live()).isEqualTo(1);
        assertThat(store.systemUsage().isFull()).isTrue();
        assertThat(claim(9)).isEmpty();
    }

    private void assertGaveItsSlotBack(Call call) {
        assertThat(stateOf(call).holdsSlot()).isFalse();
        assertThat(store.tenantUsage(tenant).live()).isZero();
        assertThat(store.accountUsage(account).live()).isZero();
        assertThat(campaign(campaignOf(call)).progress().live()).isZero();
        assertThat(store.systemUsage().isFull()).isFalse();
        assertThat(store.liveCalls(tenant)).isEmpty();
        assertThat(claim(9)).as("what goes into the free slot").hasSize(1);
    }

    private static CampaignId campaignOf(Call call) {
        CampaignId campaign = call.subject().campaign();
        if (campaign == null) {
            throw new AssertionError("a campaign's call");
        }
        return campaign;
    }

    private void assertGivesItsSlotBackBy(UnaryOperator<Call> steps, CallChange lastStep) {
        Call live = steps.apply(claimUnderLimitsOfOne());
        assertHoldsItsSlot(live);

        update(live, lastStep);

        assertGaveItsSlotBack(live);
    }

    private Call inDoubt(Call call) {
        return update(call, MACHINE.inDoubt(1, "no answer")).after();
    }

    private Call unwanted(Call call) {
        return update(call, MACHINE::requestHangUp).after();
    }

    @Test
    @Tag("R0.2")
    @Tag("R1.3")
    void isHeldInEveryStateFromTheReservationToTheEnd() {
        Call reserved = claimUnderLimitsOfOne();
        assertHoldsItsSlot(reserved);
        assertHoldsItsSlot(inDoubt(reserved));
        assertHoldsItsSlot(start(reserved));
        assertHoldsItsSlot(
                update(reserved, REPORTS.ringing(1, carrierId(reserved))).after());
        Call answered = answer(reserved);
        assertHoldsItsSlot(answered);

        assertThat(answered.state()).isEqualTo(CallState.IN_PROGRESS);
    }

    @Test
    @Tag("R0.2")
    void isFreeAfterAnAttemptThatWasGivenBack() {
        assertGivesItsSlotBackBy(call -> call, MACHINE.giveBack(1, "busy", Duration.ZERO));
    }

    @Test
    void isFreeAfterAnAttemptThatWasGivenBackForLater() {
        assertGivesItsSlotBackBy(call -> call, MACHINE.giveBack(1, "busy", SECOND));
    }

    @Test
    void isFreeAfterAnAttemptInDoubtThatWasGivenBack() {
        assertGivesItsSlotBackBy(this::inDoubt, MACHINE.giveBack(1, "never made", Duration.ZERO));
    }

    @Test
    void isFreeAfterAnUnwantedAttemptThatWasGivenBack() {
        assertGivesItsSlotBackBy(this::unwanted, MACHINE.giveBack(1, "busy", Duration.ZERO));
    }

    @Test
    @Tag("R0.2")
    void isFreeAfterARefusal() {
        assertGivesItsSlotBackBy(call -> call, MACHINE.refuse(1, Outcome.FAILED, CAUSE, RetryPolicy.NONE));
    }

    @Test
    void isFreeAfterARefusalThatIsTriedAgain() {
        assertGivesItsSlotBackBy(call -> call, MACHINE.refuse(1, Outcome.FAILED, CAUSE, RETRY));
    }

    @Test
    void isFreeAfterASuppression() {
        assertGivesItsSlotBackBy(call -> call, MACHINE.refuse(1, Outcome.SUPPRESSED, CAUSE, RetryPolicy.NONE));
    }

    @Test
    @Tag("R0.2")
    void isFreeAfterTheEndOfACallThatWasNotAnswered() {
        assertGivesItsSlotBackBy(this::start, REPORTS.ended(1, null, Outcome.NO_ANSWER, CAUSE, RetryPolicy.NONE));
    }

    @Test
    void isFreeAfterTheEndOfACallThatWasAnswered() {
        assertGivesItsSlotBackBy(this::answer, REPORTS.ended(1, null, Outcome.COMPLETED, CAUSE, RetryPolicy.NONE));
    }

    @Test
    void isFreeAfterAnEndOfWhichOnlyTheReservationWasKnown() {
        assertGivesItsSlotBackBy(call -> call, REPORTS.ended(1, null, Outcome.BUSY, CAUSE, RetryPolicy.NONE));
    }

    @Test
    void isFreeAfterAnEndThatIsTriedAgain() {
        assertGivesItsSlotBackBy(this::start, REPORTS.ended(1, null, Outcome.BUSY, CAUSE, RETRY));
    }

    @Test
    void isFreeAfterTheEndOfAnUnwantedCall() {
        assertGivesItsSlotBackBy(
                call -> unwanted(answer(call)), REPORTS.ended(1, null, Outcome.COMPLETED, CAUSE, RETRY));
    }

    @Test
    void isFreeAfterItWasTakenBackFromAReservation() {
        assertGivesItsSlotBackBy(call -> call, MACHINE.reclaim(1, Outcome.UNKNOWN, "silence"));
    }

    @Test
    void isFreeAfterItWasTakenBackFromACallInDoubt() {
        assertGivesItsSlotBackBy(this::inDoubt, MACHINE.reclaim(1, Outcome.NOT_PLACED, "not listed"));
    }

    @Test
    void isFreeAfterItWasTakenBackFromALiveCall() {
        assertGivesItsSlotBackBy(this::answer, MACHINE.reclaim(1, Outcome.UNKNOWN, "silence"));
    }

    @Test
    void isFreedOnceByAnEndThatIsReportedTwice() {
        Call call = start(claimUnderLimitsOfOne());

        end(call);
        end(call);

        assertGaveItsSlotBack(call);
        assertThat(store.tenantUsage(tenant).live()).as("the next call").isEqualTo(1);
    }

    @Test
    void staysWithTheAccountOnWhichTheCallWasMade() {
        Call call = claimUnderLimitsOfOne();
        store.setTenantLimits(tenant, store.tenantUsage(tenant).limits().withAccount(newAccount(AccountLimits.NONE)));
        assertThat(store.accountUsage(account).live()).isEqualTo(1);

        end(call);

        assertThat(store.accountUsage(account).live()).isZero();
    }
}
