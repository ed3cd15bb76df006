package io.callyard.store.jdbc;

import io.callyard.machine.CallChange;
import io.callyard.machine.CampaignChange;
import io.callyard.machine.CampaignMachine;
import io.callyard.model.AccountLimits;
import io.callyard.model.Call;
import io.callyard.model.CallData;
import io.callyard.model.CallId;
import io.callyard.model.CallRequest;
import io.callyard.model.CallType;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignSettings;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.CarrierCause;
import io.callyard.model.Limits;
import io.callyard.model.NewCall;
import io.callyard.model.Outcome;
import io.callyard.model.PhoneNumber;
import io.callyard.model.RetryPolicy;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Random use of a store: everything that its users may do to a few tenants. One thread at a time. */
final class Bustle {
    private static final List<CarrierAccountId> ACCOUNTS =
            List.of(new CarrierAccountId("account-1"), new CarrierAccountId("account-2"));

    private final Yard yard;
    private final String name;
    private final SplittableRandom random;
    private final List<TenantId> tenants;
    private final List<CampaignId> campaigns = List.of(new CampaignId("campaign-1"), new CampaignId("campaign-2"));
    private int keys;

    Bustle(Yard yard, String name, long seed) {
        this.yard = yard;
        this.name = name;
        random = new SplittableRandom(seed);
        tenants = List.of(new TenantId("tenant-1"), new TenantId("tenant-2"), new TenantId("tenant-3"));
        for (TenantId tenant : tenants) {
            campaigns.forEach(id -> {
                yard.store.createCampaign(tenant, id, settings());
                yard.store.updateCampaign(tenant, id, CampaignMachine::start);
            });
        }
    }

    void run(int steps) {
        for (int i = 0; i < steps; i++) {
            step(random.nextInt(100));
        }
    }

    private void step(int dice) {
        if (dice < 30) {
            place();
        } else if (dice < 55) {
            yard.claim(1 + random.nextInt(3));
        } else if (dice < 80) {
            yard.store.liveCalls(pick(tenants)).stream().findAny().ifPresent(call -> update(call, change(call)));
        } else if (dice < 84) {
            yard.store
                    .nextInLine(pick(tenants), CallType.DIRECT)
                    .ifPresent(call -> update(call, Yard.MACHINE.cancel("no")));
        } else if (dice < 88) {
            changeCampaign();
        } else if (dice < 92) {
            changeLimit();
        } else if (dice < 94) {
            yard.store.overdue(5, Duration.ofSeconds(5));
        } else if (dice < 95) {
            yard.store.tidyUp();
        } else {
            yard.advance(Duration.ofMillis(random.nextInt(4_000)));
        }
    }

    private void place() {
        CallType type = pick(List.of(CallType.values()));
        CampaignId campaign = type == CallType.CAMPAIGN ? pick(campaigns) : null;
        TenantId tenant = pick(tenants);
        Instant scheduledFor = random.nextInt(5) == 0 ? yard.clock.instant().plusMillis(random.nextInt(5_000)) : null;
        String key = random.nextInt(3) == 0 ? name + (keys - random.nextInt(3)) : name + ++keys;
        CallRequest request = new CallRequest(
                tenant,
                type,
                PhoneNumber.parse("+1555" + (1_000_000 + random.nextInt(1_000_000))),
                campaign,
                null,
                null,
                null,
                "a \"type\":\"DIRECT\" name",
                CallData.NONE,
                random.nextInt(3),
                scheduledFor,
                null,
                key);
        NewCall call = NewCall.of(new CallId(new UUID(random.nextLong(), random.nextLong())), request);
        yard.store.place(tenant, List.of(call), Yard.MACHINE);
    }

    private void update(Call call, CallChange change) {
        yard.store.update(call.tenant(), call.id(), random.nextBoolean() ? "once" : null, change);
    }

    private CallChange change(Call call) {
        int attempt = call.attempts();
        CarrierCallId id = new CarrierCallId(call.id() + "-" + attempt);
        RetryPolicy retry = RetryPolicy.NONE.with(Outcome.BUSY, 3, Duration.ofSeconds(2));
        return switch (random.nextInt(9)) {
            case 0 -> Yard.MACHINE.giveBack(attempt, "busy", Duration.ofMillis(random.nextInt(2) * 900L));
            case 1 -> Yard.MACHINE.inDoubt(attempt, "no answer");
            case 2 -> Yard.REPORTS.started(attempt, id);
            case 3 -> Yard.REPORTS.answered(attempt, id);
            case 4 -> Yard.MACHINE::requestHangUp;
            case 5 -> Yard.MACHINE.reclaim(attempt, Outcome.UNKNOWN, "silence");
            default ->
                Yard.REPORTS.ended(
                        attempt,
                        id,
                        random.nextBoolean() ? Outcome.BUSY : Outcome.COMPLETED,
                        CarrierCause.of("by chance"),
                        retry);
        };
    }

    private CampaignSettings settings() {
        return CampaignSettings.named("calls")
                .withMaxLive(1 + random.nextInt(3))
                .withDelayBetween(Duration.ofMillis(random.nextInt(3) * 400L))
                .withAccount(random.nextBoolean() ? null : pick(ACCOUNTS));
    }

    private void changeCampaign() {
        List<CampaignChange> changes = List.of(
                CampaignMachine::pause,
                CampaignMachine::resume,
                CampaignMachine::resume,
                CampaignMachine.changeSettings(settings()));
        yard.store.updateCampaign(pick(tenants), pick(campaigns), pick(changes));
    }

    private void changeLimit() {
        switch (random.nextInt(3)) {
            case 0 -> {
                int max = random.nextInt(6);
                yard.store.setTenantLimits(
                        pick(tenants), new TenantLimits(max, random.nextInt(max + 1), pick(ACCOUNTS)));
            }
            case 1 ->
                yard.store.setAccountLimits(
                        pick(ACCOUNTS),
                        new AccountLimits(1 + random.nextInt(6), random.nextBoolean() ? 10 : Double.POSITIVE_INFINITY));
            default -> yard.store.setSystemLimit(random.nextBoolean() ? Limits.UNLIMITED : 4 + random.nextInt(6));
        }
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
