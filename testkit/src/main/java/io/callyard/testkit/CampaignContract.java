package io.callyard.testkit;

import static io.callyard.model.CampaignStatus.COMPLETED;
import static io.callyard.model.CampaignStatus.DRAFT;
import static io.callyard.model.CampaignStatus.PAUSED;
import static io.callyard.model.CampaignStatus.RUNNING;
import static io.callyard.model.CampaignStatus.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.CampaignEvent.CampaignChanged;
import io.callyard.event.CampaignEvent.CampaignCreated;
import io.callyard.event.CampaignEvent.CampaignStatusChanged;
import io.callyard.machine.CampaignChange;
import io.callyard.machine.CampaignMachine;
import io.callyard.model.AccountLimits;
import io.callyard.model.AgentId;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.CallType;
import io.callyard.model.Campaign;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignProgress;
import io.callyard.model.CampaignSettings;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.Outcome;
import io.callyard.model.RetryPolicy;
import io.callyard.spi.store.CampaignAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A campaign's status, rules and progress. */
@Tag("R0.4")
abstract class CampaignContract extends StoreFixture {
    CampaignContract(OutboundStoreContract opener) {
        super(opener);
    }

    private CampaignAnswer change(CampaignId id, CampaignChange change) {
        return store.updateCampaign(tenant, id, change).orElseThrow();
    }

    @Test
    void beginsAsADraft() {
        CampaignId id = new CampaignId(uniqueName("spring"));
        CampaignSettings settings = CampaignSettings.named("Spring – \"1\"")
                .withAgent(new AgentId("bot-7"))
                .withAccount(account)
                .withMaxLive(3)
                .withDelayBetween(Duration.ofMillis(1_500))
                .withRetry(RetryPolicy.NONE.with(Outcome.BUSY, 3, SECOND).with(Outcome.NO_ANSWER, 2, Duration.ZERO));
        long before = store.lastSeq(tenant);

        Campaign created = store.createCampaign(tenant, id, settings).orElseThrow();

        assertThat(created).isEqualTo(Campaign.draft(tenant, id, settings, clock.instant()));
        assertThat(store.campaign(tenant, id)).contains(created);
        assertThat(eventsAfter(before)).containsExactly(new CampaignCreated(id, settings));
    }

    @Test
    void isNotMadeTwice() {
        CampaignId id = draft(noDelay(1));
        long before = store.lastSeq(tenant);

        assertThat(store.createCampaign(tenant, id, noDelay(5))).isEmpty();

        assertThat(campaign(id).settings()).isEqualTo(noDelay(1));
        assertThat(store.lastSeq(tenant)).isEqualTo(before);
    }

    @Test
    void isMadeOnceBySixteenAtOnce() {
        CampaignId id = new CampaignId(uniqueName("campaign"));

        List<Boolean> made = Crowd.run(thread ->
                () -> user(thread).createCampaign(tenant, id, noDelay(1)).isPresent());

        assertThat(made).containsOnlyOnce(true);
    }

    @Test
    void cannotBeFoundOrChangedIfItDoesNotExist() {
        CampaignId unknown = new CampaignId("unknown");

        assertThat(store.campaign(tenant, unknown)).isEmpty();
        assertThat(store.updateCampaign(tenant, unknown, CampaignMachine::start))
                .isEmpty();
        assertThat(store.updateWaiting(tenant, unknown, 9, MACHINE.cancel("stop")))
                .isEmpty();
    }

    @Test
    void isListedOldestFirst() {
        CampaignId one = draft(noDelay(1));
        clock.advance(SECOND);
        CampaignId two = draft(noDelay(1));
        clock.advance(SECOND);
        CampaignId three = draft(noDelay(1));
        change(one, CampaignMachine::start);

        assertThat(store.campaigns(tenant)).extracting(Campaign::id).containsExactly(one, two, three);
    }

