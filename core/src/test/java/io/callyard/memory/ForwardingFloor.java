package io.callyard.memory;

import io.callyard.event.InboundEvent;
import io.callyard.model.AgentId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.QueueBook;
import io.callyard.model.inbound.QueueId;
import io.callyard.spi.store.Floor;
import io.callyard.spi.store.FloorView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Shows what another floor shows, and saves to it if it can; subclasses do one thing wrong. */
class ForwardingFloor implements Floor {
    final FloorView inner;

    ForwardingFloor(FloorView inner) {
        this.inner = inner;
    }

    private Floor changing() {
        if (inner instanceof Floor floor) {
            return floor;
        }
        throw new IllegalStateException("only to be read");
    }

    @Override
    public void save(QueueBook queue) {
        changing().save(queue);
    }

    @Override
    public void save(Caller caller) {
        changing().save(caller);
    }

    @Override
    public void save(Agent agent) {
        changing().save(agent);
    }

    @Override
    public void save(Offer offer) {
        changing().save(offer);
    }

    @Override
    public void append(InboundEvent event) {
        changing().append(event);
    }

    @Override
    public TenantId tenant() {
        return inner.tenant();
    }

    @Override
    public Instant now() {
        return inner.now();
    }

    @Override
    public List<QueueBook> queues() {
        return inner.queues();
    }

    @Override
    public Optional<QueueBook> queue(QueueId queue) {
        return inner.queue(queue);
    }

    @Override
    public Optional<Caller> caller(CallerId caller) {
        return inner.caller(caller);
    }

    @Override
    public Optional<Caller> callerOn(CallerLine line) {
        return inner.callerOn(line);
    }

    @Override
    public List<Caller> line(QueueId queue, int max) {
        return inner.line(queue, max);
    }

    @Override
    public int lineLength(QueueId queue) {
        return inner.lineLength(queue);
    }

    @Override
    public int ahead(Caller caller) {
        return inner.ahead(caller);
    }

    @Override
    public List<Caller> callbacks(int max) {
        return inner.callbacks(max);
    }

    @Override
    public List<Caller> dueCallers(int max) {
        return inner.dueCallers(max);
    }

    @Override
    public List<Caller> left(QueueId queue, Instant since, int max) {
        return inner.left(queue, since, max);
    }

    @Override
    public Optional<Caller> lastLeft(QueueId queue, PhoneNumber number, Instant since) {
        return inner.lastLeft(queue, number, since);
    }

    @Override
    public List<Agent> agents() {
        return inner.agents();
    }

    @Override
    public Optional<Agent> agent(AgentId agent) {
        return inner.agent(agent);
    }

    @Override
    public List<Agent> readyAgents(int max) {
        return inner.readyAgents(max);
    }

    @Override
    public List<Agent> dueAgents(int max) {
        return inner.dueAgents(max);
    }

    @Override
    public Optional<Offer> offer(OfferId offer) {
        return inner.offer(offer);
    }

    @Override
    public List<Offer> openOffers() {
        return inner.openOffers();
    }
}
