package io.callyard.fake.telnyx;

import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the keys that a person presses, after a prompt if there is one. */
final class Gather {
    private final Exchange exchange;
    private final Leg leg;
    private final Rules rules;
    private final StringBuilder digits = new StringBuilder();
    private @Nullable AudioItem prompt;
    private Scheduler.@Nullable Timer total;
    private Scheduler.@Nullable Timer pause;
    private boolean invalid;
    private boolean over;
    private int tries;

    /**
     * What is collected.
     *
     * @param initial how long the first key may take; null: as long as all
     * @param pause how long each further key may take
     * @param prompt null: none
     * @param again what is played after a try that failed; null: the prompt
     */
    record Rules(
            int min,
            int max,
            String valid,
            String terminating,
            Duration total,
            @Nullable Duration initial,
            Duration pause,
            int tries,
            @Nullable AudioItem prompt,
            @Nullable AudioItem again) {}

    Gather(Exchange exchange, Leg leg, Rules rules) {
        this.exchange = exchange;
        this.leg = leg;
        this.rules = rules;
    }

    void start() {
        attempt(rules.prompt());
    }

    void digit(char digit) {
        if (over) {
            return;
        }
        AudioItem playing = prompt;
        if (playing != null) {
            leg.audio.stop(playing);
        }
        if (rules.terminating().indexOf(digit) >= 0) {
            complete();
            return;
        }
        invalid |= rules.valid().indexOf(digit) < 0;
        digits.append(digit);
        if (digits.length() >= rules.max()) {
            complete();
        } else {
            cancel(pause);
            pause = leg.after(rules.pause(), this::complete);
        }
    }

    /** Ends it, and says how. */
    void end(String status) {
        if (over) {
            return;
        }
        over = true;
        leg.gather = null;
        cancel(total);
        cancel(pause);
        AudioItem playing = prompt;
        prompt = null;
        if (playing != null) {
            leg.audio.stop(playing);
        }
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("digits", digits.toString());
        details.put("status", status);
        exchange.webhooks.emit(leg, "call.gather.ended", details);
    }

    private void attempt(@Nullable AudioItem item) {
        tries++;
        digits.setLength(0);
        invalid = false;
        if (item == null) {
            listen();
        } else {
            AudioItem heard = item.then(status -> {
                prompt = null;
                if (!over) {
                    listen();
                }
            });
            prompt = heard;
            leg.audio.add(heard);
        }
    }

    private void listen() {
        total = leg.after(rules.total(), () -> again("timeout"));
        if (rules.initial() != null) {
            pause = leg.after(rules.initial(), () -> again("timeout"));
        }
    }

    private void complete() {
        if (digits.length() >= rules.min() && !invalid) {
            end("valid");
        } else {
            again("invalid");
        }
    }

    private void again(String status) {
        if (over) {
            return;
        }
        cancel(total);
        cancel(pause);
        if (tries >= rules.tries()) {
            end(status);
        } else {
            attempt(rules.again() == null ? rules.prompt() : rules.again());
        }
    }

    private static void cancel(Scheduler.@Nullable Timer timer) {
        if (timer != null) {
            timer.cancel();
        }
    }
}
