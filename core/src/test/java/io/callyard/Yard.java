package io.callyard;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.audit.EventAudit;
import io.callyard.campaign.Campaigns;
import io.callyard.event.Event;
import io.callyard.event.LoggedEvent;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallRequest;
import io.callyard.model.Campaign;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignSettings;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.Contact;
import io.callyard.model.Outcome;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.outbound.Admission;
import io.callyard.outbound.CallQueue;
import io.callyard.outbound.ConcurrencyManager;
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.spi.store.Store;
import io.callyard.spi.store.StoreSignals;
import io.callyard.testkit.FakeCarrier;
import io.callyard.testkit.VirtualNode;
import io.callyard.testkit.VirtualScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** An engine in virtual time, on a store in memory, with carriers that do what the test says. */
public final class Yard {
    public static final TenantId ACME = new TenantId("acme");
    public static final TenantId GLOBEX = new TenantId("globex");
    public static final CarrierAccountId DEFAULT = TenantLimits.DEFAULT_ACCOUNT;
    public static final CampaignId SPRING = new CampaignId("spring");

    public final VirtualScheduler scheduler;
    public final VirtualNode node;
    public final Store store;
    public final FakeCarrier carrier;
    public final Callyard engine;
    public final CallQueue calls;
    public final Campaigns campaigns;
    public final ConcurrencyManager limits;

    private final Yards.Setup setup;
    private final UnaryOperator<Store> disguise;
    private final Map<CarrierAccountId, FakeCarrier> carriers;
    private final Set<TenantId> tenants = new LinkedHashSet<>();
    private int numbers;

    Yard(Yards.Setup setup, Store store, UnaryOperator<Store> disguise) {
        this.setup = setup;
        this.store = store;
        this.disguise = disguise;
        scheduler = setup.scheduler();
        node = scheduler.node();
        carriers = setup.carriers();
        carrier = carriers.get(DEFAULT);
        CallyardBuilder builder =
                Callyard.builder().store(disguise.apply(store)).scheduler(node).settings(setup.settings());
        carriers.forEach(builder::carrier);
        setup.policies().forEach(builder::policy);
        engine = builder.build();
        calls = engine.calls();
        campaigns = engine.campaigns();
        limits = engine.concurrency();
        store.onSignal(new StoreSignals() {
            @Override
            public void eventsAppended(TenantId tenant) {
                tenants.add(tenant);
            }

            @Override
            public void workAvailable() {}
        });
    }

    /** Starts another engine, in a process of its own, on the same store and carriers. */
    public Yard join() {
        Yard other = new Yard(setup, store, disguise);
        other.engine.start();
        other.run();
        return other;
    }

    public FakeCarrier carrier(CarrierAccountId account) {
        return carriers.get(account);
    }

    public Instant now() {
        return scheduler.instant();
    }

    /** Runs what is due; time stands still. */
    public void run() {
        scheduler.runDue();
    }

    public void advance(Duration duration) {
        scheduler.advance(duration);
    }

    public void advanceSeconds(long seconds) {
        scheduler.advance(Duration.ofSeconds(seconds));
    }

    /** Returns a number that nobody has called yet. */
    public PhoneNumber newNumber() {
        return PhoneNumber.parse("+1555%07d".formatted(++numbers));
    }

    /** Begins a direct call of the first tenant's to a new number. */
    public CallRequest.Builder direct() {
        return CallRequest.direct(ACME, newNumber());
    }

    public CallRequest.Builder direct(TenantId tenant) {
        return CallRequest.direct(tenant, newNumber());
    }

    public Admission place(CallRequest.Builder request) {
        return calls.place(request.build());
    }

    /** Places a call, lets happen what follows at once, and returns the call then. */
    public Call placed(CallRequest.Builder request) {
        Call call = callOf(place(request));
        run();
        return now(call);
    }

    /** Places direct calls of the first tenant's, one after the other. */
    public List<Call> placed(int count) {
        return IntStream.range(0, count).mapToObj(i -> placed(direct())).toList();
    }

    public static Call callOf(Admission admission) {
        if (admission instanceof Admission.Started started) {
            return started.call();
        } else if (admission instanceof Admission.Queued queued) {
            return queued.call();
        }
        throw new AssertionError("not let in: " + admission);
    }

