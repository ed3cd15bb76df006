package io.callyard.store.jdbc.ledger;

import io.callyard.model.CallId;
import io.callyard.model.TenantId;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/** What steps need read before they run: one statement for each kind, whatever the number of steps. */
final class Wanted {
    final Set<CallId> calls = new LinkedHashSet<>();
    final Set<String> lanes = new LinkedHashSet<>();
    final Set<String> keyTenants = new LinkedHashSet<>();
    final Set<String> keyLanes = new LinkedHashSet<>();
    final Set<String> keys = new LinkedHashSet<>();
    final Set<UUID> onceCalls = new LinkedHashSet<>();
    final Set<String> onceKeys = new LinkedHashSet<>();

    /** Wants the call that a lane knows by an idempotency key. */
    void key(TenantId tenant, String lane, String key) {
        keyTenants.add(tenant.value());
        keyLanes.add(lane);
        keys.add(key);
    }

    /** Wants to know whether a change was applied to a call. */
    void once(CallId call, String key) {
        onceCalls.add(call.value());
        onceKeys.add(key);
    }
}
