package io.callyard.simulation;

import io.callyard.Callyard;
import io.callyard.model.CallId;
import io.callyard.model.CallRequest;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignSettings;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.Contact;
import io.callyard.model.Outcome;
import io.callyard.model.PhoneNumber;
import io.callyard.model.RetryPolicy;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.outbound.Admission;
import io.callyard.testkit.VirtualScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What the users of an installation do: campaigns, direct calls, and changes of mind. */
final class Traffic {
    private final VirtualScheduler scheduler;
    private final Installation yard;
    private final Scenario scenario;
    private final SplittableRandom random;
    private final Map<CampaignId, TenantId> campaigns = new LinkedHashMap<>();
    private final List<Accepted> accepted = new ArrayList<>();
    private int numbers;

    /** A call of which a user was told that it was accepted. */
    record Accepted(TenantId tenant, CallId call) {}

    Traffic(VirtualScheduler scheduler, Installation yard, Scenario scenario, SplittableRandom random) {
        this.scheduler = scheduler;
        this.yard = yard;
        this.scenario = scenario;
        this.random = random;
    }

    List<Accepted> accepted() {
        return accepted;
    }

    Map<CampaignId, TenantId> campaigns() {
        return campaigns;
    }

    /** Spreads a run's actions over its time of turmoil. */
    void schedule() {
        for (TenantId tenant : scenario.tenants().keySet()) {
            for (int i = 0; i < random.nextInt(0, 3); i++) {
                CampaignId campaign = new CampaignId(tenant + "-campaign-" + i);
                campaigns.put(campaign, tenant);
                CampaignSettings settings = settings(campaign);
                int contacts = random.nextInt(1, 15);
                sometime(() -> yard.use(engine -> begin(engine, tenant, campaign, settings, contacts)));
            }
            for (int i = 0; i < random.nextInt(2, 12); i++) {
                sometime(() -> yard.use(engine -> placeDirect(engine, tenant)));
            }
        }
        for (int i = 0; i < random.nextInt(0, 12); i++) {
            sometime(this::changeMind);
        }
        for (int i = 0; i < random.nextInt(0, 3); i++) {
            sometime(() -> yard.freezeOne(Duration.ofSeconds(random.nextInt(1, 90))));
        }
        // Users come back until every campaign has been started, even if nodes died under them.
        Duration after = scenario.turmoil().plusSeconds(1);
        scheduler.schedule(
                after,
                () -> campaigns.forEach((campaign, tenant) -> yard.use(engine -> {
                    engine.campaigns().create(tenant, campaign, CampaignSettings.named("late"));
                    engine.campaigns().start(tenant, campaign);
                    engine.campaigns().resume(tenant, campaign);
                })));
    }

    private void sometime(Runnable action) {
        long nanos = random.nextLong(scenario.turmoil().toNanos());
        scheduler.schedule(Duration.ofNanos(nanos), action);
    }

    private CampaignSettings settings(CampaignId campaign) {
        List<CarrierAccountId> accounts = new ArrayList<>(scenario.accounts().keySet());
        RetryPolicy retry = random.nextInt(3) == 0
                ? RetryPolicy.NONE
                        .with(Outcome.NO_ANSWER, 2, Duration.ofSeconds(90))
                        .with(Outcome.BUSY, 3, Duration.ofSeconds(30))
                : RetryPolicy.NONE;
        return CampaignSettings.named(campaign.value())
                .withMaxLive(random.nextInt(1, 4))
                .withDelayBetween(Duration.ofSeconds(random.nextInt(0, 7)))
                .withAccount(random.nextInt(3) == 0 ? accounts.get(random.nextInt(accounts.size())) : null)
                .withRetry(retry);
    }

    private void begin(Callyard engine, TenantId tenant, CampaignId campaign, CampaignSettings settings, int contacts) {
        engine.campaigns().create(tenant, campaign, settings);
        List<Contact> list = new ArrayList<>();
        for (int i = 0; i < contacts; i++) {
            String number = i % 7 == 6 ? "not a number" : nextNumber().e164();
            String id = i % 5 == 4 ? "contact-" + (i - 1) : "contact-" + i;
            Integer priority = random.nextInt(4) == 0 ? random.nextInt(-5, 5) : null;
            list.add(new Contact(number, campaign + id, "Contact " + i, null, null, priority));
        }
        engine.campaigns().add(tenant, campaign, list.iterator());
        engine.campaigns().start(tenant, campaign);
    }

    private void placeDirect(Callyard engine, TenantId tenant) {
        CallRequest.Builder request = CallRequest.direct(tenant, nextNumber()).key("direct-" + numbers);
        if (random.nextInt(6) == 0) {
            request.scheduledFor(scheduler.instant().plusSeconds(random.nextInt(1, 300)));
        }
        if (random.nextInt(6) == 0) {
            request.expiresAt(scheduler.instant().plusSeconds(random.nextInt(301, 900)));
        }
        if (random.nextInt(4) == 0) {
            request.priority(random.nextInt(200));
        }
        CallRequest made = request.build();
        Admission admission = engine.calls().place(made);
        if (random.nextInt(5) == 0) {
            engine.calls().place(made);
        }
        if (admission instanceof Admission.Started started) {
            accepted.add(new Accepted(tenant, started.call().id()));
        } else if (admission instanceof Admission.Queued queued) {
            accepted.add(new Accepted(tenant, queued.call().id()));
        }
    }

    private void changeMind() {
        List<CampaignId> all = new ArrayList<>(campaigns.keySet());
        switch (random.nextInt(6)) {
            case 0 -> changeLimits();
            case 1, 2 -> {
                if (!accepted.isEmpty()) {
                    Accepted call = accepted.get(random.nextInt(accepted.size()));
                    yard.use(engine -> engine.calls().cancel(call.tenant(), call.call()));
                    yard.use(engine -> engine.calls().hangUp(call.tenant(), call.call()));
                }
            }
            case 3 -> {
                if (!all.isEmpty()) {
                    CampaignId campaign = all.get(random.nextInt(all.size()));
                    yard.use(engine -> engine.campaigns().pause(campaigns.get(campaign), campaign));
                    sometime(() -> yard.use(engine -> engine.campaigns().resume(campaigns.get(campaign), campaign)));
                }
            }
            case 4 -> {
                if (!all.isEmpty()) {
                    CampaignId campaign = all.get(random.nextInt(all.size()));
                    yard.use(engine -> engine.campaigns().stop(campaigns.get(campaign), campaign));
                }
            }
            default -> {
                if (!all.isEmpty()) {
                    CampaignId campaign = all.get(random.nextInt(all.size()));
                    CampaignSettings settings = settings(campaign);
                    yard.use(engine -> engine.campaigns().change(campaigns.get(campaign), campaign, settings));
                }
            }
        }
    }

    private void changeLimits() {
        List<TenantId> tenants = new ArrayList<>(scenario.tenants().keySet());
        TenantId tenant = tenants.get(random.nextInt(tenants.size()));
        // No floor: with every slot kept for direct calls a campaign would, rightly, wait for ever.
        TenantLimits limits = scenario.tenants().get(tenant).withDirectFloor(0).withMaxLive(random.nextInt(1, 7));
        yard.use(engine -> engine.concurrency().setTenantLimits(tenant, limits));
    }

    private PhoneNumber nextNumber() {
        return PhoneNumber.parse("+1555" + String.format("%07d", ++numbers));
    }
}
