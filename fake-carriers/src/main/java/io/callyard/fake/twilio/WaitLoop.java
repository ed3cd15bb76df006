package io.callyard.fake.twilio;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What somebody hears who waits in a queue: a document, asked for again whenever it has ended. */
final class WaitLoop implements ScriptOwner {
    /** What is heard if nothing was said about it. */
    static final String HOLD_MUSIC = "hold-music";

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Script outer;
    private final EnqueueStep step;
    private final Element verb;
    private final TwilioQueue queue;
    private final Instant since;
    private final String url;
    private Instant asked = Instant.EPOCH;
    private @Nullable Script script;
    private boolean stopped;

    WaitLoop(Script outer, EnqueueStep step, Element verb, TwilioQueue queue) {
        this.outer = outer;
        this.step = step;
        this.verb = verb;
        this.queue = queue;
        this.since = outer.account.turns.now();
        String relative = verb.attribute("waitUrl").orElse("");
        String absolute = outer.resolved(relative);
        this.url = relative.isEmpty() || absolute == null ? relative : absolute;
    }

    void begin() {
        if (verb.attribute("waitUrl").isEmpty()) {
            outer.call.hear(HOLD_MUSIC);
        } else if (!url.isEmpty()) {
            ask();
        }
    }

    void key(char digit) {
        if (script != null) {
            script.key(digit);
        }
    }

    void stop() {
        stopped = true;
        if (script != null) {
            script.stop();
        }
    }

    @Override
    public void ended() {
        // A document that takes no time is not asked for without end at one moment.
        Duration took = Duration.between(asked, outer.account.turns.now());
        Duration rest = SHORTEST.minus(took);
        outer.call.after(rest.isNegative() ? Duration.ZERO : rest, this::ask);
    }

    @Override
    public void failed(int code, @Nullable String failing) {
        step.given("error");
    }

    @Override
    public void audio(String audio) {
        outer.call.hear(audio);
        outer.call.after(Sounds.lengthOf(audio), this::ask);
    }

    @Override
    public void leave() {
        step.given("leave");
    }

    @Override
    public Params params() {
        Instant now = outer.account.turns.now();
        return Params.NONE
                .with("QueueSid", queue.sid)
                .with("QueuePosition", Integer.toString(queue.position(outer.call.sid)))
                .with("QueueTime", Long.toString(Duration.between(since, now).toSeconds()))
                .with("AvgQueueTime", Long.toString(queue.averageWait(now)))
                .with("CurrentQueueSize", Integer.toString(queue.members.size()))
                .with("MaxQueueSize", Integer.toString(queue.maxSize));
    }

    private void ask() {
        if (stopped) {
            return;
        }
        asked = outer.account.turns.now();
        Script next = new Script(outer.account, outer.call, Mode.WAIT, this);
        script = next;
        next.fetch(url, verb.method("waitUrlMethod"), Params.NONE);
    }
}
