package io.callyard.reception;

import io.callyard.estimate.InboundEstimator;
import io.callyard.estimate.InboundLoad;
import io.callyard.inbound.InboundSettings;
import io.callyard.model.AgentId;
import io.callyard.model.TenantId;
import io.callyard.model.WaitEstimate;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.Membership;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferState;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueBook;
import io.callyard.model.inbound.QueueId;
import io.callyard.routing.Tiers;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.store.FloorView;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long callers will wait. Who works is counted anew every few seconds, not for each caller: on a database that
 * would be most of the work.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class Expectations {
    private static final Duration COUNTED_FOR = Duration.ofSeconds(2);

    /**
     * Who works.
     *
     * @param capacity how many callers those who serve a queue can have at once
     * @param free how many more they could take now, by the tiers of those who could
     * @param asked how many are asked already for callers who still stand in line
     */
    private record Staff(
            Map<QueueId, Integer> capacity,
            Map<QueueId, SortedMap<Integer, Integer>> free,
            Map<QueueId, Integer> asked,
            Duration until) {

        /** How many could take somebody now for whom the tiers up to this one are open. */
        int free(QueueId queue, int tier) {
            int open = free.getOrDefault(queue, Collections.emptySortedMap()).headMap(tier + 1).values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            // An offer may be to an agent who has left the queue meanwhile.
            return Math.min(open + asked.getOrDefault(queue, 0), capacity.getOrDefault(queue, 0));
        }
    }

    private final InboundSettings settings;
    private final Scheduler scheduler;
    private final Map<TenantId, Staff> staffs = new ConcurrentHashMap<>();

    Expectations(InboundSettings settings, Scheduler scheduler) {
        this.settings = settings;
        this.scheduler = scheduler;
    }

    /**
     * Returns how long a caller in line will wait from now.
     *
     * @param ahead how many stand before him
     */
    WaitEstimate of(FloorView floor, QueueBook queue, Caller caller, int ahead) {
        Staff staff = staff(floor);
        Duration headStart =
                Duration.between(caller.place().key(), caller.place().joinedAt());
        Duration window = longestHeadStart(queue).minus(headStart).minus(caller.waitedAt(floor.now()));
        InboundLoad load = InboundLoad.of(
                queue.statistics(),
                ahead,
                staff.capacity().getOrDefault(queue.id(), 0),
                staff.free(queue.id(), Tiers.open(caller, queue.settings().offers(), floor.now())),
                window,
                settings.assumedHandleTime());
        return InboundEstimator.estimate(load);
    }

    /** Forgets who works: somebody has come or gone. */
    void staffChanged(TenantId tenant) {
        staffs.remove(tenant);
    }

    private Staff staff(FloorView floor) {
        Duration uptime = scheduler.uptime();
        Staff known = staffs.get(floor.tenant());
        if (known != null && known.until().compareTo(uptime) > 0) {
            return known;
        }
        Staff counted = count(floor, uptime.plus(COUNTED_FOR));
        staffs.put(floor.tenant(), counted);
        return counted;
    }

    private Staff count(FloorView floor, Duration until) {
        Map<QueueId, Integer> capacity = new HashMap<>();
        Map<QueueId, SortedMap<Integer, Integer>> free = new HashMap<>();
        Map<QueueId, Integer> asked = new HashMap<>();
        Set<AgentId> spare = new HashSet<>();
        for (Offer offer : floor.openOffers()) {
            if (isInLine(floor, offer)) {
                // One of those who ring goes to the caller who is offered, and he counts among those ahead.
                asked.merge(offer.queue(), 1, Integer::sum);
            }
            offer.ringing().stream().skip(1).forEach(spare::add);
        }
        for (Agent agent : floor.agents()) {
            boolean there = agent.presence() == Presence.AVAILABLE
                    && !agent.isStaleAt(floor.now(), settings.agents().staleAfter());
            int taken = agent.engagements().size();
            int takes = there ? agent.profile().capacity() : taken;
            int room = there && agent.isReadyAt(floor.now()) ? agent.profile().capacity() - taken : 0;
            int soon = room + (spare.contains(agent.id()) ? 1 : 0);
            for (Membership member : agent.profile().queues()) {
                capacity.merge(member.queue(), takes, Integer::sum);
                free.computeIfAbsent(member.queue(), queue -> new TreeMap<>()).merge(member.tier(), soon, Integer::sum);
            }
        }
        return new Staff(capacity, free, asked, until);
    }

    private static boolean isInLine(FloorView floor, Offer offer) {
        // Who was accepted may be on his way out of the line: his callback is being dialled.
        return offer.state() == OfferState.OPEN
                || floor.caller(offer.caller())
                        .filter(caller -> caller.state().isInLine())
                        .isPresent();
    }

    private static Duration longestHeadStart(QueueBook queue) {
        return queue.settings().headStarts().values().stream()
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
