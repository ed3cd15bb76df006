package io.callyard.fake.telnyx;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The deliveries of one event: what has been tried, and what is to be tried yet. */
final class Delivery {
    /** One try. {@code after}: so long after the one before it has failed. */
    record Step(URI url, Duration after) {}

    /** What became of a try. {@code status}: null if no answer came. */
    private record Attempt(
            URI url,
            Instant startedAt,
            Instant finishedAt,
            @Nullable Integer status) {}

    private final String id;
    private final Event event;
    private final List<Step> plan;
    private final List<Attempt> attempts = new ArrayList<>();
    private @Nullable String outcome;

    Delivery(String id, Event event, List<Step> plan) {
        this.id = id;
        this.event = event;
        this.plan = plan;
    }

    /** First to the one address, then to the other, with the same delays. */
    static List<Step> plan(URI url, @Nullable URI failover, List<Duration> delays) {
        List<Step> plan = new ArrayList<>();
        for (URI target : failover == null ? List.of(url) : List.of(url, failover)) {
            plan.add(new Step(target, Duration.ZERO));
            delays.forEach(delay -> plan.add(new Step(target, delay)));
        }
        return plan;
    }

    Event event() {
        return event;
    }

    /** Returns the number of the next try, from 1. */
    int nextNumber() {
        return attempts.size() + 1;
    }

    /** Returns the next try; null: there is none, or none is needed. */
    @Nullable
    Step next() {
        return outcome != null || attempts.size() >= plan.size() ? null : plan.get(attempts.size());
    }

    /** Notes how a try went. */
    void tried(URI url, Instant startedAt, Instant finishedAt, @Nullable Integer status) {
        attempts.add(new Attempt(url, startedAt, finishedAt, status));
        if (status != null && status >= 200 && status < 300) {
            outcome = "delivered";
        } else if (isFinal(status) || attempts.size() >= plan.size()) {
            outcome = "failed";
        }
    }

    /** It never leaves the carrier. */
    void lost(Instant now) {
        attempts.add(new Attempt(plan.get(0).url(), now, now, null));
        outcome = "failed";
    }

    @Nullable
    String outcome() {
        return outcome;
    }

    Instant startedAt() {
        return attempts.get(0).startedAt();
    }

    Instant finishedAt() {
        return attempts.get(attempts.size() - 1).finishedAt();
    }

    Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("record_type", "webhook_delivery");
        json.put("id", id);
        json.put("status", outcome);
        json.put("started_at", Event.time(startedAt()));
        json.put("finished_at", Event.time(finishedAt()));
        json.put("attempts", attempts.stream().map(Delivery::json).toList());
        json.put("webhook", event.toJson());
        return json;
    }

    private static Map<String, @Nullable Object> json(Attempt attempt) {
        Map<String, @Nullable Object> http = new LinkedHashMap<>();
        http.put("request", Map.of("url", attempt.url().toString()));
        boolean delivered = attempt.status() != null && attempt.status() < 300;
        if (attempt.status() != null) {
            http.put("response", Map.of("status", attempt.status()));
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("status", delivered ? "delivered" : "failed");
        json.put("started_at", Event.time(attempt.startedAt()));
        json.put("finished_at", Event.time(attempt.finishedAt()));
        json.put("http", http);
        return json;
    }

    /** Only 408, 429, server errors and silence are tried again. */
    private static boolean isFinal(@Nullable Integer status) {
        return status != null && status < 500 && status != 408 && status != 429;
    }
}