    @Test
    void saysWhatAChangeDid() {
        CampaignId id = draft(noDelay(1));
        long before = store.lastSeq(tenant);

        CampaignAnswer started = change(id, CampaignMachine::start);
        CampaignAnswer again = change(id, CampaignMachine::start);

        assertThat(started.changed()).isTrue();
        assertThat(started.campaign().status()).isEqualTo(RUNNING);
        assertThat(started.campaign().startedAt()).isEqualTo(clock.instant());
        assertThat(store.campaign(tenant, id)).contains(started.campaign());
        assertThat(again.changed()).isFalse();
        assertThat(again.campaign()).isEqualTo(started.campaign());
        assertThat(eventsAfter(before)).containsExactly(new CampaignStatusChanged(id, DRAFT, RUNNING));
    }

    @Test
    void callsNobodyUntilItIsStarted() {
        CampaignId id = draft(noDelay(1));
        place(from(id));
        assertThat(claim(1)).isEmpty();

        change(id, CampaignMachine::start);

        assertThat(claim(1)).hasSize(1);
    }

    @Test
    @Tag("R1.10")
    void callsNobodyElseWhileItIsPausedAndTouchesNoLiveCall() {
        CampaignId id = running(noDelay(2));
        place(3, () -> from(id));
        Call live = start(claim());

        change(id, CampaignMachine::pause);

        assertThat(claim(9)).isEmpty();
        assertThat(fresh(live)).isEqualTo(live);
        end(live);
        assertThat(claim(9)).isEmpty();
        change(id, CampaignMachine::resume);
        assertThat(claim(9)).hasSize(2);
    }

    @Test
    void callsNobodyElseOnceItIsStoppedAndTouchesNoLiveCall() {
        CampaignId id = running(noDelay(2));
        place(3, () -> from(id));
        Call live = start(claim());

        change(id, CampaignMachine::stop);

        assertThat(claim(9)).isEmpty();
        assertThat(fresh(live)).isEqualTo(live);
        assertThat(change(id, CampaignMachine::resume).changed()).isFalse();
        assertThat(claim(9)).isEmpty();
    }

    @Test
    void countsItsCalls() {
        CampaignId id = running(noDelay(2));
        place(5, () -> from(id));
        List<Call> live = claim(2);
        end(start(live.get(0)));
        update(live.get(1), ending(live.get(1), Outcome.BUSY, RetryPolicy.NONE));
        claim(1);

        CampaignProgress progress = campaign(id).progress();

        assertThat(progress).isEqualTo(new CampaignProgress(2, 1, Map.of(Outcome.COMPLETED, 1L, Outcome.BUSY, 1L)));
        assertThat(progress.processed()).isEqualTo(2);
        assertThat(progress.total()).isEqualTo(5);
    }

    @Test
    void countsACallOnceHoweverLateAReportComes() {
        CampaignId id = running(noDelay(1));
        place(from(id));
        Call call = claim();
        update(call, MACHINE.reclaim(1, Outcome.NOT_PLACED, "not listed"));

        assertThat(update(call, REPORTS.ringing(1, carrierId(call))).isEffective())
                .as("a report that contradicts what is written")
                .isTrue();

        assertThat(campaign(id).progress()).isEqualTo(new CampaignProgress(0, 0, Map.of(Outcome.NOT_PLACED, 1L)));
        assertThat(store.counts(tenant).of(CallType.CAMPAIGN, CallState.ENDED)).isEqualTo(1);
    }

    @Test
    void countsCallsThatAreScheduledOrHeldAsWaiting() {
        CampaignId id = running(noDelay(9));
        place(from(id).scheduledFor(clock.instant().plus(SECOND)));
        place(from(id));
        giveBack(claim(), SECOND);

        assertThat(campaign(id).progress()).isEqualTo(new CampaignProgress(2, 0, Map.of()));
    }

