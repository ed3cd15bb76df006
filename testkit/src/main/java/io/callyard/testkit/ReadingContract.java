package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.machine.CallMachine;
import io.callyard.machine.CampaignMachine;
import io.callyard.model.AccountLimits;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallState;
import io.callyard.model.CallType;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignSettings;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.NewCall;
import io.callyard.model.Outcome;
import io.callyard.model.PolicyVerdict;
import io.callyard.model.RetryPolicy;
import io.callyard.model.Verdict;
import io.callyard.spi.store.AccountUsage;
import io.callyard.spi.store.CallCounts;
import io.callyard.spi.store.CallSituation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Looking at calls: one, all, in line, live. */
@Tag("R1.6")
abstract class ReadingContract extends StoreFixture {
    ReadingContract(OutboundStoreContract opener) {
        super(opener);
    }

    private CallSituation situation(Call call) {
        return store.situation(tenant, call.id()).orElseThrow();
    }

    @Test
    void findsNothingThatDoesNotExist() {
        CallId unknown = uniqueCallId();

        assertThat(store.find(tenant, unknown)).isEmpty();
        assertThat(store.findAnywhere(unknown)).isEmpty();
        assertThat(store.situation(tenant, unknown)).isEmpty();
        assertThat(store.findAtCarrier(account, new CarrierCallId("unknown"))).isEmpty();
        assertThat(store.nextInLine(tenant, CallType.DIRECT)).isEmpty();
        assertThat(store.liveCalls(tenant)).isEmpty();
    }

    @Test
    void findsACallWithoutKnowingItsTenant() {
        Call call = place(direct());

        assertThat(store.findAnywhere(call.id())).contains(call);
    }

    @Test
    void findsACallByItsIdAtTheCarrier() {
        place(direct());
        Call call = start(claim());
        CarrierAccountId other = newAccount(AccountLimits.NONE);

        assertThat(store.findAtCarrier(account, carrierId(call))).contains(call);
        assertThat(store.findAtCarrier(other, carrierId(call))).isEmpty();
        end(call);
        assertThat(store.findAtCarrier(account, carrierId(call))).contains(fresh(call));
    }

    @Test
    void findsACallByTheIdOfItsNewestAttempt() {
        place(direct());
        Call first = start(claim());
        RetryPolicy retry = RetryPolicy.NONE.with(Outcome.BUSY, 2, Duration.ZERO);
        update(first, ending(first, Outcome.BUSY, retry));
        Call second = start(claim());

        assertThat(carrierId(second)).isNotEqualTo(carrierId(first));
        assertThat(store.findAtCarrier(account, carrierId(second))).contains(second);
    }

    @Test
    void countsCallsByTypeAndState() {
        CampaignId campaign = running(noDelay(9));
        place(from(campaign));
        place(lead(null, null));
        place(3, this::direct);
        List<Call> live = claim(2);
        end(start(live.get(0)));
        answer(live.get(1));
        place(direct().scheduledFor(clock.instant().plus(SECOND)));

        CallCounts counts = store.counts(tenant);

        assertThat(counts.of(CallType.DIRECT, CallState.ENDED)).isEqualTo(1);
        assertThat(counts.of(CallType.DIRECT, CallState.IN_PROGRESS)).isEqualTo(1);
        assertThat(counts.of(CallType.DIRECT, CallState.QUEUED)).isEqualTo(1);
        assertThat(counts.of(CallType.DIRECT, CallState.SCHEDULED)).isEqualTo(1);
        assertThat(counts.of(CallType.CAMPAIGN, CallState.QUEUED)).isEqualTo(1);
        assertThat(counts.of(CallType.LEAD, CallState.QUEUED)).isEqualTo(1);
        assertThat(counts.of(CallType.LEAD, CallState.ENDED)).isZero();
        assertThat(counts.queued()).isEqualTo(3);
        assertThat(counts.live(CallType.DIRECT)).isEqualTo(1);
    }

    @Test
    @Tag("R1.7")
    void namesTheCallThatIsFirstInLineEvenIfItCannotGo() {
        limit(0);
        CampaignId paused = draft(noDelay(1));
        CampaignId open = running(noDelay(1));
        place(from(open));
        Call first = place(from(paused).priority(1));
        place(direct());
        Call direct = place(direct().priority(101));

        assertThat(store.nextInLine(tenant, CallType.CAMPAIGN)).contains(first);
        assertThat(store.nextInLine(tenant, CallType.DIRECT)).contains(direct);
        assertThat(store.nextInLine(tenant, CallType.LEAD)).isEmpty();
    }

    @Test
    void namesTheFirstInLineAsItStandsNow() {
        Call call = place(direct());
        PolicyVerdict verdict = new PolicyVerdict("hours", Verdict.allow(), clock.instant());
        update(call, CallMachine.note(List.of(verdict)));

        assertThat(store.nextInLine(tenant, CallType.DIRECT)).contains(fresh(call));
    }

