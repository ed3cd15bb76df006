package io.callyard.fake.twilio;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code <Dial><Queue>}: waits for the front of a queue. */
final class DialQueue implements DialTarget {
    private final DialStep step;
    private final Script script;
    private final Element noun;
    private @Nullable TwilioQueue queue;
    private @Nullable QueueJoin join;
    private String caller = "";
    private Instant joinedAt = Instant.EPOCH;

    DialQueue(DialStep step, Script script, Element noun) {
        this.step = step;
        this.script = script;
        this.noun = noun;
    }

    @Override
    public void begin() {
        Optional<TwilioQueue> named = script.account.queues.named(noun.text());
        if (named.isEmpty()) {
            step.finish(DialResult.nobody("failed"));
            return;
        }
        TwilioQueue wanted = named.get();
        queue = wanted;
        wanted.dials.add(this);
        script.after(step.timeout(), step, this::giveUp);
        script.account.queues.match(wanted);
    }

    @Override
    public void cut() {
        if (queue != null) {
            queue.dials.remove(this);
        }
        if (join != null) {
            step.note(result("completed", join.isJoined()));
            join.dialGone();
        }
    }

    TwilioCall call() {
        return script.call;
    }

    String whisperUrl() {
        String url = noun.attribute("url").orElse("");
        String absolute = url.isEmpty() ? null : script.resolved(url);
        return absolute == null ? url : absolute;
    }

    String whisperMethod() {
        return noun.method("method");
    }

    /** Somebody is going to be joined. */
    void taken(QueueJoin by, TwilioCall with) {
        join = by;
        caller = with.sid;
        step.note(result("completed", false));
    }

    void joined() {
        joinedAt = script.account.turns.now();
        step.note(result("completed", true));
        script.after(step.timeLimit(), step, () -> {
            cut();
            step.finish(result("completed", true));
        });
    }

    /** The caller is over or elsewhere. */
    void callerGone(boolean joined) {
        join = null;
        step.finish(result(joined ? "completed" : "no-answer", joined));
    }

    private void giveUp() {
        if (join == null) {
            cut();
            step.finish(DialResult.nobody("no-answer"));
        }
    }

    private DialResult result(String status, boolean joined) {
        Duration talked = joined ? Duration.between(joinedAt, script.account.turns.now()) : Duration.ZERO;
        return new DialResult(status, caller, joined, talked);
    }
}
