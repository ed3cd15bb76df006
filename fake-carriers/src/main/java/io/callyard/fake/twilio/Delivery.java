package io.callyard.fake.twilio;

import io.callyard.fake.FakeRequest;
import io.callyard.fake.FakeResponse;
import io.callyard.fake.Faults.DeliveryFault;
import io.callyard.fake.twilio.CallLog.Exchange;
import io.callyard.spi.scheduling.Scheduler;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One webhook, from the first try to the last. */
final class Delivery {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

    private final Settings settings;
    private final Turns turns;
    private final FakeRequest request;
    private final UrlOverrides overrides;
    private final Exchange record;
    private final Consumer<Reply> then;
    private final Instant begun;
    private int tries;

    Delivery(
            Settings settings,
            Turns turns,
            FakeRequest request,
            UrlOverrides overrides,
            Exchange record,
            Consumer<Reply> then) {
        this.settings = settings;
        this.turns = turns;
        this.request = request;
        this.overrides = overrides;
        this.record = record;
        this.then = then;
        this.begun = turns.now();
    }

    void begin() {
        turns.outside(() -> {
            DeliveryFault fault = settings.faults().onWebhook(request);
            if (fault.copies() == 0) {
                // Nobody hears of it, so all that comes of it is that the time passes.
                turns.after(overrides.readTimeout(), () -> finish(null, "rt"));
                return;
            }
            later(fault.delay(), this::attempt);
            for (int copy = 2; copy <= fault.copies(); copy++) {
                later(fault.delay().multipliedBy(copy), this::again);
            }
        });
    }

    private void later(Duration delay, Runnable task) {
        if (delay.isZero()) {
            task.run();
        } else {
            turns.outsideAfter(delay, task);
        }
    }

    /** Sends what was already sent, and does not care for the answer. */
    private void again() {
        sent(overrides.readTimeout());
    }

    /** One try. Without the lock, since the application may call back while it is called. */
    private void attempt() {
        tries++;
        AtomicBoolean settled = new AtomicBoolean();
        Duration timeout = shorter(overrides.readTimeout(), remaining());
        Scheduler.Timer guard = turns.after(timeout, () -> {
            if (settled.compareAndSet(false, true)) {
                settle(null, "rt");
            }
        });
        sent(timeout).whenComplete((response, failure) -> {
            if (settled.compareAndSet(false, true)) {
                guard.cancel();
                turns.run(() -> settle(response, failure == null ? "" : kind(failure)));
            }
        });
    }

    private CompletionStage<FakeResponse> sent(Duration timeout) {
        try {
            return settings.webhooks().send(request, timeout);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void settle(@Nullable FakeResponse response, String failure) {
        String why = response == null ? failure : response.status() / 100 + "xx";
        boolean fine = response != null && response.isSuccess();
        boolean once = tries > overrides.retries() || remaining().compareTo(BETWEEN_TRIES) <= 0;
        if (fine || once || !overrides.retries(why)) {
            finish(response, why);
        } else {
            turns.outsideAfter(BETWEEN_TRIES, this::attempt);
        }
    }

    private void finish(@Nullable FakeResponse response, String why) {
        record.millis = Duration.between(begun, turns.now()).toMillis();
        if (response != null) {
            record.responseCode = response.status();
            record.contentType = response.headers().get("content-type");
            record.responseBody = response.text();
        }
        if (response != null && response.isSuccess()) {
            then.accept(new Reply(response, 0));
        } else {
            then.accept(Reply.failed(why.equals("ct") ? 11205 : 11200));
        }
    }

    private Duration remaining() {
        return overrides.total().minus(Duration.between(begun, turns.now()));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static String kind(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException ? "ct" : "rt";
    }
}