    @Test
    void namesTheNextCallOfACampaignOfThoseThatWait() {
        CampaignId campaign = draft(noDelay(1));
        place(from(running(noDelay(1))));
        assertThat(store.nextInCampaign(tenant, campaign)).isEmpty();

        Call scheduled =
                place(from(campaign).priority(9).scheduledFor(clock.instant().plus(SECOND)));
        assertThat(store.nextInCampaign(tenant, campaign)).contains(scheduled);

        Verdict.Hold hold = new Verdict.Hold(clock.instant().plus(SECOND), "night");
        NewCall held = heldBack(from(campaign).priority(8).build(), hold);
        store.place(tenant, List.of(held), MACHINE);
        assertThat(store.nextInCampaign(tenant, campaign)).map(Call::id).contains(held.id());

        Call queued = place(from(campaign));
        place(from(campaign));
        assertThat(store.nextInCampaign(tenant, campaign)).contains(queued);
        assertThat(store.nextInCampaign(newTenant(1), campaign)).isEmpty();
    }

    @Test
    void listsLiveCallsTheLongestLiveFirst() {
        place(4, this::direct);
        Call first = claim();
        clock.advance(SECOND);
        Call second = claim();
        clock.advance(SECOND);
        Call third = claim();
        answer(third);
        update(second, MACHINE.inDoubt(1, "no answer"));
        end(start(first));

        assertThat(store.liveCalls(tenant)).containsExactly(fresh(second), fresh(third));
    }

    @Test
    @Tag("R1.2")
    void tellsThePlaceInLineByTypePriorityAndArrival() {
        limit(0);
        CampaignId campaign = running(noDelay(1));
        Call low = place(from(campaign));
        Call lead = place(lead(null, 5));
        Call high = place(from(campaign).priority(9));
        Call direct = place(direct().priority(-9));

        assertThat(List.of(direct, high, lead, low))
                .extracting(call -> situation(call).position())
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(List.of(direct, high, lead, low))
                .extracting(call -> situation(call).lanePosition())
                .containsExactly(1L, 1L, 1L, 2L);
        assertThat(situation(low).totalInQueue()).isEqualTo(4);
    }

    @Test
    void tellsThePlaceOfCallsThatAreHeldAndOfThoseBehindThem() {
        Call held = place(direct());
        Call next = place(direct());
        Call last = place(direct());
        giveBack(claim(), SECOND);

        assertThat(situation(held).position()).as("as if it were not held").isEqualTo(1);
        assertThat(situation(next).position()).as("nobody before it can go").isEqualTo(1);
        assertThat(situation(last).position()).isEqualTo(2);
        assertThat(situation(last).totalInQueue()).isEqualTo(3);
    }

    @Test
    void tellsNoPlaceOfACallThatIsNotInTheQueue() {
        Call scheduled = place(direct().scheduledFor(clock.instant().plus(SECOND)));
        place(direct());
        Call live = claim();

        assertThat(situation(scheduled).position()).isZero();
        assertThat(situation(scheduled).lanePosition()).isZero();
        assertThat(situation(live).position()).isZero();
        assertThat(situation(live).totalInQueue()).isZero();
    }

    @Test
    void tellsAllThatDecidesWhenACallGoes() {
        limit(2);
        CarrierAccountId own = newAccount(new AccountLimits(1, 0.5));
        CampaignId campaign = running(CampaignSettings.named("calls").withAccount(own));
        place(2, () -> from(campaign));
        place(direct());
        List<Call> live = claim(9);
        end(start(live.get(1)));
        clock.advance(SECOND);

        Call waiting = store.nextInLine(tenant, CallType.CAMPAIGN).orElseThrow();
        CallSituation situation = situation(waiting);

        assertThat(situation.call()).isEqualTo(fresh(waiting));
        assertThat(situation.tenant()).isEqualTo(store.tenantUsage(tenant));
        assertThat(situation.tenant().live()).isEqualTo(1);
        assertThat(situation.account()).isEqualTo(own);
        assertThat(situation.accountUsage())
                .isEqualTo(new AccountUsage(
                        new AccountLimits(1, 0.5), 0, clock.instant().plus(SECOND)));
        assertThat(situation.system()).isEqualTo(store.systemUsage());
        assertThat(situation.campaign()).isEqualTo(campaign(campaign));
        assertThat(situation.now()).isEqualTo(clock.instant());
        assertThat(situation(live.get(0)).account()).isEqualTo(account);
        assertThat(situation(live.get(0)).campaign()).isNull();
    }

    @Test
    void tellsTheAccountOnWhichALiveCallIsMade() {
        place(2, this::direct);
        Call live = claim();
        CarrierAccountId other = newAccount(AccountLimits.NONE);
        store.setTenantLimits(tenant, store.tenantUsage(tenant).limits().withAccount(other));

        assertThat(situation(live).account()).isEqualTo(account);
        assertThat(situation(store.nextInLine(tenant, CallType.DIRECT).orElseThrow())
                        .account())
                .isEqualTo(other);
    }

    @Test
    void answersAboutPausedCampaignsToo() {
        CampaignId campaign = running(noDelay(1));
        Call call = place(from(campaign));
        store.updateCampaign(tenant, campaign, CampaignMachine::pause);

        assertThat(situation(call).position()).isEqualTo(1);
        assertThat(situation(call).campaign()).isEqualTo(campaign(campaign));
    }
}
