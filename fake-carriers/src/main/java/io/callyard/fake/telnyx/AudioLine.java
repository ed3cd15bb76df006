package io.callyard.fake.telnyx;

import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is played on one leg: one after the other, and at most one sound over it. */
final class AudioLine {
    private final Exchange exchange;
    private final Leg leg;
    private final Deque<AudioItem> waiting = new ArrayDeque<>();
    private @Nullable Playing current;
    private @Nullable Playing overlay;

    /** What is being played, and the timer of its end. */
    private static final class Playing {
        final AudioItem item;
        Scheduler.@Nullable Timer end;

        Playing(AudioItem item) {
            this.item = item;
        }
    }

    AudioLine(Exchange exchange, Leg leg) {
        this.exchange = exchange;
        this.leg = leg;
    }

    boolean isPlaying() {
        return current != null;
    }

    /** Puts something at the end of the line. */
    void add(AudioItem item) {
        waiting.add(item);
        playNext();
    }

    /** Plays a sound over what is being played, in place of the last one. */
    void addOverlay(AudioItem item) {
        stopOverlay("cancelled");
        Playing playing = new Playing(item);
        overlay = playing;
        begin(playing, true);
    }

    /** Stops what is being played; the next in line begins. */
    void stopCurrent() {
        finish(current, "cancelled");
        playNext();
    }

    /** Stops what is being played, and empties the line. */
    void stopAll() {
        abort("cancelled");
    }

    void stopOverlay(String status) {
        finish(overlay, status);
    }

    /** Stops everything, and says why. */
    void abort(String status) {
        waiting.clear();
        stopOverlay(status);
        finish(current, status);
    }

    /** Takes one item out of the line, whether it is being played or not. No two with something to do then are equal. */
    void stop(AudioItem item) {
        waiting.remove(item);
        if (current != null && current.item.equals(item)) {
            stopCurrent();
        }
    }

    private void playNext() {
        if (current == null && !waiting.isEmpty()) {
            Playing playing = new Playing(waiting.remove());
            current = playing;
            begin(playing, false);
        }
    }

    private void begin(Playing playing, boolean over) {
        AudioItem item = playing.item;
        leg.hears(item.kind(), item.what());
        exchange.webhooks.emitWithoutNumbers(leg, item.event("started"), item.details(over));
        boolean missing = !item.isSpeech() && exchange.settings.missingAudio().test(item.what());
        if (missing || item.rounds() != AudioItem.ENDLESS) {
            Duration length = missing ? Duration.ZERO : item.roundLength().multipliedBy(item.rounds());
            playing.end = leg.after(length, () -> {
                finish(playing, missing ? "file_not_found" : "completed");
                playNext();
            });
        }
    }

    private void finish(@Nullable Playing playing, String status) {
        if (playing == null || (playing != current && playing != overlay)) {
            return;
        }
        boolean over = playing == overlay;
        if (over) {
            overlay = null;
        } else {
            current = null;
        }
        if (playing.end != null) {
            playing.end.cancel();
        }
        AudioItem item = playing.item;
        Map<String, @Nullable Object> details = item.details(over);
        // There is no word for a speech that was stopped: the carrier calls it completed.
        details.put("status", item.isSpeech() && status.equals("cancelled") ? "completed" : status);
        exchange.webhooks.emitWithoutNumbers(leg, item.event("ended"), details);
        if (item.whenOver() != null) {
            item.whenOver().over(status);
        }
    }
}
