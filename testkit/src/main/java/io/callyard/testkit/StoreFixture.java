package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.Event;
import io.callyard.event.LoggedEvent;
import io.callyard.machine.CallChange;
import io.callyard.machine.CampaignMachine;
import io.callyard.machine.CarrierReports;
import io.callyard.model.AccountLimits;
import io.callyard.model.Call;
import io.callyard.model.CallData;
import io.callyard.model.CallId;
import io.callyard.model.CallRequest;
import io.callyard.model.CallState;
import io.callyard.model.CallTimeouts;
import io.callyard.model.CallType;
import io.callyard.model.Campaign;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignSettings;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.CarrierCause;
import io.callyard.model.NewCall;
import io.callyard.model.NodeId;
import io.callyard.model.Outcome;
import io.callyard.model.PhoneNumber;
import io.callyard.model.PolicyVerdict;
import io.callyard.model.RetryPolicy;
import io.callyard.model.TenantLimits;
import io.callyard.model.Verdict;
import io.callyard.spi.store.Changed;
import io.callyard.spi.store.ClaimOrder;
import io.callyard.spi.store.Claimed;
import io.callyard.spi.store.Intake;
import io.callyard.spi.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The words in which the tests of a store are written. */
abstract class StoreFixture extends StoreUnderTest {
    static final CarrierReports REPORTS = new CarrierReports(CallTimeouts.DEFAULT);
    static final NodeId NODE = new NodeId("node-1");
    static final Duration MICRO = Duration.ofNanos(1_000);
    static final Duration SECOND = Duration.ofSeconds(1);

    StoreFixture(StoreContract opener) {
        super(opener);
    }

    // Limits

    void limit(int maxLive) {
        store.setTenantLimits(tenant, new TenantLimits(maxLive, 0, account));
    }

    CarrierAccountId newAccount(AccountLimits limits) {
        CarrierAccountId id = new CarrierAccountId(uniqueName("account"));
        store.setAccountLimits(id, limits);
        return id;
    }

    // Campaigns

    static CampaignSettings noDelay(int maxLive) {
        return CampaignSettings.named("calls").withDelayBetween(Duration.ZERO).withMaxLive(maxLive);
    }

    CampaignId draft(CampaignSettings settings) {
        CampaignId id = new CampaignId(uniqueName("campaign"));
        assertThat(store.createCampaign(tenant, id, settings)).isPresent();
        return id;
    }

    CampaignId running(CampaignSettings settings) {
        CampaignId id = draft(settings);
        assertThat(store.updateCampaign(tenant, id, CampaignMachine::start)).isPresent();
        return id;
    }

    Campaign campaign(CampaignId id) {
        return store.campaign(tenant, id).orElseThrow();
    }

    // Intake

    static PhoneNumber number() {
        return PhoneNumber.parse("+1555" + (1_000_000 + nextNumber()));
    }

    CallRequest.Builder direct() {
        return CallRequest.direct(tenant, number());
    }

    CallRequest.Builder from(CampaignId campaign) {
        return CallRequest.campaign(tenant, campaign, number());
    }

    CallRequest lead(@Nullable String key, @Nullable Integer priority) {
        return new CallRequest(
                tenant,
                CallType.LEAD,
                number(),
                null,
                null,
                null,
                null,
                null,
                CallData.NONE,
                priority,
                null,
                null,
                key);
    }

    NewCall heldBack(CallRequest request, Verdict.Hold hold) {
        PolicyVerdict verdict = new PolicyVerdict("policy", hold, clock.instant());
        return new NewCall(newCall(request).id(), request, List.of(verdict));
    }

    Intake takeIn(Store at, CallRequest request) {
        return at.place(request.tenant(), List.of(newCall(request)), MACHINE).get(0);
    }

    Call place(CallRequest request) {
        return takeIn(store, request).call();
    }

    Call place(CallRequest.Builder request) {
        return place(request.build());
    }

    List<Call> place(int count, Supplier<CallRequest.Builder> requests) {
        List<Call> placed = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            placed.add(place(requests.get()));
        }
        return placed;
    }

    // Work

    /** Claims as an engine does. What another test has left behind is put away, and asked for again. */
    List<Claimed> claim(Store at, int max, Map<CarrierAccountId, Integer> quotas) {
        List<Claimed> mine = new ArrayList<>();
        boolean again = true;
        while (again && mine.size() < max) {
            again = false;
            for (Claimed claimed : at.claim(new ClaimOrder(NODE, max - mine.size(), quotas, MACHINE))) {
                if (isOwn(claimed.call())) {
                    mine.add(claimed);
                } else {
                    finish(claimed.call());
                    again = true;
                }
            }
        }
        assertThat(mine).hasSizeLessThanOrEqualTo(max).noneMatch(Claimed::violatesPriority);
        return mine;
    }

    List<Call> claim(Store at, int max) {
        return claim(at, max, Map.of()).stream().map(Claimed::call).toList();
    }

    List<Call> claim(int max) {
        return claim(store, max);
    }

    /** Claims one call, which must be there. */
    Call claim() {
        List<Call> claimed = claim(1);
        assertThat(claimed).as("a call to claim").hasSize(1);
        return claimed.get(0);
    }

    static CallId[] ids(Call... calls) {
        return List.of(calls).stream().map(Call::id).toArray(CallId[]::new);
    }

    // Changes

    Changed update(Call call, CallChange change) {
        return store.update(call.tenant(), call.id(), null, change).orElseThrow();
    }

    static CarrierCallId carrierId(Call call) {
        return new CarrierCallId("carrier-" + call.id() + "-" + call.attempts());
    }

    Call start(Call call) {
        return update(call, REPORTS.started(call.attempts(), carrierId(call))).after();
    }

    Call answer(Call call) {
        return update(call, REPORTS.answered(call.attempts(), carrierId(call))).after();
    }

    static CallChange ending(Call call, Outcome outcome, RetryPolicy retry) {
        return REPORTS.ended(call.attempts(), carrierId(call), outcome, CarrierCause.of("over"), retry);
    }

    Changed end(Call call) {
        return update(call, ending(call, Outcome.COMPLETED, RetryPolicy.NONE));
    }

    Changed giveBack(Call call, Duration delay) {
        return update(call, MACHINE.giveBack(call.attempts(), "not now", delay));
    }

    // Reading

    Call fresh(Call call) {
        return store.find(call.tenant(), call.id()).orElseThrow();
    }

    CallState stateOf(Call call) {
        return fresh(call).state();
    }

    /** The tenant's events after number {@code after}, without their numbers. */
    List<Event> eventsAfter(long after) {
        return store.read(tenant, after, 500).stream().map(LoggedEvent::event).toList();
    }
}
