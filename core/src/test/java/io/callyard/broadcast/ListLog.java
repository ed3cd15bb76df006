package io.callyard.broadcast;

import io.callyard.event.LimitsChanged;
import io.callyard.event.LoggedEvent;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.spi.store.EventLog;
import io.callyard.spi.store.StoreUnavailableException;
import io.callyard.testkit.VirtualScheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** One tenant's log that counts how often it is read. One thread at a time. */
final class ListLog implements EventLog {
    static final TenantId ACME = new TenantId("acme");

    int reads;
    BooleanSupplier down = () -> false;
    private final List<LoggedEvent> all = new ArrayList<>();
    private long forgotten;

    void append(int count) {
        for (int i = 0; i < count; i++) {
            all.add(new LoggedEvent(
                    ACME, all.size() + 1L, VirtualScheduler.START, new LimitsChanged(TenantLimits.DEFAULT)));
        }
    }

    /** Forgets all up to a number. */
    void forget(long seq) {
        forgotten = seq;
    }

    @Override
    public List<LoggedEvent> read(TenantId tenant, long after, int max) {
        read();
        int from = (int) Math.min(all.size(), Math.max(after, forgotten));
        return List.copyOf(all.subList(from, Math.min(all.size(), from + max)));
    }

    @Override
    public long lastSeq(TenantId tenant) {
        read();
        return all.size();
    }

    private void read() {
        reads++;
        if (down.getAsBoolean()) {
            throw new StoreUnavailableException("down");
        }
    }
}
