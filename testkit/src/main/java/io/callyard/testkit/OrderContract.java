package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.CallEvent.CallReserved;
import io.callyard.machine.CallMachine;
import io.callyard.machine.CampaignMachine;
import io.callyard.model.AccountLimits;
import io.callyard.model.Attempt;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.CampaignId;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.PolicyVerdict;
import io.callyard.model.Verdict;
import io.callyard.spi.store.Claimed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which call goes next, and what a claim does to it. */
abstract class OrderContract extends StoreFixture {
    OrderContract(OutboundStoreContract opener) {
        super(opener);
    }

    @Test
    @Tag("R0.1")
    void reservesASlotForAnAttempt() {
        Call waiting = place(direct());
        clock.advance(SECOND);
        Instant now = clock.instant();
        long before = store.lastSeq(tenant);

        Claimed claimed = claim(store, 1, Map.of()).get(0);

        Call call = claimed.call();
        Instant leaseUntil = now.plus(MACHINE.timeouts().lease());
        assertThat(call.id()).isEqualTo(waiting.id());
        assertThat(call.state()).isEqualTo(CallState.RESERVED);
        assertThat(call.attempt()).isEqualTo(Attempt.reserved(1, NODE, account, now));
        assertThat(call.attentionAt()).isEqualTo(leaseUntil);
        assertThat(claimed.waited()).isEqualTo(SECOND);
        assertThat(store.find(tenant, call.id())).contains(call);
        assertThat(eventsAfter(before)).containsExactly(new CallReserved(call.subject(), 1, NODE, account, leaseUntil));
    }

    @Test
    void numbersTheAttemptsOfACall() {
        place(direct());
        giveBack(claim(), Duration.ZERO);

        assertThat(claim().attempts()).isEqualTo(2);
    }

    @Test
    void claimsNothingWhereNothingWaits() {
        assertThat(claim(10)).isEmpty();
    }

    @Test
    void claimsNoMoreThanWasAskedFor() {
        place(5, this::direct);

        assertThat(claim(3)).hasSize(3);
        assertThat(claim(3)).hasSize(2);
    }

    @Test
    @Tag("R1.4")
    void takesCallsOfOnePriorityInTheOrderOfTheirArrival() {
        List<Call> placed = place(20, this::direct);

        assertThat(claim(20))
                .extracting(Call::id)
                .isEqualTo(placed.stream().map(Call::id).toList());
    }

    @Test
    @Tag("R1.4")
    void takesHigherPriorityFirst() {
        Call low = place(direct().priority(-1));
        Call first = place(direct().priority(5));
        Call second = place(direct().priority(5));
        Call lowest = place(direct().priority(Integer.MIN_VALUE));
        Call highest = place(direct().priority(Integer.MAX_VALUE));

        assertThat(claim(5)).extracting(Call::id).containsExactly(ids(highest, first, second, low, lowest));
    }

    @Test
    @Tag("R1.4")
    void takesADirectCallBeforeAnyOtherWhateverThePriorities() {
        CampaignId campaign = running(noDelay(5));
        Call campaignCall = place(from(campaign).priority(1_000));
        Call lead = place(lead(null, 999));
        Call direct = place(direct().priority(-1_000));

        assertThat(claim(3)).extracting(Call::id).containsExactly(ids(direct, campaignCall, lead));
    }

    @Test
    void treatsCampaignsAndLeadsAlike() {
        CampaignId one = running(noDelay(5));
        CampaignId other = running(noDelay(5));
        Call a = place(from(other));
        Call b = place(lead(null, null));
        Call c = place(from(one));
        Call d = place(lead(null, 1));

        assertThat(claim(4)).extracting(Call::id).containsExactly(ids(d, a, b, c));
    }

    @Test
    void givesACallThatWasGivenBackItsOldPlace() {
        List<Call> placed = place(3, this::direct);
        Call first = claim();
        place(direct());

        giveBack(first, Duration.ZERO);

        assertThat(stateOf(first)).isEqualTo(CallState.QUEUED);
        assertThat(fresh(first).position()).isEqualTo(placed.get(0).position());
        assertThat(claim().id()).isEqualTo(first.id());
    }

