package io.callyard.web;

import io.callyard.Callyard;
import io.callyard.broadcast.Broadcaster;
import io.callyard.inbound.InboundFigures;
import io.callyard.inbound.InboundQueue;
import io.callyard.inbound.InboundStatus;
import io.callyard.inbound.UnknownQueueException;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.QueueBook;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.QueueSettings;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.security.Principal.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /api/queues} and {@code /api/queue/status}: the inbound queues, their rules and how they fare. */
final class InboundQueuesResource {
    private final InboundQueue inbound;
    private final Broadcaster broadcaster;
    private final Scheduler scheduler;

    InboundQueuesResource(Callyard engine, Scheduler scheduler) {
        this.inbound = engine.inbound();
        this.broadcaster = engine.broadcaster();
        this.scheduler = scheduler;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", "/api/queues", Role.VIEWER, this::list),
                Route.of("PUT", "/api/queues/{id}", Role.OPERATOR, this::define),
                Route.of("GET", "/api/queue/status", Role.VIEWER, this::status));
    }

    private void list(Exchange exchange) {
        List<QueueBook> all = inbound.queues(exchange.tenant());
        exchange.json(
                200, json -> json.list("queues", all, queue -> json.object(() -> QueueJson.members(json, queue))));
    }

    private void define(Exchange exchange) {
        QueueId id = newId(exchange.part("id"));
        QueueSettings base = inbound.queues(exchange.tenant()).stream()
                .filter(known -> known.id().equals(id))
                .map(QueueBook::settings)
                .findFirst()
                .orElseGet(() -> QueueSettings.named(id.value()));
        QueueSettings rules = QueueBody.read(exchange, base);
        QueueBook queue;
        try {
            queue = inbound.define(exchange.tenant(), id, rules);
        } catch (IllegalArgumentException e) {
            throw wrong("strategy", e);
        }
        exchange.json(200, json -> QueueJson.members(json, queue));
    }

    private void status(Exchange exchange) {
        @Nullable String asked = exchange.request().getParameter("queue");
        if (asked == null) {
            all(exchange);
        } else {
            one(exchange, InboundIds.queue(asked));
        }
    }

    /** The number of the newest event comes first: whoever reads events after it misses nothing. */
    private void one(Exchange exchange, QueueId id) {
        long seq = broadcaster.lastSeq(exchange.tenant());
        InboundStatus status;
        try {
            status = inbound.status(exchange.tenant(), id);
        } catch (UnknownQueueException e) {
            throw InboundIds.unknownQueue();
        }
        Instant now = scheduler.instant();
        boolean masked = exchange.masked();
        exchange.json(200, json -> {
            json.field("seq", seq).object("queue", () -> QueueJson.members(json, status.queue()));
            json.list(
                    "line",
                    status.line(),
                    place -> json.object(() -> {
                        CallerJson.members(json, place.caller(), now, masked);
                        CallerJson.place(json, place);
                    }));
            json.list("agents", status.agents(), agent -> json.object(() -> AgentJson.members(json, agent, masked)));
            json.object("figures", () -> QueueJson.figures(json, status.figures()));
        });
    }

    private void all(Exchange exchange) {
        TenantId tenant = exchange.tenant();
        long seq = broadcaster.lastSeq(tenant);
        List<Fare> all = inbound.queues(tenant).stream()
                .map(queue -> new Fare(queue, inbound.figures(tenant, queue.id())))
                .toList();
        exchange.json(
                200,
                json -> json.field("seq", seq)
                        .list(
                                "queues",
                                all,
                                fare -> json.object(() -> {
                                    json.id("id", fare.queue().id())
                                            .field(
                                                    "name",
                                                    fare.queue().settings().name());
                                    json.object("figures", () -> QueueJson.figures(json, fare.figures()));
                                })));
    }

    /** A queue and how it fares. */
    private record Fare(QueueBook queue, InboundFigures figures) {}

    private static QueueId newId(String text) {
        try {
            return new QueueId(text);
        } catch (IllegalArgumentException e) {
            throw wrong("id", e);
        }
    }

    private static Problem wrong(String field, IllegalArgumentException e) {
        return Problem.invalid(List.of(new FieldError(field, String.valueOf(e.getMessage()))));
    }
}
