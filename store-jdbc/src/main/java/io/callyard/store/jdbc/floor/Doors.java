package io.callyard.store.jdbc.floor;

import io.callyard.model.TenantId;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets those of this node who want to the same floor in one by one, so that who has to wait for the tenant's lock in
 * any case does so without a connection; and knows who is inside.
 *
 * <p><b>Threads.</b> Safe for many.
 */
final class Doors {
    /** More than there are threads at work at once, mostly: tenants seldom share a door. */
    private static final int DOORS = 256;

    private final Lock[] doors = new Lock[DOORS];
    private final ThreadLocal<Boolean> inside = new ThreadLocal<>();

    Doors() {
        for (int i = 0; i < DOORS; i++) {
            doors[i] = new ReentrantLock();
        }
    }

    /** Returns whether this thread is inside. */
    boolean amInside() {
        return inside.get() != null;
    }

    /** Runs what changes a floor. */
    <R> R pass(TenantId tenant, Supplier<R> work) {
        Lock door = doors[Math.floorMod(tenant.hashCode(), DOORS)];
        door.lock();
        try {
            return look(work);
        } finally {
            door.unlock();
        }
    }

    /** Runs what only reads. */
    <R> R look(Supplier<R> work) {
        inside.set(true);
        try {
            return work.get();
        } finally {
            inside.remove();
        }
    }
}