    @Test
    void passesOverAPausedCampaignHoweverManyCallsStandInIt() {
        CampaignId paused = running(noDelay(5));
        CampaignId open = running(noDelay(5));
        place(200, () -> from(paused).priority(9));
        Call call = place(from(open));
        store.updateCampaign(tenant, paused, CampaignMachine::pause);

        assertThat(claim(5)).extracting(Call::id).containsExactly(call.id());
    }

    @Test
    void passesOverACampaignAtItsLimit() {
        CampaignId full = running(noDelay(1));
        CampaignId open = running(noDelay(1));
        Call live = place(from(full).priority(9));
        place(from(full).priority(9));
        Call call = place(from(open));

        assertThat(claim(5)).extracting(Call::id).containsExactly(ids(live, call));
    }

    @Test
    void passesOverALaneWhoseAccountIsFull() {
        CarrierAccountId other = newAccount(AccountLimits.NONE);
        CampaignId elsewhere = running(noDelay(5).withAccount(other));
        store.setAccountLimits(account, new AccountLimits(1, Double.POSITIVE_INFINITY));
        Call first = place(direct());
        place(direct());
        Call call = place(from(elsewhere));

        List<Claimed> claimed = claim(store, 5, Map.of());

        assertThat(claimed).extracting(one -> one.call().id()).containsExactly(ids(first, call));
        assertThat(claimed.get(1).directCallsReady())
                .as("direct calls that could have gone")
                .isZero();
    }

    @Test
    @Tag("R1.12")
    void countsTheDirectCallsThatCouldHaveGone() {
        CampaignId campaign = running(noDelay(1));
        place(from(campaign));
        place(2, this::direct);

        List<Claimed> claimed = claim(store, 3, Map.of());

        assertThat(claimed.get(0).directCallsReady()).isPositive();
        assertThat(claimed.get(2).directCallsReady()).isZero();
    }

    @Test
    void usesTheAccountOfTheCampaignOrElseOfTheTenant() {
        CarrierAccountId own = newAccount(AccountLimits.NONE);
        place(from(running(noDelay(1).withAccount(own))));
        place(from(running(noDelay(1))));

        assertThat(claim(2))
                .extracting(
                        call -> call.attempt() == null ? null : call.attempt().account())
                .containsExactly(own, account);
    }

    @Test
    void leavesAnAccountWithAQuotaOfZeroAlone() {
        CarrierAccountId other = newAccount(AccountLimits.NONE);
        CampaignId elsewhere = running(noDelay(5).withAccount(other));
        Call direct = place(direct());
        Call call = place(from(elsewhere));

        assertThat(claim(store, 5, Map.of(account, 0)))
                .extracting(claimed -> claimed.call().id())
                .containsExactly(call.id());
        assertThat(claim().id()).as("without the quota").isEqualTo(direct.id());
    }

    @Test
    void keepsToTheQuotaOfEachAccount() {
        CarrierAccountId other = newAccount(AccountLimits.NONE);
        CampaignId elsewhere = running(noDelay(9).withAccount(other));
        place(4, this::direct);
        place(4, () -> from(elsewhere));

        List<Claimed> claimed = claim(store, 9, Map.of(account, 2, other, 3));

        assertThat(claimed)
                .extracting(one -> one.call().attempt() == null
                        ? null
                        : one.call().attempt().account())
                .containsExactly(account, account, other, other, other);
    }

    @Test
    void claimsACallWithAllThatWasNotedOfItMeanwhile() {
        Call waiting = place(direct());
        PolicyVerdict verdict = new PolicyVerdict("credits", Verdict.allow(), clock.instant());
        update(waiting, CallMachine.note(List.of(verdict)));

        assertThat(claim().verdicts()).containsExactly(verdict);
    }
}
