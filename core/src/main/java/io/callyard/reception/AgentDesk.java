package io.callyard.reception;

import io.callyard.agent.AgentRegistry;
import io.callyard.agent.AgentView;
import io.callyard.agent.UnknownAgentException;
import io.callyard.machine.inbound.AgentMachine;
import io.callyard.machine.inbound.AgentMachine.Release;
import io.callyard.model.AgentId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.OfferState;
import io.callyard.model.inbound.Presence;
import io.callyard.spi.store.FloorView;
import io.callyard.spi.store.Store;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Agents, on floors. */
final class AgentDesk implements AgentRegistry {
    private final Store store;
    private final Reception reception;
    private final AgentMachine machine;
    private final ReceptionParts parts;

    AgentDesk(Store store, Reception reception, AgentMachine machine, ReceptionParts parts) {
        this.store = store;
        this.reception = reception;
        this.machine = machine;
        this.parts = parts;
    }

    @Override
    public Agent register(TenantId tenant, AgentId id, AgentProfile profile) {
        return reception.run(tenant, step -> {
            Agent known = step.agent(id);
            Agent agent = known == null
                    ? step.keepAgent(machine.register(tenant, id, profile, step.now()))
                    : step.keep(known, machine.change(known, profile, step.now()));
            parts.expectations().staffChanged(tenant);
            parts.offering().match(step);
            return Objects.requireNonNullElse(step.agent(id), agent);
        });
    }

    @Override
    public Agent setPresence(TenantId tenant, AgentId id, Presence presence) {
        return reception.run(tenant, step -> {
            Agent agent = known(step, id);
            Agent set = step.keep(agent, machine.choose(agent, presence, step.now()));
            parts.expectations().staffChanged(tenant);
            if (presence != Presence.AVAILABLE) {
                parts.offering().leave(step, set, "the agent is " + presence);
            }
            parts.offering().match(step);
            return known(step, id);
        });
    }

    @Override
    public Agent heartbeat(TenantId tenant, AgentId id) {
        return reception.run(tenant, step -> {
            Agent agent = known(step, id);
            Agent heard = step.keep(agent, machine.heartbeat(agent, step.now()));
            if (heard.presence() != agent.presence()
                    || agent.isStaleAt(step.now(), machine.rules().staleAfter())) {
                parts.expectations().staffChanged(tenant);
                parts.offering().match(step);
            }
            return known(step, id);
        });
    }

    @Override
    public boolean accept(TenantId tenant, OfferId id, AgentId agent) {
        return onOffer(tenant, id, (step, offer) -> parts.offering().accept(step, offer, agent));
    }

    @Override
    public boolean reject(TenantId tenant, OfferId id, AgentId agent, String why) {
        return onOffer(tenant, id, (step, offer) -> parts.offering().decline(step, offer, agent, why));
    }

    @Override
    public boolean connected(TenantId tenant, OfferId id) {
        return onOffer(tenant, id, (step, offer) -> parts.offering().connect(step, offer));
    }

    @Override
    public boolean notConnected(TenantId tenant, OfferId id, String why) {
        return onOffer(
                tenant,
                id,
                (step, offer) -> offer.state() == OfferState.ACCEPTED
                        && parts.offering().fail(step, offer, OfferState.FAILED, why, Release.ANSWERED));
    }

    private boolean onOffer(TenantId tenant, OfferId id, BiPredicate<FloorStep, Offer> what) {
        return reception.run(tenant, step -> {
            Optional<Offer> offer = step.floor().offer(id);
            boolean done = offer.isPresent() && what.test(step, offer.get());
            if (done) {
                parts.offering().match(step);
            }
            return done;
        });
    }

    @Override
    public boolean finish(TenantId tenant, AgentId id, CallerId callerId) {
        return reception.run(tenant, step -> {
            Caller caller = step.caller(callerId);
            return caller != null
                    && id.equals(caller.agent())
                    && parts.departures().talkOver(step, caller, "the agent ended it");
        });
    }

    @Override
    public boolean wrappedUp(TenantId tenant, AgentId id) {
        return reception.run(tenant, step -> {
            Agent agent = known(step, id);
            boolean over = agent.wrapUpUntil().isAfter(step.now());
            step.keep(agent, machine.wrapUpOver(agent, true, step.now()));
            parts.offering().match(step);
            return over;
        });
    }

    @Override
    public Optional<AgentView> find(TenantId tenant, AgentId id) {
        return store.viewFloor(tenant, floor -> floor.agent(id).map(agent -> parts.view(agent, floor.now())));
    }

    @Override
    public List<AgentView> agents(TenantId tenant) {
        return store.viewFloor(
                tenant,
                floor -> floor.agents().stream()
                        .map(agent -> parts.view(agent, floor.now()))
                        .toList());
    }

    @Override
    public Optional<Offer> offer(TenantId tenant, OfferId offer) {
        return store.viewFloor(tenant, floor -> floor.offer(offer));
    }

    @Override
    public List<Offer> openOffers(TenantId tenant) {
        return store.viewFloor(tenant, FloorView::openOffers);
    }

    private static Agent known(FloorStep step, AgentId id) {
        Agent agent = step.agent(id);
        if (agent == null) {
            throw new UnknownAgentException(id);
        }
        return agent;
    }
}
