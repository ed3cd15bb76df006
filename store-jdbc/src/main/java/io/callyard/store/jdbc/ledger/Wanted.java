package io.callyard.store.jdbc.ledger;

import io.callyard.model.CallId;
import io.callyard.model.TenantId;
import io.callyard.model.lead.LeadId;
import io.callyard.store.jdbc.sql.Message;
import io.callyard.store.jdbc.sql.Session;
import io.callyard.store.jdbc.sql.Values;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What steps need read before they run: one statement for each kind, whatever the number of steps. */
final class Wanted {
    private static final String ONCE =
            "SELECT call_id, change FROM {once} WHERE call_id = ANY(:calls) AND change = ANY(:keys)";

    final Set<TenantId> tenants = new LinkedHashSet<>();
    final Set<CallId> calls = new LinkedHashSet<>();
    final Set<String> lanes = new LinkedHashSet<>();
    final Set<String> keyTenants = new LinkedHashSet<>();
    final Set<String> keyLanes = new LinkedHashSet<>();
    final Set<String> keys = new LinkedHashSet<>();
    final Set<String> leadTenants = new LinkedHashSet<>();
    final Set<String> leads = new LinkedHashSet<>();
    final Set<UUID> onceCalls = new LinkedHashSet<>();
    final Set<String> onceKeys = new LinkedHashSet<>();

    /** Wants the call that a lane knows by an idempotency key. */
    void key(TenantId tenant, String lane, String key) {
        keyTenants.add(tenant.value());
        keyLanes.add(lane);
        keys.add(key);
    }

    /** Wants a lead. */
    void lead(TenantId tenant, LeadId id) {
        leadTenants.add(tenant.value());
        leads.add(id.value());
    }

    /** Wants to know whether a change was applied to a call. */
    void once(CallId call, String key) {
        onceCalls.add(call.value());
        onceKeys.add(key);
    }

    /** Returns what steps want. */
    static Wanted by(Collection<? extends Request<?>> requests) {
        Wanted wanted = new Wanted();
        for (Request<?> request : requests) {
            wanted.tenants.add(request.step().tenant());
            request.step().want(wanted);
        }
        return wanted;
    }

    /** Lets a message read it into the books of the tenants that are locked by then. */
    void ask(Message message, Map<TenantId, TenantBook> books) {
        if (!calls.isEmpty()) {
            CallRows.askWithLanes(message, books, calls);
        }
        if (!keys.isEmpty()) {
            CallRows.askByKeys(message, books, keyTenants, keyLanes, keys);
        }
        if (!lanes.isEmpty()) {
            LaneRows.ask(message, books, tenants, lanes);
        }
        if (!leads.isEmpty()) {
            LeadRows.ask(message, books, leadTenants, leads);
        }
        if (!onceKeys.isEmpty()) {
            Values.Named values = Values.none().ids("calls", onceCalls).texts("keys", onceKeys);
            message.ask(ONCE, values, row -> {
                CallId call = new CallId(row.getObject(1, UUID.class));
                String change = row.getString(2);
                books.values().forEach(book -> book.applied(call, change));
            });
        }
    }

    /** Reads what may lie among the calls that are over and out of the way, which few ask for. */
    void readPast(Session session, Map<TenantId, TenantBook> books) {
        List<CallId> others = calls.stream()
                .filter(id -> books.values().stream().noneMatch(book -> book.calls.containsKey(id)))
                .toList();
        if (!others.isEmpty()) {
            Tables.put(session, books, CallRows.find(session, others));
        }
    }
}