    /** Returns a call as it stands now. */
    public Call now(Call call) {
        return store.findAnywhere(call.id()).orElseThrow();
    }

    /** Makes and starts a campaign of the first tenant's with new numbers as contacts. */
    public Campaign running(CampaignId id, int contacts, UnaryOperator<CampaignSettings> change) {
        Campaign draft = draft(id, contacts, change);
        campaigns.start(ACME, draft.id());
        run();
        return campaign(id);
    }

    public Campaign draft(CampaignId id, int contacts, UnaryOperator<CampaignSettings> change) {
        CampaignSettings settings = change.apply(CampaignSettings.named("campaign " + id));
        campaigns.create(ACME, id, settings).orElseThrow();
        add(id, contacts);
        return campaign(id);
    }

    public void add(CampaignId id, int contacts) {
        if (contacts > 0) {
            campaigns.add(ACME, id, contacts(contacts).iterator());
        }
    }

    public List<Contact> contacts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Contact.of(newNumber().e164()))
                .toList();
    }

    public Campaign campaign(CampaignId id) {
        return store.campaign(ACME, id).orElseThrow();
    }

    /** Returns the newest order for a call, on whichever account. */
    public PlaceOrder order(Call call) {
        return carriers.values().stream()
                .flatMap(each -> each.orders().stream())
                .filter(order -> order.subject().id().equals(call.id()))
                .reduce((one, other) -> other)
                .orElseThrow(() -> new AssertionError("the carrier was not asked for " + call.id()));
    }

    /** Returns how often the default carrier was asked for a call. */
    public long orders(Call call) {
        return carrier.orders().stream()
                .filter(order -> order.subject().id().equals(call.id()))
                .count();
    }

    /** Returns the ids of the calls that the default carrier was asked for, in that order. */
    public List<CallId> dialled() {
        return carrier.orders().stream().map(order -> order.subject().id()).toList();
    }

    /** The called person picks up. */
    public void answer(Call call) {
        carrier.answered(order(call));
        run();
    }

    /** The carrier reports the end of a call; what follows at once happens. */
    public Call end(Call call, Outcome outcome) {
        carrier.ended(order(call), outcome);
        run();
        return now(call);
    }

    public Call end(Call call) {
        return end(call, Outcome.COMPLETED);
    }

    /** Ends the call that was ordered last. */
    public void endLast(Outcome outcome) {
        carrier.ended(carrier.lastOrder(), outcome);
        run();
    }

    public List<LoggedEvent> log(TenantId tenant) {
        return store.read(tenant, 0, 1_000_000);
    }

    /** Returns the first tenant's events of one kind. */
    public <E extends Event> List<E> events(Class<E> kind) {
        return log(ACME).stream()
                .map(LoggedEvent::event)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    public int live(TenantId tenant) {
        return store.tenantUsage(tenant).live();
    }

    /** Checks that every counter of live calls says none. */
    public void assertNoSlotTaken() {
        for (TenantId tenant : tenants) {
            assertThat(store.tenantUsage(tenant).live())
                    .as("live calls of " + tenant)
                    .isZero();
            assertThat(store.tenantUsage(tenant).liveDirect())
                    .as("live direct calls of " + tenant)
                    .isZero();
            for (Campaign campaign : store.campaigns(tenant)) {
                assertThat(campaign.progress().live())
                        .as("live calls of " + campaign.id())
                        .isZero();
            }
        }
        carriers.keySet()
                .forEach(account -> assertThat(store.accountUsage(account).live())
                        .as("live on " + account)
                        .isZero());
        assertThat(store.systemUsage().live()).as("live in the system").isZero();
    }

    /** Holds all that has happened against every invariant. */
    void verify() {
        assertThat(scheduler.failures()).as("what tasks threw").isEmpty();
        for (TenantId tenant : tenants) {
            List<LoggedEvent> log = log(tenant);
            boolean whole = log.get(0).seq() == 1;
            EventAudit audit = whole ? EventAudit.of(tenant) : EventAudit.ofTrimmed(tenant);
            log.forEach(audit::accept);
            assertThat(audit.violations()).as("broken invariants of " + tenant).isEmpty();
        }
    }
}
