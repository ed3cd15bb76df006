package io.callyard.fake.twilio;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code Enqueue}: waits in a queue until somebody joins, or until there is no more waiting. */
final class EnqueueStep extends Step {
    private static final int MAX_NAME = 64;

    private @Nullable TwilioQueue queue;
    private @Nullable WaitLoop wait;
    private @Nullable QueueJoin join;
    private Instant since = Instant.EPOCH;
    private Duration waited = Duration.ZERO;

    EnqueueStep(Script script, Element verb) {
        super(script, verb);
    }

    @Override
    void begin() {
        String name = verb.text();
        if (name.isEmpty() || name.length() > MAX_NAME) {
            int code = name.isEmpty() ? 14212 : 14213;
            script.account.error(script.call, code, Errors.text(code), "");
            done("error");
            return;
        }
        TwilioQueue into = script.account.queues.namedOrNew(name);
        if (into.members.size() >= Math.min(into.maxSize, verb.number("maxQueueSize", Integer.MAX_VALUE))) {
            done("queue-full");
            return;
        }
        queue = into;
        since = script.account.turns.now();
        into.members.add(new TwilioQueue.Member(script.call, this, since));
        WaitLoop loop = new WaitLoop(script, this, verb, into);
        wait = loop;
        loop.begin();
        script.account.queues.match(into);
    }

    @Override
    void key(char digit) {
        if (wait != null) {
            wait.key(digit);
        }
    }

    @Override
    void stop() {
        stopWaiting();
    }

    @Override
    Farewell cut(Cut why) {
        QueueJoin joining = join;
        stopWaiting();
        String result = result(why, joining);
        if (joining != null) {
            join = null;
            joining.callerGone();
        }
        Params params = script.params(params(result));
        return () -> action().ifPresent(url -> script.ask(url, verb.method("method"), params));
    }

    /** Waiting has come to an end from within: by {@code leave} or {@code error}. */
    void given(String result) {
        stopWaiting();
        done(result);
    }

    /** Somebody is going to be joined. */
    void taken(QueueJoin by) {
        stopWaiting();
        join = by;
    }

    /** Whoever was, or was about to be, on the other side has gone. */
    void otherGone(boolean joined) {
        join = null;
        done(joined ? "bridged" : "bridging-in-process");
    }

    private static String result(Cut why, @Nullable QueueJoin joining) {
        if (joining == null) {
            return why == Cut.OVER ? "hangup" : "redirected";
        }
        if (!joining.isJoined()) {
            return "bridging-in-process";
        }
        return why == Cut.OVER ? "bridged" : "redirected-from-bridged";
    }

    private void stopWaiting() {
        if (wait != null) {
            wait.stop();
            wait = null;
            waited = Duration.between(since, script.account.turns.now());
        }
        if (queue != null) {
            queue.remove(script.call.sid);
        }
    }

    private void done(String result) {
        Optional<String> action = action();
        if (action.isPresent()) {
            script.fetch(action.get(), verb.method("method"), params(result));
        } else {
            script.next();
        }
    }

    private Optional<String> action() {
        return verb.attribute("action").filter(url -> !url.isEmpty());
    }

    private Params params(String result) {
        Params params = Params.NONE.with("QueueResult", result);
        if (queue == null) {
            return params;
        }
        return params.with("QueueSid", queue.sid).with("QueueTime", Long.toString(waited.toSeconds()));
    }
}
