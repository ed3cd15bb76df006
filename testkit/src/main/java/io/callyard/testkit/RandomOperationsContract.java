package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.machine.CallChange;
import io.callyard.machine.CampaignChange;
import io.callyard.machine.CampaignMachine;
import io.callyard.model.AccountLimits;
import io.callyard.model.Call;
import io.callyard.model.CallData;
import io.callyard.model.CallRequest;
import io.callyard.model.CallState;
import io.callyard.model.CallType;
import io.callyard.model.Campaign;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignStatus;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.CarrierCause;
import io.callyard.model.NewCall;
import io.callyard.model.Outcome;
import io.callyard.model.RetryPolicy;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.model.Verdict;
import io.callyard.spi.store.CallCounts;
import io.callyard.spi.store.CallSituation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two thousand random steps, after each of which the store has to agree with {@link StoreModel}. */
@Tag("R1.4")
abstract class RandomOperationsContract extends StoreFixture {
    private static final int SEEDS = 4;
    private static final int STEPS = 500;

    private final List<CampaignId> campaigns = new ArrayList<>();
    private List<TenantId> tenants = List.of();
    private List<CarrierAccountId> accounts = List.of();
    private StoreModel model = new StoreModel(clock);
    private SplittableRandom random = new SplittableRandom(0);
    private int othersLive;

    RandomOperationsContract(OutboundStoreContract opener) {
        super(opener);
    }

