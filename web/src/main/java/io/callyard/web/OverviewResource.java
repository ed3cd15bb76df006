package io.callyard.web;

import io.callyard.Callyard;
import io.callyard.agent.AgentView;
import io.callyard.inbound.InboundFigures;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.CallType;
import io.callyard.model.Campaign;
import io.callyard.model.CampaignStatus;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.QueueBook;
import io.callyard.outbound.QueueFigures;
import io.callyard.outbound.QueuePlace;
import io.callyard.spi.security.Principal.Role;
import io.callyard.spi.store.CallCounts;
import io.callyard.spi.store.LeadCounts;
import io.callyard.spi.store.TenantUsage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /api/overview}: all that a screen on a wall shows in figures, in one answer: limits, calls, campaigns, inbound
 * queues, agents, callbacks, leads; and who asks, so that a page can hide what he may not do.
 */
final class OverviewResource {
    private final Callyard engine;
    private final InstantSource clock;

    OverviewResource(Callyard engine, InstantSource clock) {
        this.engine = engine;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(Route.of("GET", "/api/overview", Role.VIEWER, this::get));
    }

    /** The number of the newest event is read first: whoever follows the events after it misses nothing. */
    private void get(Exchange exchange) {
        TenantId tenant = exchange.tenant();
        long seq = engine.broadcaster().lastSeq(tenant);
        Overview overview = read(tenant, seq, clock.instant());
        exchange.json(200, json -> OverviewJson.members(json, overview, exchange.principal()));
    }

    private Overview read(TenantId tenant, long seq, Instant now) {
        List<AgentView> agents = engine.agents().agents(tenant);
        List<Caller> callbacks = engine.callbacks().open(tenant);
        return new Overview(
                seq,
                now,
                engine.concurrency().tenantUsage(tenant),
                calls(tenant),
                campaigns(tenant),
                engine.inbound().queues(tenant).stream()
                        .map(queue -> new Queue(queue, engine.inbound().figures(tenant, queue.id())))
                        .toList(),
                agents,
                engine.agents().openOffers(tenant),
                callbacks.size(),
                (int) callbacks.stream()
                        .filter(caller -> isOverdueAt(caller, now))
                        .count(),
                engine.leads().counts(tenant, null));
    }

    private static boolean isOverdueAt(Caller caller, Instant now) {
        var promise = caller.callback();
        return promise != null && now.isAfter(promise.promisedBy());
    }

    private Calls calls(TenantId tenant) {
        CallCounts counts = engine.calls().counts(tenant);
        QueueFigures figures = engine.calls().figures(tenant);
        Optional<Call> next = engine.calls().next(tenant);
        return new Calls(
                counts, figures, next, next.flatMap(call -> engine.calls().position(tenant, call.id())));
    }

    private OfCampaigns campaigns(TenantId tenant) {
        Map<CampaignStatus, Integer> byStatus = new EnumMap<>(CampaignStatus.class);
        long processed = 0;
        long total = 0;
        for (Campaign campaign : engine.campaigns().list(tenant)) {
            byStatus.merge(campaign.status(), 1, Integer::sum);
            processed += campaign.progress().processed();
            total += campaign.progress().total();
        }
        return new OfCampaigns(byStatus, processed, total);
    }

    /**
     * What was read, not in one step: figures that move while they are read may differ by a moment.
     *
     * @param seq events after this number are not in it, or only in part
     * @param now when
     * @param usage the limits and what is used of them
     * @param calls outbound calls
     * @param campaigns all campaigns together
     * @param queues the inbound queues
     * @param agents all agents
     * @param offers the open offers
     * @param callbacks how many promises are open, up to 1,000
     * @param overdue how many of these are broken
     * @param leads the leads of all users
     */
    record Overview(
            long seq,
            Instant now,
            TenantUsage usage,
            Calls calls,
            OfCampaigns campaigns,
            List<Queue> queues,
            List<AgentView> agents,
            List<Offer> offers,
            int callbacks,
            int overdue,
            LeadCounts leads) {}

    /**
     * Outbound calls.
     *
     * @param counts by type and state
     * @param figures what this node has measured
     * @param next the first in line
     * @param place where that is
     */
    record Calls(CallCounts counts, QueueFigures figures, Optional<Call> next, Optional<QueuePlace> place) {
        long of(CallType type, CallState state) {
            return counts.of(type, state);
        }
    }

    /**
     * All campaigns together.
     *
     * @param byStatus how many there are
     * @param processed how many calls are over
     * @param total how many there are in all
     */
    record OfCampaigns(Map<CampaignStatus, Integer> byStatus, long processed, long total) {}

    /** An inbound queue and how it fares. */
    record Queue(QueueBook book, InboundFigures figures) {}
}
