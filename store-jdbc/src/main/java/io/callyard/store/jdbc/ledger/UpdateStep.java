package io.callyard.store.jdbc.ledger;

import io.callyard.machine.CallChange;
import io.callyard.model.CallId;
import io.callyard.model.TenantId;
import io.callyard.spi.store.Changed;
import io.callyard.store.jdbc.sql.Session;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes a call.
 *
 * @param tenant whose it is
 * @param call which one
 * @param onceKey names the change, if it must be applied only once
 * @param change the change
 */
record UpdateStep(TenantId tenant, CallId call, @Nullable String onceKey, CallChange change)
        implements TenantStep<Optional<Changed>> {
    UpdateStep {
        onceKey = onceKey == null ? null : OnceKey.of(onceKey);
    }

    @Override
    public boolean makesTenant() {
        return false;
    }

    @Override
    public Optional<Changed> absent() {
        return Optional.empty();
    }

    @Override
    public void want(Wanted wanted) {
        wanted.calls.add(call);
        if (onceKey != null) {
            wanted.once(call, onceKey);
        }
    }

    @Override
    public Optional<Changed> run(TenantBook book, Session session) {
        KeptCall kept = book.call(call);
        if (kept == null) {
            return Optional.empty();
        }
        if (onceKey != null && book.applied.contains(Map.entry(call, onceKey))) {
            return Optional.of(new Changed(kept.call(), kept.call(), List.of()));
        }
        Changed changed = book.keep(kept, change.apply(kept.call(), book.step()));
        if (onceKey != null && changed.after().state().holdsSlot()) {
            book.applied.add(Map.entry(call, onceKey));
            book.pending.onceKeys.computeIfAbsent(call, any -> new HashSet<>()).add(onceKey);
        }
        return Optional.of(changed);
    }
}
