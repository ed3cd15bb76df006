package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.audit.EventAudit;
import io.callyard.audit.Invariant;
import io.callyard.event.LoggedEvent;
import io.callyard.machine.CallChange;
import io.callyard.machine.CallMachine;
import io.callyard.model.AccountLimits;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallRequest;
import io.callyard.model.CallTimeouts;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.Limits;
import io.callyard.model.NewCall;
import io.callyard.model.Outcome;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.spi.store.LimitDefaults;
import io.callyard.spi.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/**
 * An open store with a clock, a tenant that has room for many calls, and an account without limits.
 * After each test the logs of its tenants are audited, and nothing of it is left waiting or live.
 */
@Timeout(20)
abstract class StoreUnderTest {
    static final CallMachine MACHINE = new CallMachine(CallTimeouts.DEFAULT);

    /** What a store does not see to: who is called at all, and all that is decided by steps on a floor. */
    private static final Set<Invariant> THE_ENGINES_PART = enginesPart();

    /** Makes the names of this run its own, on a database that earlier runs have used. */
    private static final String RUN = run(ProcessHandle.current());

    private static final AtomicLong COUNTER = new AtomicLong();

    final ManualClock clock = ManualClock.create();
    final CarrierAccountId account = new CarrierAccountId(uniqueName("account"));
    final TenantId tenant = new TenantId(uniqueName("tenant"));
    Store store;

    private final StoreContract opener;
    private final Map<CallId, TenantId> calls = new ConcurrentHashMap<>();
    private final Set<TenantId> tenants = ConcurrentHashMap.newKeySet();
    private @Nullable Store neighbour;
    private boolean closed;

    @SuppressWarnings("NullAway.Init") // the store is opened before each test
    StoreUnderTest(StoreContract opener) {
        this.opener = opener;
    }

    private static String run(ProcessHandle process) {
        long startedAt = process.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
        return Long.toString(process.pid(), 36) + "-" + Long.toString(startedAt, 36);
    }

    private static Set<Invariant> enginesPart() {
        Set<Invariant> part = EnumSet.range(Invariant.KNOWN_CALLER, Invariant.ONE_LEAVING);
        part.add(Invariant.NEVER_TWICE);
        part.add(Invariant.ONCE_PER_CONTACT);
        return part;
    }

    @BeforeEach
    void open() {
        store = opener.openStore(clock);
        store.setAccountLimits(account, AccountLimits.NONE);
        introduce(tenant, 1_000);
    }

    @AfterEach
    void auditAndClose() {
        if (closed) {
            return;
        }
        try {
            tenants.forEach(this::audit);
        } finally {
            calls.forEach((id, owner) -> store.find(owner, id).ifPresent(this::finish));
            store.setSystemLimit(Limits.UNLIMITED);
            store.useDefaults(LimitDefaults.STANDARD);
            if (neighbour != null && neighbour != store) {
                neighbour.close();
            }
            store.close();
        }
    }

    boolean isClosed() {
        return closed;
    }

    void closeStore() {
        closed = true;
        store.close();
    }

    /** One user of the store or another, as a thread on this or on another JVM would be. */
    synchronized Store user(int number) {
        if (neighbour == null) {
            neighbour = opener.openBeside(store, clock);
        }
        return number % 2 == 0 ? store : neighbour;
    }

    private void audit(TenantId id) {
        EventAudit audit = EventAudit.of(id).without(THE_ENGINES_PART.toArray(new Invariant[0]));
        eventsOf(id).forEach(audit::accept);
        assertThat(audit.violations()).isEmpty();
        calls.forEach((call, owner) -> {
            if (owner.equals(id)) {
                store.find(id, call)
                        .flatMap(audit::compare)
                        .ifPresent(violation -> assertThat(violation).isNull());
            }
        });
        store.campaigns(id)
                .forEach(campaign -> audit.compare(campaign)
                        .ifPresent(violation -> assertThat(violation).isNull()));
    }

    void finish(Call call) {
        CallChange end = call.state().holdsSlot()
                ? MACHINE.reclaim(call.attempts(), Outcome.UNKNOWN, "the test is over")
                : MACHINE.cancel("the test is over");
        store.update(call.tenant(), call.id(), null, end);
    }

    // Names

    static long nextNumber() {
        return COUNTER.incrementAndGet();
    }

    static String uniqueName(String kind) {
        return kind + "-" + RUN + "-" + nextNumber();
    }

    static CallId uniqueCallId() {
        return new CallId(UUID.nameUUIDFromBytes(uniqueName("call").getBytes(StandardCharsets.UTF_8)));
    }

    TenantId newTenant(int maxLive) {
        TenantId id = new TenantId(uniqueName("tenant"));
        introduce(id, maxLive);
        return id;
    }

    private void introduce(TenantId id, int maxLive) {
        tenants.add(id);
        store.setTenantLimits(id, new TenantLimits(maxLive, 0, account));
    }

    /** A tenant for whom nobody has set limits. */
    TenantId unknownTenant() {
        TenantId id = new TenantId(uniqueName("tenant"));
        tenants.add(id);
        return id;
    }

    /** Returns the tenants of this test. */
    Set<TenantId> tenants() {
        return Set.copyOf(tenants);
    }

    /** Whether this test made the call; if not, another has left it behind. */
    boolean isOwn(Call call) {
        return tenants.contains(call.tenant());
    }

    NewCall newCall(CallRequest request) {
        return NewCall.of(newCallId(request.tenant()), request);
    }

    /** Returns the id of a call that is ended after the test, if it is made. */
    CallId newCallId(TenantId owner) {
        CallId id = uniqueCallId();
        calls.put(id, owner);
        return id;
    }

    List<LoggedEvent> eventsOf(TenantId id) {
        List<LoggedEvent> all = new ArrayList<>();
        List<LoggedEvent> page = store.read(id, 0, 500);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = store.read(id, all.get(all.size() - 1).seq(), 500);
        }
        return all;
    }
}
