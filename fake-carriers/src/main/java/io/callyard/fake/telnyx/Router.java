package io.callyard.fake.telnyx;

import io.callyard.fake.FakeCarrier;
import io.callyard.fake.FakeRequest;
import io.callyard.fake.FakeResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Brings each request to where it is answered. */
final class Router implements FakeCarrier {
    private final Exchange exchange;
    private final Dialer dialer;
    private final Commands commands;
    private final Lookups lookups;
    private final QueueApi queues;
    private final Portal portal;

    Router(Exchange exchange) {
        this.exchange = exchange;
        this.dialer = new Dialer(exchange);
        this.commands = new Commands(exchange);
        this.lookups = new Lookups(exchange);
        this.queues = new QueueApi(exchange);
        this.portal = new Portal(exchange);
    }

    @Override
    public CompletionStage<FakeResponse> handle(FakeRequest request) {
        return CompletableFuture.completedFuture(exchange.clock.locked(() -> answer(request)));
    }

    private FakeResponse answer(FakeRequest request) {
        try {
            String key = request.header("authorization").orElse("");
            if (!key.equals("Bearer " + exchange.settings.apiKey())) {
                throw ApiError.unauthorized();
            }
            return route(request);
        } catch (ApiError e) {
            return e.toResponse();
        }
    }

    private FakeResponse route(FakeRequest request) {
        List<String> path = path(request.uri().getRawPath());
        String method = request.method();
        return switch (path.isEmpty() ? "" : path.get(0)) {
            case "calls" -> calls(method, path, request);
            case "queues" -> queues(method, path, request);
            default -> listing(method, path, new Query(request.uri()));
        };
    }

    private FakeResponse calls(String method, List<String> path, FakeRequest request) {
        int length = path.size();
        if (length == 1 && method.equals("POST")) {
            try {
                return dialer.dial(Fields.of(request));
            } catch (ApiError e) {
                return dialer.withRate(e.toResponse());
            }
        }
        if (length == 2 && method.equals("GET")) {
            return lookups.call(path.get(1));
        }
        if (length == 4 && path.get(2).equals("actions")) {
            String name = path.get(3);
            if (method.equals(name.equals("client_state_update") ? "PUT" : "POST")) {
                return commands.run(path.get(1), name, Fields.of(request));
            }
        }
        throw ApiError.notFound();
    }

    private FakeResponse queues(String method, List<String> path, FakeRequest request) {
        boolean calls = path.size() > 2 && path.get(2).equals("calls");
        return switch (method + " " + (path.size() > 2 && !calls ? 0 : path.size())) {
            case "GET 1" -> queues.list(new Query(request.uri()));
            case "POST 1" -> queues.create(Fields.of(request));
            case "GET 2" -> queues.get(path.get(1));
            case "POST 2" -> queues.update(path.get(1), Fields.of(request));
            case "DELETE 2" -> queues.delete(path.get(1));
            case "GET 3" -> queues.calls(path.get(1), new Query(request.uri()));
            case "GET 4" -> queues.call(path.get(1), path.get(3));
            case "PATCH 4" -> queues.updateCall(path.get(1), path.get(3), Fields.of(request));
            case "DELETE 4" -> queues.removeCall(path.get(1), path.get(3));
            default -> throw ApiError.notFound();
        };
    }

    private FakeResponse listing(String method, List<String> path, Query query) {
        if (method.equals("GET")) {
            if (path.equals(List.of("call_events"))) {
                return lookups.callEvents(query);
            }
            if (path.equals(List.of("webhook_deliveries"))) {
                return lookups.webhookDeliveries(query);
            }
            if (path.equals(List.of("phone_numbers"))) {
                return portal.numbers(query);
            }
            if (path.equals(List.of("public_key"))) {
                return portal.publicKey();
            }
            if (path.size() == 2 && path.get(0).equals("call_control_applications")) {
                return portal.application(path.get(1));
            }
            if (path.size() == 3
                    && path.get(0).equals("connections")
                    && path.get(2).equals("active_calls")) {
                return lookups.activeCalls(path.get(1), query);
            }
            if (path.size() == 4
                    && path.get(1).equals("conversations")
                    && path.get(3).equals("messages")) {
                return lookups.messages(path.get(2), query);
            }
        }
        throw ApiError.notFound();
    }

    /** Splits a path, without the version before it if there is one. */
    private static List<String> path(String raw) {
        List<String> path = new ArrayList<>();
        for (String part : raw.split("/", -1)) {
            if (!part.isEmpty()) {
                path.add(URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8));
            }
        }
        return !path.isEmpty() && path.get(0).equals("v2") ? path.subList(1, path.size()) : path;
    }
}
