package io.callyard.telephony.simulated;

import io.callyard.spi.carrier.InboundReporter;
import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings what happens on lines to whoever takes it. What is about one line comes in order, one after the other: an
 * arrival that is brought again after its end would be a caller who never leaves. A report that is not taken is brought
 * again after 1, 2, 4, 8 and 16 s, then given up.
 *
 * <p><b>Threads.</b> Safe for many threads. Reports are brought on threads of the scheduler's, with no lock held.
 */
final class LineCourier {
    private static final int TRIES = 6;

    private final Scheduler scheduler;
    private final Map<Object, Deque<Letter>> waiting = new LinkedHashMap<>();
    private @Nullable InboundReporter reports;
    private boolean out;
    private long givenUp;

    private record Letter(Consumer<InboundReporter> what, Runnable ifGivenUp) {}

    LineCourier(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    synchronized void start(InboundReporter value) {
        if (reports != null) {
            throw new IllegalStateException("the carrier's lines work already");
        }
        reports = value;
    }

    synchronized void requireStarted() {
        if (reports == null) {
            throw new IllegalStateException("the carrier's lines do not work yet: startInbound comes first");
        }
    }

    synchronized boolean isOut() {
        return out;
    }

    synchronized long givenUp() {
        return givenUp;
    }

    synchronized void outage(boolean begins) {
        boolean ends = out && !begins;
        out = begins;
        if (ends) {
            List<Object> keys = new ArrayList<>(waiting.keySet());
            keys.forEach(key -> scheduler.execute(() -> bring(key, 1)));
        }
    }

    /** Sends a report about {@code key}: a line, or an offer. */
    synchronized void send(Object key, Consumer<InboundReporter> what, Runnable ifGivenUp) {
        requireStarted();
        Deque<Letter> queue = waiting.get(key);
        if (queue == null) {
            queue = new ArrayDeque<>();
            waiting.put(key, queue);
            if (!out) {
                scheduler.execute(() -> bring(key, 1));
            }
        }
        queue.add(new Letter(what, ifGivenUp));
    }

    private void bring(Object key, int attempt) {
        Letter letter;
        InboundReporter to;
        synchronized (this) {
            Deque<Letter> queue = waiting.get(key);
            to = reports;
            letter = queue == null ? null : queue.peek();
            if (out || letter == null || to == null) {
                return;
            }
        }
        try {
            letter.what().accept(to);
        } catch (RuntimeException e) {
            if (attempt < TRIES) {
                scheduler.schedule(Duration.ofSeconds(1L << (attempt - 1)), () -> bring(key, attempt + 1));
                return;
            }
            synchronized (this) {
                givenUp++;
            }
            letter.ifGivenUp().run();
        }
        next(key);
    }

    private synchronized void next(Object key) {
        Deque<Letter> queue = waiting.get(key);
        if (queue != null) {
            queue.poll();
            if (queue.isEmpty()) {
                waiting.remove(key);
            } else {
                scheduler.execute(() -> bring(key, 1));
            }
        }
    }
}
