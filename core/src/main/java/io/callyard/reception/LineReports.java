package io.callyard.reception;

import io.callyard.agent.AgentRegistry;
import io.callyard.inbound.InboundQueue;
import io.callyard.model.AgentId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.OfferId;
import io.callyard.spi.carrier.InboundReporter;
import io.callyard.spi.store.Store;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes what carriers say about lines, and finds out whom it is about. */
final class LineReports implements InboundReporter {
    private final Store store;
    private final Reception reception;
    private final InboundQueue queue;
    private final AgentRegistry agents;
    private final Departures departures;

    LineReports(Store store, Reception reception, InboundQueue queue, AgentRegistry agents, Departures departures) {
        this.store = store;
        this.reception = reception;
        this.queue = queue;
        this.agents = agents;
        this.departures = departures;
    }

    @Override
    public void arrived(TenantId tenant, Arrival arrival) {
        // A report that comes again, or late, must not make a caller of somebody who has gone.
        boolean over = on(arrival.line())
                .filter(caller -> caller.state() == CallerState.ENDED || caller.callback() != null)
                .isPresent();
        if (!over) {
            queue.arrive(tenant, arrival);
        }
    }

    @Override
    public void pressed(CallerLine line, char digit) {
        on(line).ifPresent(caller -> queue.pressed(caller.tenant(), caller.id(), digit));
    }

    @Override
    public void lineEnded(CallerLine line) {
        on(line).ifPresent(caller -> queue.hungUp(caller.tenant(), caller.id()));
    }

    private Optional<Caller> on(@Nullable CallerLine line) {
        return line == null ? Optional.empty() : store.callerOnLine(line.account(), line.call());
    }

    @Override
    public boolean agentAccepted(OfferId offer, AgentId agent) {
        return store.offerAnywhere(offer)
                .map(found -> agents.accept(found.tenant(), offer, agent) || hasIt(found.tenant(), offer, agent))
                .orElse(false);
    }

    /** Told twice, the second time changes nothing, and he has it all the same. */
    private boolean hasIt(TenantId tenant, OfferId id, AgentId agent) {
        return agents.offer(tenant, id)
                .filter(offer -> agent.equals(offer.winner()))
                .isPresent();
    }

    @Override
    public void connected(OfferId offer) {
        store.offerAnywhere(offer).ifPresent(found -> agents.connected(found.tenant(), offer));
    }

    @Override
    public void notConnected(OfferId offer, String why) {
        store.offerAnywhere(offer).ifPresent(found -> agents.notConnected(found.tenant(), offer, why));
    }

    @Override
    public void agentDeclined(OfferId offer, AgentId agent, String why) {
        store.offerAnywhere(offer).ifPresent(found -> agents.reject(found.tenant(), offer, agent, why));
    }

    @Override
    public void agentLineEnded(OfferId offer, AgentId agent) {
        store.offerAnywhere(offer)
                .ifPresent(found -> reception.run(
                        found.tenant(),
                        step -> step.floor()
                                .offer(offer)
                                .map(now -> departures.agentGone(step, now, agent))
                                .orElse(false)));
    }
}