    @Test
    void isCompletedByTheEndOfItsLastCall() {
        CampaignId id = running(noDelay(1));
        place(2, () -> from(id));
        end(start(claim()));
        assertThat(campaign(id).status()).isEqualTo(RUNNING);
        Call last = start(claim());
        clock.advance(SECOND);
        long before = store.lastSeq(tenant);

        end(last);

        assertThat(campaign(id).status()).isEqualTo(COMPLETED);
        assertThat(campaign(id).endedAt()).isEqualTo(clock.instant());
        assertThat(eventsAfter(before))
                .hasSize(2)
                .element(1)
                .isEqualTo(new CampaignStatusChanged(id, RUNNING, COMPLETED));
    }

    @Test
    void isNotCompletedWhileACallWillBeTriedAgain() {
        CampaignId id = running(noDelay(1));
        place(from(id));
        Call call = start(claim());
        update(call, ending(call, Outcome.BUSY, RetryPolicy.NONE.with(Outcome.BUSY, 2, SECOND)));

        assertThat(campaign(id).status()).isEqualTo(RUNNING);
    }

    @Test
    void isNotCompletedByAStartWithoutCalls() {
        assertThat(campaign(running(noDelay(1))).status()).isEqualTo(RUNNING);
    }

    @Test
    void runsAgainWhenMoreCallsCome() {
        CampaignId id = running(noDelay(1));
        place(from(id));
        end(start(claim()));
        long before = store.lastSeq(tenant);

        Call more = place(from(id));

        assertThat(campaign(id).status()).isEqualTo(RUNNING);
        assertThat(campaign(id).endedAt()).isNull();
        assertThat(eventsAfter(before)).contains(new CampaignStatusChanged(id, COMPLETED, RUNNING));
        assertThat(claim().id()).isEqualTo(more.id());
    }

    @Test
    void staysPausedWhenItsLastCallEndsAndIsCompletedWhenItGoesOn() {
        CampaignId id = running(noDelay(1));
        place(from(id));
        Call live = start(claim());
        change(id, CampaignMachine::pause);
        end(live);
        assertThat(campaign(id).status()).isEqualTo(PAUSED);

        change(id, CampaignMachine::resume);

        assertThat(campaign(id).status()).isEqualTo(COMPLETED);
    }

    @Test
    void staysStoppedWhenItsLastCallEnds() {
        CampaignId id = running(noDelay(1));
        place(from(id));
        Call live = start(claim());
        change(id, CampaignMachine::stop);

        end(live);

        assertThat(campaign(id).status()).isEqualTo(STOPPED);
        assertThat(campaign(id).progress()).isEqualTo(new CampaignProgress(0, 0, Map.of(Outcome.COMPLETED, 1L)));
    }

    @Test
    void obeysNewRulesWhileItRuns() {
        CampaignId id = running(noDelay(1));
        place(5, () -> from(id));
        claim(9);
        long before = store.lastSeq(tenant);

        change(id, CampaignMachine.changeSettings(noDelay(3)));

        assertThat(eventsAfter(before)).containsExactly(new CampaignChanged(id, noDelay(3)));
        assertThat(claim(9)).hasSize(2);
        change(id, CampaignMachine.changeSettings(noDelay(1)));
        assertThat(campaign(id).progress().live()).isEqualTo(3);
        assertThat(claim(9)).isEmpty();
    }

    @Test
    void movesItsNextCallsToANewAccount() {
        CarrierAccountId other = newAccount(AccountLimits.NONE);
        CampaignId id = running(noDelay(9));
        place(from(id));
        claim(1);
        place(from(id));
        change(id, CampaignMachine.changeSettings(noDelay(9).withAccount(other)));

        assertThat(claim(1)).hasSize(1);
        assertThat(store.accountUsage(account).live()).isEqualTo(1);
        assertThat(store.accountUsage(other).live()).isEqualTo(1);
    }

    @Test
    void keepsTheStateOfItsCallsOverAStop() {
        CampaignId id = running(noDelay(1));
        Call call = place(from(id));
        change(id, CampaignMachine::stop);

        assertThat(stateOf(call)).isEqualTo(CallState.QUEUED);
    }
}
