package io.callyard.wire;

import io.callyard.broadcast.Delivery;
import io.callyard.event.LoggedEvent;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What those who watch are sent: {@code {"seq":17,"prev":16,"type":"call_started","tenant":"acme",
 * "at":"…","data":{…}}}.
 *
 * <p>An event is encoded once, however many are sent it: the newest few hundred are kept as
 * they look, with and without hidden numbers. Only {@code prev} differs from one watcher to the next.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public final class EventFrames {
    /** How many events are kept at most, each masked or not. */
    static final int KEPT = 512;

    private final AtomicReferenceArray<@Nullable Encoded> kept = new AtomicReferenceArray<>(2 * KEPT);

    /** Frames of which none is encoded yet. */
    public EventFrames() {}

    /**
     * Returns an event as it is sent, on one line.
     *
     * @param masked whether the middle of phone numbers is hidden
     */
    // The same event, not one like it: all who follow a tenant are handed the same.
    @SuppressWarnings("ReferenceEquality")
    public String frame(Delivery delivery, boolean masked) {
        LoggedEvent event = delivery.event();
        int place = Math.floorMod(31 * event.tenant().hashCode() + Long.hashCode(event.seq()), KEPT);
        int slot = 2 * place + (masked ? 1 : 0);
        Encoded known = kept.get(slot);
        while (known == null || known.event != event) {
            Encoded made = new Encoded(event, masked);
            known = kept.compareAndExchange(slot, known, made) == known ? made : kept.get(slot);
        }
        return known.frame(delivery.previous());
    }

    /**
     * Returns what a socket is sent first.
     *
     * @param seq events after this number will follow
     */
    public static String resumed(long seq) {
        return JsonWriter.text(json -> json.field("type", "resumed").field("seq", seq));
    }

    /**
     * Returns what is sent where the log no longer reaches back.
     *
     * @param seq events after this number will follow
     */
    public static String resyncRequired(long seq) {
        return JsonWriter.text(json -> json.field("type", "resync_required").field("seq", seq));
    }

    /** An event, encoded by whoever needs it first. */
    private static final class Encoded {
        private final LoggedEvent event;
        private final boolean masked;
        private @Nullable String members;
        private @Nullable String next;

        Encoded(LoggedEvent event, boolean masked) {
            this.event = event;
            this.masked = masked;
        }

        synchronized String frame(long previous) {
            String written = members;
            if (written == null) {
                written = EventJson.text(event, masked).substring(1);
                members = written;
            }
            if (previous != event.seq() - 1) {
                return numbered(previous, written);
            }
            // Whoever sees all of a tenant's gets the very same text.
            String whole = next;
            if (whole == null) {
                whole = numbered(previous, written);
                next = whole;
            }
            return whole;
        }

        private String numbered(long previous, String written) {
            return "{\"seq\":" + event.seq() + ",\"prev\":" + previous + "," + written;
        }
    }
}
