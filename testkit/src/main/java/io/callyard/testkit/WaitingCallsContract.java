package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.CallEvent.CallEnded;
import io.callyard.event.LoggedEvent;
import io.callyard.machine.CampaignMachine;
import io.callyard.machine.Transition;
import io.callyard.model.Call;
import io.callyard.model.CallRequest;
import io.callyard.model.CallState;
import io.callyard.model.Campaign;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignProgress;
import io.callyard.model.Outcome;
import io.callyard.model.TenantId;
import io.callyard.spi.store.Changed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Changing what waits in a campaign, and what a stop leaves behind. */
@Tag("R0.4")
abstract class WaitingCallsContract extends StoreFixture {
    private static final int ALL = 1_000;

    WaitingCallsContract(OutboundStoreContract opener) {
        super(opener);
    }

    private List<Changed> cancel(CampaignId campaign, int max) {
        return store.updateWaiting(tenant, campaign, max, MACHINE.cancel("stopped"));
    }

    private boolean isListedAsStopped(CampaignId campaign) {
        return store.stoppedWithWaitingCalls(ALL).stream()
                .anyMatch(found -> found.tenant().equals(tenant) && found.id().equals(campaign));
    }

    @Test
    void areChangedUpToAsManyAsAskedFor() {
        CampaignId campaign = running(noDelay(1));
        place(2, () -> from(campaign));
        place(3, () -> from(campaign).scheduledFor(clock.instant().plus(SECOND)));

        assertThat(cancel(campaign, 3)).hasSize(3);
        assertThat(campaign(campaign).progress().waiting()).isEqualTo(2);
        assertThat(cancel(campaign, 3)).as("fewer than asked for: no more wait").hasSize(2);
        assertThat(cancel(campaign, 3)).isEmpty();
        assertThat(campaign(campaign).progress()).isEqualTo(new CampaignProgress(0, 0, Map.of(Outcome.CANCELED, 5L)));
    }

    @Test
    void includeCallsThatAreScheduledOrHeldAndNoLiveOnes() {
        CampaignId campaign = running(noDelay(9));
        Call live = place(from(campaign));
        Call held = place(from(campaign));
        List<Call> claimed = claim(2);
        giveBack(claimed.get(1), SECOND);
        Call scheduled = place(from(campaign).scheduledFor(clock.instant().plus(SECOND)));
        Call queued = place(from(campaign));

        List<Changed> changed = cancel(campaign, ALL);

        assertThat(changed)
                .extracting(change -> change.after().id())
                .containsExactlyInAnyOrder(ids(held, scheduled, queued));
        assertThat(stateOf(live)).isEqualTo(CallState.RESERVED);
    }

    @Test
    void areThoseOfOneCampaignOfOneTenant() {
        CampaignId campaign = running(noDelay(1));
        CampaignId other = running(noDelay(1));
        place(from(other));
        place(direct());
        TenantId neighbour = newTenant(9);
        store.createCampaign(neighbour, campaign, noDelay(1));
        place(CallRequest.campaign(neighbour, campaign, number()));
        Call call = place(from(campaign));

        assertThat(cancel(campaign, ALL))
                .extracting(change -> change.after().id())
                .containsExactly(call.id());
    }

    @Test
    void areAnsweredWithWhatHasHappened() {
        CampaignId campaign = running(noDelay(1));
        Call call = place(from(campaign));
        store.updateCampaign(tenant, campaign, CampaignMachine::stop);
        long before = store.lastSeq(tenant);

        Changed changed = cancel(campaign, 1).get(0);

        assertThat(changed.before()).isEqualTo(call);
        assertThat(changed.after()).isEqualTo(fresh(call));
        assertThat(changed.after().outcome()).isEqualTo(Outcome.CANCELED);
        assertThat(changed.events()).extracting(LoggedEvent::event).hasOnlyElementsOfType(CallEnded.class);
        assertThat(store.read(tenant, before, 9)).isEqualTo(changed.events());
    }

    @Test
    void countAsChangedOnlyIfSomethingChanged() {
        CampaignId campaign = running(noDelay(1));
        place(from(campaign));
        long before = store.lastSeq(tenant);

        List<Changed> changed = store.updateWaiting(tenant, campaign, 9, (call, step) -> Transition.unchanged(call));

        assertThat(changed).noneMatch(Changed::isEffective);
        assertThat(store.lastSeq(tenant)).isEqualTo(before);
    }

    @Test
    void areListedByTheirCampaignAfterAStopUntilTheyAreOver() {
        CampaignId campaign = running(noDelay(1));
        place(3, () -> from(campaign));
        assertThat(isListedAsStopped(campaign)).isFalse();
        store.updateCampaign(tenant, campaign, CampaignMachine::stop);
        assertThat(isListedAsStopped(campaign)).isTrue();

        cancel(campaign, 2);
        assertThat(isListedAsStopped(campaign)).isTrue();
        cancel(campaign, 2);
        assertThat(isListedAsStopped(campaign)).isFalse();
    }

    @Test
    void areListedAgainWhenALiveCallComesBackAfterTheStop() {
        CampaignId campaign = running(noDelay(1));
        place(from(campaign));
        Call live = claim();
        store.updateCampaign(tenant, campaign, CampaignMachine::stop);
        assertThat(isListedAsStopped(campaign)).isFalse();

        giveBack(live, SECOND);

        assertThat(isListedAsStopped(campaign)).isTrue();
        assertThat(claim(1)).isEmpty();
        cancel(campaign, 9);
        assertThat(isListedAsStopped(campaign)).isFalse();
    }

    @Test
    void areNoLongerListedOnceTheyExpired() {
        CampaignId campaign = running(noDelay(1));
        place(from(campaign).expiresAt(clock.instant().plus(SECOND)));
        store.updateCampaign(tenant, campaign, CampaignMachine::stop);
        clock.advance(SECOND);
        claim(1);

        assertThat(isListedAsStopped(campaign)).isFalse();
    }

    @Test
    void areNoLongerListedOnceTheyWereCanceledOneByOne() {
        CampaignId campaign = running(noDelay(1));
        Call call = place(from(campaign));
        store.updateCampaign(tenant, campaign, CampaignMachine::stop);

        update(call, MACHINE.cancel("one by one"));

        assertThat(isListedAsStopped(campaign)).isFalse();
    }

    @Test
    void areListedForAsManyCampaignsAsAskedFor() {
        for (int i = 0; i < 3; i++) {
            CampaignId campaign = running(noDelay(1));
            place(from(campaign));
            store.updateCampaign(tenant, campaign, CampaignMachine::stop);
        }

        assertThat(store.stoppedWithWaitingCalls(2)).hasSize(2);
        assertThat(store.stoppedWithWaitingCalls(ALL))
                .filteredOn(campaign -> campaign.tenant().equals(tenant))
                .extracting(Campaign::id)
                .hasSize(3)
                .doesNotHaveDuplicates();
    }
}
