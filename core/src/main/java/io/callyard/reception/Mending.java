package io.callyard.reception;

import io.callyard.event.QueueEvent;
import io.callyard.event.QueueEvent.FeatureRolledBack;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Presence;
import io.callyard.spi.store.FloorView;
import io.callyard.spi.store.Store;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks now and then for what no event tells: matches that were missed, alerts, features that do harm.
 *
 * <p>It looks without keeping anybody off the floor, and makes a step only if there is something to do.
 */
final class Mending {
    private static final int ANYBODY = 1;

    /**
     * What was seen.
     *
     * @param news what is to be told
     * @param mayMatch whether somebody waits and somebody is ready
     * @param isQuiet whether nobody is there, on either side
     */
    private record Sight(List<QueueEvent> news, boolean mayMatch, boolean isQuiet) {}

    private final Store store;
    private final Reception reception;
    private final Offering offering;
    private final Watchman watchman;
    private final Rollouts rollouts;

    Mending(Store store, Reception reception, Offering offering, Watchman watchman, Rollouts rollouts) {
        this.store = store;
        this.reception = reception;
        this.offering = offering;
        this.watchman = watchman;
        this.rollouts = rollouts;
    }

    /**
     * Mends what there is to mend on a tenant's floor.
     *
     * @return whether it is worth coming back without being called
     */
    boolean mend(TenantId tenant) {
        Sight sight = store.viewFloor(tenant, this::look);
        if (sight.mayMatch() || !sight.news().isEmpty()) {
            reception.tryRun(tenant, step -> {
                offering.match(step);
                sight.news().forEach(event -> tell(step, event));
            });
        }
        return !sight.isQuiet();
    }

    private Sight look(FloorView floor) {
        List<QueueEvent> news = new ArrayList<>(watchman.look(floor));
        news.addAll(rollouts.look(floor));
        boolean waits = floor.queues().stream()
                .anyMatch(queue -> !floor.line(queue.id(), ANYBODY).isEmpty());
        boolean ready = !floor.readyAgents(ANYBODY).isEmpty();
        boolean there = waits
                || floor.agents().stream().anyMatch(agent -> agent.presence() != Presence.OFFLINE)
                || floor.queues().stream().anyMatch(queue -> !queue.alerts().isEmpty());
        return new Sight(news, waits && ready, !there);
    }

    private void tell(FloorStep step, QueueEvent event) {
        if (event instanceof FeatureRolledBack) {
            step.append(event);
        } else {
            watchman.tell(step, event);
        }
    }
}
