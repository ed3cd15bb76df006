package io.callyard.memory;

import io.callyard.model.AgentId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.QueueBook;
import io.callyard.model.inbound.QueueId;
import io.callyard.spi.store.FloorView;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A floor as one step or reading sees it.
 *
 * <p><b>Threads.</b> One at a time. Dead once it has ended: any use then is refused.
 */
class FloorReading implements FloorView {
    final TenantFloor floor;
    final FloorBooks books;
    private final Instant now;
    private boolean ended;

    FloorReading(TenantFloor floor, FloorBooks books, Instant now) {
        this.floor = floor;
        this.books = books;
        this.now = now;
    }

    final void end() {
        ended = true;
    }

    /** Returns what stands on the floor, as long as somebody may look. */
    private TenantFloor floor() {
        requireOpen();
        return floor;
    }

    private void requireOpen() {
        if (ended) {
            throw new IllegalStateException("the step on the floor of " + floor.tenant + " is over");
        }
    }

    @Override
    public TenantId tenant() {
        return floor().tenant;
    }

    @Override
    public Instant now() {
        requireOpen();
        return now;
    }

    @Override
    public List<QueueBook> queues() {
        return List.copyOf(floor().queues.values());
    }

    @Override
    public Optional<QueueBook> queue(QueueId queue) {
        return Optional.ofNullable(floor().queues.get(queue));
    }

    @Override
    public Optional<Caller> caller(CallerId caller) {
        TenantId own = floor().tenant;
        return Optional.ofNullable(books.callers.get(caller))
                .filter(found -> found.tenant().equals(own));
    }

    @Override
    public Optional<Caller> callerOn(CallerLine line) {
        TenantId own = floor().tenant;
        return books.lines.on(line).stream()
                .filter(caller -> caller.tenant().equals(own) && caller.state() != CallerState.ENDED)
                .findFirst();
    }

    @Override
    public List<Caller> line(QueueId queue, int max) {
        return floor().line(queue).head(max);
    }

    @Override
    public int lineLength(QueueId queue) {
        return floor().line(queue).size();
    }

    @Override
    public int ahead(Caller caller) {
        return floor().line(caller.queue()).countBefore(caller);
    }

    @Override
    public List<Caller> callbacks(int max) {
        return floor().callbacks.head(max, any -> true);
    }

    @Override
    public List<Caller> dueCallers(int max) {
        return floor().callersByAttention.upTo(now, max);
    }

    @Override
    public List<Caller> left(QueueId queue, Instant since, int max) {
        return floor().left(queue).latest(since, max, any -> true);
    }

    @Override
    public Optional<Caller> lastLeft(QueueId queue, PhoneNumber number, Instant since) {
        return floor()
                .left(queue)
                .latest(since, 1, caller -> Objects.equals(caller.arrival().number(), number))
                .stream()
                .findFirst();
    }

    @Override
    public List<Agent> agents() {
        return List.copyOf(floor().agents.values());
    }

    @Override
    public Optional<Agent> agent(AgentId agent) {
        return Optional.ofNullable(floor().agents.get(agent));
    }

    @Override
    public List<Agent> readyAgents(int max) {
        return floor().unoccupied.head(max, agent -> agent.isReadyAt(now));
    }

    @Override
    public List<Agent> dueAgents(int max) {
        return floor().agentsByAttention.upTo(now, max);
    }

    @Override
    public Optional<Offer> offer(OfferId offer) {
        TenantId own = floor().tenant;
        return Optional.ofNullable(books.offers.get(offer))
                .filter(found -> found.tenant().equals(own));
    }

    @Override
    public List<Offer> openOffers() {
        return floor().openOffers.head(Integer.MAX_VALUE, any -> true);
    }
}
