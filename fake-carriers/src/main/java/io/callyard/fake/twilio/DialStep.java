package io.callyard.fake.twilio;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code Dial}: calls others, or takes whoever is first in a queue, and is joined with one of them. */
final class DialStep extends Step {
    private @Nullable DialTarget target;
    private boolean over;
    private DialResult soFar = DialResult.nobody("canceled");

    DialStep(Script script, Element verb) {
        super(script, verb);
    }

    @Override
    void begin() {
        Optional<Element> queue = verb.children().stream()
                .filter(noun -> noun.name().equals("Queue"))
                .findFirst();
        DialTarget chosen =
                queue.isPresent() ? new DialQueue(this, script, queue.get()) : new DialLegs(this, script, verb);
        target = chosen;
        chosen.begin();
    }

    @Override
    void key(char digit) {
        if (digit == '*' && verb.flag("hangupOnStar") && soFar.joined()) {
            cutTarget();
            finish(soFar);
        }
    }

    @Override
    void stop() {
        over = true;
        cutTarget();
    }

    @Override
    Farewell cut(Cut why) {
        stop();
        // A redirect is told as a call that was completed, whatever has become of it.
        DialResult result =
                why == Cut.ELSEWHERE ? new DialResult("completed", soFar.sid(), soFar.joined(), soFar.talked()) : soFar;
        Params params = script.params(result.params());
        return () -> action().ifPresent(url -> script.ask(url, verb.method("method"), params));
    }

    Duration timeout() {
        return Duration.ofSeconds(verb.number("timeout", 30));
    }

    Duration timeLimit() {
        return Duration.ofSeconds(verb.number("timeLimit", 14_400));
    }

    /** Notes what is to be said if the dialling call goes now. */
    void note(DialResult result) {
        soFar = result;
    }

    /** There is nobody on the other side any more. */
    void finish(DialResult result) {
        if (over) {
            return;
        }
        over = true;
        Optional<String> action = action();
        if (action.isPresent()) {
            script.fetch(action.get(), verb.method("method"), result.params());
        } else {
            script.next();
        }
    }

    private void cutTarget() {
        if (target != null) {
            target.cut();
        }
    }

    private Optional<String> action() {
        return verb.attribute("action").filter(url -> !url.isEmpty());
    }
}