    @Test
    @Timeout(60)
    void agreesWithAModelOfItself() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            begin(seed);
            for (int step = 1; step <= STEPS; step++) {
                String done = takeAStep();
                String where = "seed " + seed + ", step " + step + ": " + done;
                compareSome(where);
            }
            model.calls(call -> true)
                    .forEach(call -> assertThat(fresh(call)).as("at the end").isEqualTo(call));
            finishAll();
        }
    }

    private void begin(long seed) {
        random = new SplittableRandom(seed);
        model = new StoreModel(clock);
        tenants = List.of(newTenant(2), newTenant(3), newTenant(4));
        accounts = List.of(newAccount(AccountLimits.NONE), newAccount(AccountLimits.NONE));
        othersLive = store.systemUsage().live();
        accounts.forEach(this::limitAccount);
        tenants.forEach(this::limitTenant);
        limitSystem();
        campaigns.clear();
        for (TenantId id : tenants) {
            for (int i = 0; i < 2; i++) {
                CampaignId campaign = new CampaignId(uniqueName("campaign"));
                var settings =
                        noDelay(2).withDelayBetween(Duration.ofMillis(700)).withAccount(i == 0 ? null : pick(accounts));
                store.createCampaign(id, campaign, settings);
                model.create(id, campaign, settings);
                campaigns.add(campaign);
            }
        }
    }

    private void finishAll() {
        for (Call call : model.calls(StoreModel::live)) {
            update(call, MACHINE.reclaim(call.attempts(), Outcome.UNKNOWN, "the end"));
        }
        for (Call call : model.calls(StoreModel::waits)) {
            update(call, MACHINE.cancel("the end"));
        }
    }

    // Steps

    private String takeAStep() {
        int dice = random.nextInt(100);
        if (dice < 22) {
            return placeOne();
        }
        if (dice < 52) {
            return claimOne();
        }
        if (dice < 78) {
            return changeALiveCall();
        }
        if (dice < 82) {
            return changeAnyCall();
        }
        if (dice < 88) {
            return changeACampaign();
        }
        if (dice < 92) {
            return changeALimit();
        }
        clock.advance(Duration.ofNanos(random.nextLong(2_000_000) * 1_000));
        return "time passes";
    }

    private String placeOne() {
        int lane = random.nextInt(tenants.size());
        TenantId id = tenants.get(lane);
        CallType type = pick(List.of(CallType.values()));
        CampaignId campaign = type == CallType.CAMPAIGN ? campaigns.get(lane * 2 + random.nextInt(2)) : null;
        Instant scheduledFor = random.nextInt(5) == 0 ? soon() : null;
        Instant expiresAt = random.nextInt(6) == 0
                ? (scheduledFor == null ? clock.instant() : scheduledFor).plusMillis(1 + random.nextInt(4_000))
                : null;
        CallRequest request = new CallRequest(
                id,
                type,
                number(),
                campaign,
                null,
                null,
                null,
                null,
                CallData.NONE,
                random.nextInt(3),
                scheduledFor,
                expiresAt,
                null);
        NewCall newCall =
                random.nextInt(6) == 0 ? heldBack(request, new Verdict.Hold(soon(), "held")) : newCall(request);
        if (campaign != null && modelled(campaign).status() == CampaignStatus.STOPPED) {
            return "nothing";
        }
        Call placed = store.place(id, List.of(newCall), MACHINE).get(0).call();
        assertThat(placed).isEqualTo(model.admit(newCall, MACHINE));
        return "place " + type;
    }

    private Instant soon() {
        return clock.instant().plusMillis(1 + random.nextInt(3_000));
    }

    private String claimOne() {
        clock.advance(MICRO);
        List<Call> due = model.due();

        List<Call> claimed = claim(1);

        due.forEach(call -> model.timePassed(call, fresh(call).position(), MACHINE));
        List<TenantId> expected = model.nextTenants();
        if (expected.isEmpty()) {
            assertThat(claimed).as("nobody can go").isEmpty();
            return "claim nothing";
        }
        assertThat(claimed).as("one of %s can go", expected).hasSize(1);
        Call call = claimed.get(0);
        assertThat(expected).as("served longest ago").contains(call.tenant());
        Call next = model.next(call.tenant()).orElseThrow();
        assertThat(call.id()).as("%s goes first", next).isEqualTo(next.id());
        assertThat(call).isEqualTo(model.reserve(next, NODE, MACHINE));
        comparePlaces();
        return "claim " + call.subject().type();
    }

    private String changeALiveCall() {
        List<Call> live = model.calls(StoreModel::live);
        if (live.isEmpty()) {
            return "nothing";
        }
        Call call = pick(live);
        return change(call, anyChange(call), "change");
    }

    private String changeAnyCall() {
        List<Call> all = model.calls(call -> true);
        if (all.isEmpty()) {
            return "nothing";
        }
        Call call = pick(all);
        return change(call, random.nextBoolean() ? MACHINE.cancel("no") : anyChange(call), "change any");
    }

    private String change(Call call, CallChange change, String name) {
        assertThat(update(call, change).after()).isEqualTo(model.update(call.id(), change));
        return name;
    }

    private CallChange anyChange(Call call) {
        int attempt = call.attempts() - (random.nextInt(10) == 0 ? 1 : 0);
        CarrierCause cause = CarrierCause.of("by chance");
        RetryPolicy retry = random.nextBoolean()
                ? RetryPolicy.NONE
                : RetryPolicy.NONE.with(Outcome.BUSY, 3, Duration.ofMillis(random.nextInt(2_000)));
        CarrierCallId id = random.nextInt(3) == 0 ? null : new CarrierCallId(call.id() + "-" + random.nextInt(2));
        return switch (random.nextInt(10)) {
            case 0 -> MACHINE.giveBack(attempt, "busy", Duration.ofMillis(random.nextInt(2) * 900L));
            case 1 -> MACHINE.inDoubt(attempt, "no answer");
            case 2 -> MACHINE.refuse(attempt, Outcome.SUPPRESSED, cause, retry);
            case 3 -> REPORTS.started(attempt, id);
            case 4 -> REPORTS.ringing(attempt, id);
            case 5 -> REPORTS.answered(attempt, id);
            case 6 -> MACHINE::requestHangUp;
            case 7 -> MACHINE.reclaim(attempt, Outcome.UNKNOWN, "silence");
            default ->
                REPORTS.ended(attempt, id, random.nextBoolean() ? Outcome.BUSY : Outcome.COMPLETED, cause, retry);
        };
    }

    private String changeACampaign() {
        int index = random.nextInt(campaigns.size());
        TenantId owner = tenants.get(index / 2);
        CampaignId id = campaigns.get(index);
        int maxLive = 1 + random.nextInt(3);
        CampaignChange change = switch (random.nextInt(12)) {
            case 0, 1 -> CampaignMachine::pause;
            case 2 ->
                CampaignMachine.changeSettings(modelled(id)
                        .settings()
                        .withMaxLive(maxLive)
                        .withDelayBetween(Duration.ofMillis(random.nextInt(900))));
            case 3 -> random.nextInt(8) == 0 ? CampaignMachine::stop : CampaignMachine::pause;
            case 4, 5, 6 -> CampaignMachine::resume;
            default -> CampaignMachine::start;
        };
        store.updateCampaign(owner, id, change);
        model.updateCampaign(owner, id, change);
        return "campaign";
    }

    private String changeALimit() {
        switch (random.nextInt(3)) {
            case 0 -> limitTenant(pick(tenants));
            case 1 -> limitAccount(pick(accounts));
            default -> limitSystem();
        }
        return "limit";
    }

    private void limitTenant(TenantId id) {
        int maxLive = 1 + random.nextInt(4);
        TenantLimits limits = new TenantLimits(maxLive, random.nextInt(maxLive + 1), pick(accounts));
        store.setTenantLimits(id, limits);
        model.tenants.put(id, limits);
    }

    private void limitAccount(CarrierAccountId id) {
        double pace = id.equals(accounts.get(0)) ? 5 : Double.POSITIVE_INFINITY;
        AccountLimits limits = new AccountLimits(1 + random.nextInt(6), pace);
        store.setAccountLimits(id, limits);
        model.accounts.put(id, limits);
    }

    private void limitSystem() {
        model.systemLimit = 3 + random.nextInt(6);
        store.setSystemLimit(othersLive + model.systemLimit);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private Campaign modelled(CampaignId id) {
        return model.campaign(tenants.get(campaigns.indexOf(id) / 2), id);
    }

    // Comparing

    private void compareSome(String where) {
        TenantId id = pick(tenants);
        CallCounts counts = store.counts(id);
        for (CallType type : CallType.values()) {
            for (CallState state : CallState.values()) {
                assertThat(counts.of(type, state))
                        .as("%s, %s %s", where, type, state)
                        .isEqualTo(model.count(call ->
                                call.tenant().equals(id) && call.subject().type() == type && call.state() == state));
            }
        }
        CarrierAccountId account = pick(accounts);
        assertThat(store.accountUsage(account).live()).as(where).isEqualTo((int) model.liveOn(account));
        CampaignId campaign = pick(campaigns);
        Campaign modelled = modelled(campaign);
        assertThat(store.campaign(modelled.tenant(), campaign)).as(where).contains(modelled);
        List<Call> all = model.calls(call -> true);
        if (!all.isEmpty()) {
            Call call = pick(all);
            assertThat(fresh(call)).as(where).isEqualTo(call);
        }
    }

    /** Right after a claim, when no hold is over of which the store has not taken note. */
    private void comparePlaces() {
        List<Call> queued = model.calls(call -> call.state() == CallState.QUEUED);
        if (queued.isEmpty()) {
            return;
        }
        Call call = pick(queued);
        CallSituation situation = store.situation(call.tenant(), call.id()).orElseThrow();
        assertThat(situation.position()).isEqualTo(model.position(call, false));
        assertThat(situation.lanePosition()).isEqualTo(model.position(call, true));
        assertThat(situation.totalInQueue())
                .isEqualTo(queued.stream()
                        .filter(other -> other.tenant().equals(call.tenant()))
                        .count());
        assertThat(situation.account()).isEqualTo(model.accountFor(call));
        @Nullable
        Call first = model.nextInLine(call.tenant(), call.subject().type()).orElse(null);
        assertThat(store.nextInLine(call.tenant(), call.subject().type()).orElse(null))
                .isEqualTo(first);
    }
}
