package io.callyard.fake.telnyx;

import io.callyard.fake.FakeRequest;
import io.callyard.fake.FakeResponse;
import io.callyard.fake.Faults;
import io.callyard.spi.scheduling.Scheduler;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Tells the application what happens: signed, not in order, and again if it was not taken. What is sent is sent from a
 * task of its own, without the lock.
 */
final class Webhooks {
    private static final int REMEMBERED = 100_000;

    private final Clockwork clock;
    private final Settings.Delivering settings;
    private final Faults faults;
    private final EventLog log;
    private final Deque<Delivery> deliveries = new ArrayDeque<>();

    Webhooks(Clockwork clock, Settings settings, Faults faults, EventLog log) {
        this.clock = clock;
        this.settings = settings.delivering();
        this.faults = faults;
        this.log = log;
    }

    String publicKey() {
        return settings.signer().publicKey();
    }

    /** Returns all deliveries that are over, latest first. */
    List<Delivery> finished() {
        return deliveries.stream()
                .filter(delivery -> delivery.outcome() != null)
                .toList();
    }

    /** Something happened to a leg; its numbers are told as well. */
    void emit(Leg leg, String type, Map<String, ? extends @Nullable Object> details) {
        emit(leg, type, true, details);
    }

    /** Something happened to a leg; of its numbers nothing is said. */
    void emitWithoutNumbers(Leg leg, String type, Map<String, ? extends @Nullable Object> details) {
        emit(leg, type, false, details);
    }

    private void emit(Leg leg, String type, boolean numbers, Map<String, ? extends @Nullable Object> details) {
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        payload.put("call_control_id", leg.controlId);
        payload.put("connection_id", leg.connectionId);
        payload.put("call_leg_id", leg.legId);
        payload.put("call_session_id", leg.sessionId);
        payload.put("client_state", leg.clientState);
        if (numbers) {
            payload.put("from", leg.from);
            payload.put("to", leg.to);
        }
        payload.putAll(details);
        Event event = new Event(clock.newId(), type, clock.now(), payload);
        log.webhook(leg, event);
        URI url = leg.callbacks.byEvent().getOrDefault(type, leg.callbacks.url());
        URI target = url == null ? settings.url() : url;
        if (target != null) {
            List<Duration> delays = leg.callbacks.retries().getOrDefault(type, settings.retries());
            send(new Delivery(clock.newId(), event, Delivery.plan(target, settings.failoverUrl(), delays)), target);
        }
    }

    private void send(Delivery delivery, URI target) {
        deliveries.addFirst(delivery);
        if (deliveries.size() > REMEMBERED) {
            deliveries.removeLast();
        }
        clock.freeAfter(Duration.ZERO, () -> {
            Faults.DeliveryFault fault = faults.onWebhook(request(delivery.event(), 1, target));
            if (fault.copies() < 1) {
                clock.run(() -> delivery.lost(clock.now()));
                return;
            }
            Duration delay = fault.delay();
            clock.freeAfter(delay, () -> attempt(delivery));
            for (int copy = 2; copy <= fault.copies(); copy++) {
                delay = delay.plus(fault.delay());
                clock.freeAfter(delay, () -> post(delivery.event(), 1, target));
            }
        });
    }

    private void attempt(Delivery delivery) {
        Instant startedAt = clock.now();
        int number = clock.locked(delivery::nextNumber);
        Delivery.Step step = clock.locked(delivery::next);
        if (step == null) {
            return;
        }
        post(delivery.event(), number, step.url()).whenComplete((answer, failure) -> {
            Integer status = answer == null ? null : answer.status();
            Delivery.Step next = clock.locked(() -> {
                delivery.tried(step.url(), startedAt, clock.now(), status);
                return delivery.next();
            });
            if (next != null) {
                clock.freeAfter(next.after(), () -> attempt(delivery));
            }
        });
    }

    /** Fails when there is no answer in time, even if the sender does not care. */
    private CompletionStage<FakeResponse> post(Event event, int number, URI url) {
        CompletableFuture<FakeResponse> result = new CompletableFuture<>();
        Scheduler.Timer timer = clock.freeAfter(
                settings.timeout(), () -> result.completeExceptionally(new TimeoutException("no answer")));
        CompletionStage<FakeResponse> sent;
        try {
            sent = settings.sender().send(request(event, number, url), settings.timeout());
        } catch (RuntimeException e) {
            sent = CompletableFuture.failedFuture(e);
        }
        sent.whenComplete((answer, failure) -> {
            timer.cancel();
            if (failure == null) {
                result.complete(answer);
            } else {
                result.completeExceptionally(failure);
            }
        });
        return result;
    }

    private FakeRequest request(Event event, int number, URI url) {
        byte[] body = event.body(number, url.toString());
        String timestamp = Long.toString(clock.now().getEpochSecond());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", "application/json");
        headers.put("user-agent", "telnyx-webhooks");
        headers.put("telnyx-timestamp", timestamp);
        headers.put("telnyx-signature-ed25519", settings.signer().sign(timestamp, body));
        return new FakeRequest("POST", url, headers, body);
    }
}
