package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.machine.CampaignMachine;
import io.callyard.model.Call;
import io.callyard.model.CallRequest;
import io.callyard.model.CallState;
import io.callyard.model.CallType;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignProgress;
import io.callyard.model.CampaignStatus;
import io.callyard.model.TenantId;
import io.callyard.spi.store.CallSituation;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one tenant sees of another: nothing. */
abstract class IsolationContract extends StoreFixture {
    private TenantId other;

    @SuppressWarnings("NullAway.Init") // made before each test
    IsolationContract(OutboundStoreContract opener) {
        super(opener);
    }

    @BeforeEach
    void makeAnotherTenant() {
        other = newTenant(1_000);
    }

    private Call placeForOther() {
        return place(CallRequest.direct(other, number()));
    }

    @Test
    void findsOnlyCallsOfItsOwn() {
        Call foreign = placeForOther();

        assertThat(store.find(tenant, foreign.id())).isEmpty();
        assertThat(store.find(other, foreign.id())).contains(foreign);
    }

    @Test
    void changesOnlyCallsOfItsOwn() {
        Call foreign = placeForOther();
        long before = store.lastSeq(tenant);

        assertThat(store.update(tenant, foreign.id(), null, MACHINE.cancel("no")))
                .isEmpty();

        assertThat(fresh(foreign)).isEqualTo(foreign);
        assertThat(store.lastSeq(tenant)).isEqualTo(before);
    }

    @Test
    void seesTheSituationOfItsOwnCallsOnly() {
        Call foreign = placeForOther();
        placeForOther();
        Call own = place(direct());

        assertThat(store.situation(tenant, foreign.id())).isEmpty();
        CallSituation situation = store.situation(tenant, own.id()).orElseThrow();
        assertThat(situation.position()).isEqualTo(1);
        assertThat(situation.totalInQueue()).isEqualTo(1);
    }

    @Test
    void countsItsOwnCallsOnly() {
        placeForOther();
        claim();
        placeForOther();
        place(direct());

        assertThat(store.counts(tenant).of(CallType.DIRECT, CallState.QUEUED)).isEqualTo(1);
        assertThat(store.counts(tenant).live(CallType.DIRECT)).isZero();
        assertThat(store.tenantUsage(tenant).live()).isZero();
        assertThat(store.tenantUsage(other).live()).isEqualTo(1);
    }

    @Test
    void seesItsOwnCallsInLineAndLiveOnly() {
        placeForOther();
        Call foreign = claim();
        placeForOther();

        assertThat(store.nextInLine(tenant, CallType.DIRECT)).isEmpty();
        assertThat(store.liveCalls(tenant)).isEmpty();
        assertThat(store.liveCalls(other)).containsExactly(foreign);
    }

    @Test
    void hasCampaignsOfItsOwnUnderTheSameId() {
        CampaignId id = draft(noDelay(1));
        store.createCampaign(other, id, noDelay(7));
        place(CallRequest.campaign(other, id, number()));

        store.updateCampaign(tenant, id, CampaignMachine::start);

        assertThat(campaign(id).settings().maxLive()).isEqualTo(1);
        assertThat(campaign(id).progress()).isEqualTo(CampaignProgress.NONE);
        assertThat(store.campaign(other, id)).hasValueSatisfying(foreign -> {
            assertThat(foreign.settings().maxLive()).isEqualTo(7);
            assertThat(foreign.status()).isEqualTo(CampaignStatus.DRAFT);
            assertThat(foreign.progress()).isEqualTo(new CampaignProgress(1, 0, Map.of()));
        });
        assertThat(store.campaigns(tenant)).hasSize(1);
        assertThat(claim(9)).as("the other's campaign was not started").isEmpty();
    }

    @Test
    void cannotSeeOrChangeACampaignOfAnother() {
        CampaignId id = new CampaignId(uniqueName("campaign"));
        store.createCampaign(other, id, noDelay(1));

        assertThat(store.campaign(tenant, id)).isEmpty();
        assertThat(store.campaigns(tenant)).isEmpty();
        assertThat(store.updateCampaign(tenant, id, CampaignMachine::start)).isEmpty();
        assertThat(store.updateWaiting(tenant, id, 9, MACHINE.cancel("no"))).isEmpty();
    }

    @Test
    void hasALogOfItsOwn() {
        long before = store.lastSeq(tenant);

        Call foreign = placeForOther();
        claim();

        assertThat(store.lastSeq(tenant)).isEqualTo(before);
        assertThat(eventsOf(tenant))
                .noneMatch(event -> event.toString().contains(foreign.id().toString()));
    }

    @Test
    void hasLimitsOfItsOwn() {
        limit(1);
        place(2, this::direct);
        placeForOther();
        placeForOther();

        assertThat(claim(9)).extracting(Call::tenant).containsExactlyInAnyOrder(tenant, other, other);
    }

    @Test
    void numbersPositionsOfItsOwn() {
        long first = place(direct()).position();
        for (int i = 0; i < 5; i++) {
            placeForOther();
        }

        assertThat(place(direct()).position()).isEqualTo(first + 1);
    }
}
