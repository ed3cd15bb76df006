package io.callyard.fake.twilio;

import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code Gather}: waits for keys while it speaks, and a while after. The first key makes it silent. */
final class GatherStep extends Step {
    private static final Set<String> PROMPTS = Set.of("Say", "Play", "Pause");

    private final Sounds prompt;
    private final Duration patience;
    private final int wanted;
    private final String finish;
    private final boolean keys;
    private final StringBuilder digits = new StringBuilder();
    private Scheduler.@Nullable Timer timer;

    GatherStep(Script script, Element verb) {
        super(script, verb);
        this.prompt = new Sounds(script, this, verb.children(), this::listen);
        this.patience = Duration.ofSeconds(Math.max(1, verb.number("timeout", 5)));
        this.wanted = verb.number("numDigits", Integer.MAX_VALUE);
        this.finish = verb.attribute("finishOnKey").orElse("#");
        this.keys = verb.attribute("input").orElse("dtmf").contains("dtmf");
    }

    @Override
    void begin() {
        if (!verb.children().stream().allMatch(child -> PROMPTS.contains(child.name()))) {
            script.fail(12200, script.resolved(""));
            return;
        }
        prompt.begin();
    }

    @Override
    void key(char digit) {
        if (!keys) {
            return;
        }
        prompt.stop();
        if (finish.indexOf(digit) >= 0) {
            finish();
            return;
        }
        digits.append(digit);
        if (digits.length() >= wanted) {
            finish();
        } else {
            listen();
        }
    }

    private void listen() {
        if (timer != null) {
            timer.cancel();
        }
        timer = script.after(patience, this, this::finish);
    }

    private void finish() {
        if (timer != null) {
            timer.cancel();
        }
        if (digits.isEmpty() && !verb.flag("actionOnEmptyResult")) {
            script.next();
            return;
        }
        Params result = Params.NONE.with("Digits", digits.toString()).with("msg", "Gather End");
        script.fetch(verb.attribute("action").orElse(""), verb.method("method"), result);
    }
}
