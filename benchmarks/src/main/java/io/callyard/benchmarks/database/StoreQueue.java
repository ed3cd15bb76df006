package io.callyard.benchmarks.database;

import io.callyard.model.Limits;
import io.callyard.model.TenantId;
import io.callyard.spi.store.Claimed;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Callyard's store as one of the two queues: each claim with its event and its lease, under all limits,
 * none of which holds a call back.
 */
final class StoreQueue implements ClaimSide {
    private static final int INTAKE = 500;

    private final Stores.Opened opened;
    private final CallLife life;
    private final Map<TenantId, Integer> queued = new HashMap<>();

    StoreQueue(Stores stores, Database database, int tenants) {
        opened = stores.open(database, Limits.UNLIMITED);
        life = new CallLife(opened.store(), "bench");
        for (int i = 1; i <= tenants; i++) {
            queued.put(new TenantId("tenant-" + i), 0);
        }
    }

    @Override
    public void fill(int perTenant) {
        for (TenantId tenant : List.copyOf(queued.keySet())) {
            for (int left = perTenant - queued.get(tenant); left > 0; left -= INTAKE) {
                life.place(tenant, Collections.nCopies(Math.min(left, INTAKE), CallLife.request(tenant)));
            }
            queued.put(tenant, perTenant);
        }
    }

    @Override
    public int claim(int batch) {
        List<Claimed> claimed = life.claim(batch);
        for (Claimed one : claimed) {
            queued.merge(one.call().tenant(), -1, Integer::sum);
        }
        return claimed.size();
    }

    @Override
    public void close() {
        opened.close();
    }
}
