package io.callyard.store.jdbc.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.SystemScheduler;
import io.callyard.audit.EventAudit;
import io.callyard.audit.Invariant;
import io.callyard.event.CallEvent;
import io.callyard.event.LoggedEvent;
import io.callyard.machine.CallChange;
import io.callyard.machine.CallMachine;
import io.callyard.machine.CarrierReports;
import io.callyard.model.AccountLimits;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallRequest;
import io.callyard.model.CallState;
import io.callyard.model.CallTimeouts;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.CarrierCause;
import io.callyard.model.ConversationTurn;
import io.callyard.model.NewCall;
import io.callyard.model.NodeId;
import io.callyard.model.Outcome;
import io.callyard.model.PhoneNumber;
import io.callyard.model.RetryPolicy;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.spi.store.Changed;
import io.callyard.spi.store.ClaimOrder;
import io.callyard.spi.store.Claimed;
import io.callyard.spi.store.Intake;
import io.callyard.spi.store.Store;
import io.callyard.store.jdbc.JdbcStore;
import io.callyard.store.jdbc.JdbcStoreBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** One node's store, and what an engine would ask of it. */
public final class Node implements AutoCloseable {
    /** What decides about calls. */
    public static final CallMachine MACHINE = new CallMachine(CallTimeouts.DEFAULT);

    private static final CarrierReports REPORTS = new CarrierReports(CallTimeouts.DEFAULT);
    private static final SystemScheduler SCHEDULER = new SystemScheduler();
    private static final AtomicLong COUNTER = new AtomicLong();

    private final Store store;

    private Node(Store store) {
        this.store = store;
    }

    /** Opens a store that asks nothing by itself, so that tests know each statement. */
    public static Node on(DataSource source) {
        return on(source, builder -> builder.lookEvery(Duration.ofHours(1)));
    }

    /** Opens a store with choices of its own. */
    public static Node on(DataSource source, UnaryOperator<JdbcStoreBuilder> choices) {
        Node node = new Node(choices.apply(JdbcStore.builder(source, SCHEDULER)).open());
        node.store.setAccountLimits(TenantLimits.DEFAULT_ACCOUNT, AccountLimits.NONE);
        return node;
    }

    /** The store itself. */
    public Store store() {
        return store;
    }

    /** A tenant that nobody has used. */
    public static TenantId tenant() {
        return new TenantId("tenant-" + COUNTER.incrementAndGet());
    }

    /** A tenant with a limit. */
    public TenantId tenant(int maxLive) {
        return tenant(maxLive, TenantLimits.DEFAULT_ACCOUNT);
    }

    /** A tenant with a limit, on an account. */
    public TenantId tenant(int maxLive, CarrierAccountId account) {
        TenantId tenant = tenant();
        store.setTenantLimits(tenant, new TenantLimits(maxLive, 0, account));
        return tenant;
    }

    /** A direct call to a number of its own. */
    public static CallRequest.Builder direct(TenantId tenant) {
        return CallRequest.direct(tenant, PhoneNumber.parse("+1555" + (1_000_000 + COUNTER.incrementAndGet())));
    }

    /** Takes a direct call in. */
    public Call place(TenantId tenant) {
        return place(direct(tenant)).call();
    }

    /** Takes direct calls in, one by one. */
    public List<Call> place(TenantId tenant, int count) {
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            calls.add(place(tenant));
        }
        return calls;
    }

    /** Takes a call in. */
    public Intake place(CallRequest.Builder builder) {
        CallRequest request = builder.build();
        NewCall call = NewCall.of(new CallId(UUID.randomUUID()), request);
        return store.place(request.tenant(), List.of(call), MACHINE).get(0);
    }

    /** An order for calls. */
    public static ClaimOrder order(int max) {
        return new ClaimOrder(new NodeId("node-" + ProcessHandle.current().pid()), max, Map.of(), MACHINE);
    }

    /** Claims calls. */
    public List<Call> claim(int max) {
        return store.claim(order(max)).stream().map(Claimed::call).toList();
    }

    /** The id under which the carrier knows the newest attempt. */
    public static CarrierCallId atCarrier(Call call) {
        return new CarrierCallId("carrier-" + call.id() + "-" + call.attempts());
    }

    /** The carrier has taken the call. */
    public static CallChange started(Call call) {
        return REPORTS.started(call.attempts(), atCarrier(call));
    }

    /** Something was said on a call. */
    public static CallChange said(String text) {
        return (call, step) -> {
            ConversationTurn turn = new ConversationTurn(ConversationTurn.Speaker.CUSTOMER, text, step.now());
            return REPORTS.turn(call.attempts(), atCarrier(call), turn).apply(call, step);
        };
    }

    /** The call is over. */
    public static CallChange over(Call call) {
        return REPORTS.ended(
                call.attempts(), atCarrier(call), Outcome.COMPLETED, CarrierCause.of("over"), RetryPolicy.NONE);
    }

    /** Changes a call. */
    public Changed update(Call call, CallChange change) {
        return update(call, null, change);
    }

    /** Changes a call, once. */
    public Changed update(Call call, @Nullable String onceKey, CallChange change) {
        return store.update(call.tenant(), call.id(), onceKey, change).orElseThrow();
    }

    /** The call as it stands. */
    public Call fresh(Call call) {
        return store.find(call.tenant(), call.id()).orElseThrow();
    }

    /** The tenant's whole log. */
    public List<LoggedEvent> log(TenantId tenant) {
        List<LoggedEvent> events = new ArrayList<>();
        List<LoggedEvent> page;
        do {
            page = store.read(tenant, events.size(), 1_000);
            events.addAll(page);
        } while (!page.isEmpty());
        return events;
    }

    /** Audits the tenant's log, and holds it against every call and every counter that is stored. */
    public EventAudit audit(TenantId tenant) {
        EventAudit audit = EventAudit.of(tenant).without(Invariant.NEVER_TWICE, Invariant.ONCE_PER_CONTACT);
        Set<CallId> ids = new LinkedHashSet<>();
        for (LoggedEvent logged : log(tenant)) {
            audit.accept(logged);
            if (logged.event() instanceof CallEvent event) {
                ids.add(event.subject().id());
            }
        }
        assertThat(audit.violations()).isEmpty();
        assertThat(audit.lastSeq()).isEqualTo(store.lastSeq(tenant));
        for (CallId id : ids) {
            assertThat(audit.compare(store.find(tenant, id).orElseThrow())).isEmpty();
        }
        assertThat(store.tenantUsage(tenant).live()).as("live calls").isEqualTo(audit.live());
        assertThat(store.liveCalls(tenant)).hasSize(audit.live());
        long open = store.counts(tenant).byType().values().stream()
                .flatMap(states -> states.entrySet().stream())
                .filter(entry -> entry.getKey() != CallState.ENDED)
                .mapToLong(Map.Entry::getValue)
                .sum();
        assertThat(open)
                .as("calls that are not over")
                .isEqualTo(audit.openCalls().size());
        return audit;
    }

    @Override
    public void close() {
        store.close();
    }
}
