package io.callyard.store.jdbc.floor;

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
import io.callyard.spi.store.FloorView;
import io.callyard.store.jdbc.sql.Changes;
import io.callyard.store.jdbc.sql.Message;
import io.callyard.store.jdbc.sql.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * A floor as one step or reading sees it. What the step has saved is written before anything is looked for, in the
 * message that asks: so the database alone decides who stands where, and no trip is spent on it. What was read by its
 * id is not asked for again.
 *
 * <p><b>Threads.</b> One at a time. Dead once it has ended: any use then is refused.
 */
class FloorReading implements FloorView {
    private final Session session;
    private final FloorRows rows;
    private final Instant now;
    private @Nullable JdbiException failure;
    private boolean ended;

    FloorReading(Session session, FloorRows rows, Instant now) {
        this.session = session;
        this.rows = rows;
        this.now = now;
    }

    final void end() {
        ended = true;
    }

    /** Throws on what the database has refused, whatever the step made of it: the transaction is lost. */
    final void requireSound() {
        if (failure != null) {
            throw failure;
        }
    }

    /** Returns what stands on the floor, as long as somebody may look. */
    final FloorRows rows() {
        if (ended) {
            throw new IllegalStateException("the step on the floor of " + rows.tenant + " is over");
        }
        return rows;
    }

    private void ask(Consumer<Message> question) {
        try {
            Changes changes = new Changes();
            rows.addTo(changes);
            Message message = session.message(changes);
            question.accept(message);
            message.send();
        } catch (JdbiException e) {
            failure = e;
            throw e;
        }
    }

    private <E> List<E> list(BiConsumer<Message, Consumer<E>> question) {
        List<E> found = new ArrayList<>();
        ask(message -> question.accept(message, found::add));
        return found;
    }

    private int count(Supplier<@Nullable Integer> known, Consumer<Message> question) {
        if (known.get() == null) {
            ask(question);
        }
        Integer count = known.get();
        return count == null ? 0 : count;
    }

    @Override
    public TenantId tenant() {
        return rows().tenant;
    }

    @Override
    public Instant now() {
        rows();
        return now;
    }

    @Override
    public List<QueueBook> queues() {
        QueueRows queues = rows().queues;
        if (!queues.areAllKnown()) {
            ask(queues::askAll);
        }
        return queues.all();
    }

    @Override
    public Optional<QueueBook> queue(QueueId queue) {
        QueueRows queues = rows().queues;
        if (queues.get(queue) == null && !queues.areAllKnown()) {
            ask(message -> queues.ask(message, queue));
        }
        return Optional.ofNullable(queues.get(queue));
    }

    @Override
    public Optional<Caller> caller(CallerId caller) {
        CallerRows callers = rows().callers;
        if (callers.get(caller) == null) {
            ask(message -> callers.ask(message, caller));
        }
        return Optional.ofNullable(callers.get(caller));
    }

    @Override
    public Optional<Caller> callerOn(CallerLine line) {
        CallerRows callers = rows().callers;
        return this.<Caller>list((message, sink) -> callers.askOn(message, line, sink)).stream()
                .max(CallerRows.BY_ARRIVAL);
    }

    @Override
    public List<Caller> line(QueueId queue, int max) {
        CallerRows callers = rows().callers;
        return callers.areLinesKnown()
                ? callers.line(queue, max)
                : list((message, sink) -> callers.askLine(message, queue, max, sink));
    }

    @Override
    public int lineLength(QueueId queue) {
        CallerRows callers = rows().callers;
        return count(() -> callers.length(queue), message -> callers.askLength(message, queue));
    }

    @Override
    public int ahead(Caller caller) {
        CallerRows callers = rows().callers;
        return count(() -> callers.ahead(caller), message -> callers.askAhead(message, caller));
    }

    @Override
    public List<Caller> callbacks(int max) {
        CallerRows callers = rows().callers;
        return list((message, sink) -> callers.askCallbacks(message, max, sink));
    }

    @Override
    public List<Caller> dueCallers(int max) {
        CallerRows callers = rows().callers;
        return list((message, sink) -> callers.askDue(message, now, max, sink));
    }

    @Override
    public List<Caller> left(QueueId queue, Instant since, int max) {
        CallerRows callers = rows().callers;
        return list((message, sink) -> callers.askLeft(message, queue, since, max, sink));
    }

    @Override
    public Optional<Caller> lastLeft(QueueId queue, PhoneNumber number, Instant since) {
        CallerRows callers = rows().callers;
        return this.<Caller>list((message, sink) -> callers.askLastLeft(message, queue, number, since, sink)).stream()
                .findFirst();
    }

    @Override
    public List<Agent> agents() {
        AgentRows agents = rows().agents;
        if (!agents.areAllKnown()) {
            ask(agents::askAll);
        }
        return agents.all();
    }

    @Override
    public Optional<Agent> agent(AgentId agent) {
        AgentRows agents = rows().agents;
        if (agents.get(agent) == null && !agents.areAllKnown()) {
            ask(message -> agents.ask(message, agent));
        }
        return Optional.ofNullable(agents.get(agent));
    }

    @Override
    public List<Agent> readyAgents(int max) {
        AgentRows agents = rows().agents;
        return agents.areIdleKnown()
                ? agents.ready(now, max)
                : list((message, sink) -> agents.askReady(message, now, max, sink));
    }

    @Override
    public List<Agent> dueAgents(int max) {
        AgentRows agents = rows().agents;
        return list((message, sink) -> agents.askDue(message, now, max, sink));
    }

    /** The caller comes along: whatever becomes of an offer is done to him too. */
    @Override
    public Optional<Offer> offer(OfferId offer) {
        OfferRows offers = rows().offers;
        if (offers.get(offer) == null) {
            ask(message -> {
                offers.ask(message, offer);
                rows.callers.askOffered(message, offer.value());
            });
        }
        return Optional.ofNullable(offers.get(offer));
    }

    @Override
    public List<Offer> openOffers() {
        OfferRows offers = rows().offers;
        return list(offers::askOpen);
    }
}
