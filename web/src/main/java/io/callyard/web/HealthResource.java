package io.callyard.web;

import io.callyard.Callyard;
import io.callyard.Health;
import java.util.List;

/** {@code /health}: whether the process lives and whether it can do its work, told to anybody. */
final class HealthResource {
    private final Callyard engine;

    HealthResource(Callyard engine) {
        this.engine = engine;
    }

    List<Route> routes() {
        return List.of(
                Route.open("GET", "/health/live", exchange -> exchange.json(200, json -> json.field("status", "up"))),
                Route.open("GET", "/health/ready", this::ready));
    }

    private void ready(Exchange exchange) {
        Health health = engine.health();
        exchange.json(
                health.isReady() ? 200 : 503,
                json -> json.field("status", health.isReady() ? "up" : "down")
                        .field("running", health.running())
                        .field("store_answers", health.storeAnswers())
                        .field("dispatcher_alive", health.dispatcherAlive())
                        .field("last_round_at", health.lastRoundAt())
                        .field("placing", health.placing()));
    }
}
