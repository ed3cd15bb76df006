package io.callyard.fake.twilio;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The joining of somebody in a queue with a leg that has asked for him, and what comes of it. */
final class QueueJoin implements ScriptOwner {
    private final Account account;
    private final TwilioQueue queue;
    private final TwilioQueue.Member member;
    private final DialQueue dial;
    private final Duration waited;
    private @Nullable Script whisper;
    private boolean joined;

    QueueJoin(Account account, TwilioQueue queue, TwilioQueue.Member member, DialQueue dial) {
        this.account = account;
        this.queue = queue;
        this.member = member;
        this.dial = dial;
        this.waited = member.waited(account.turns.now());
    }

    /** Lets the caller hear what he is to hear first, if there is something. */
    void begin() {
        member.step().taken(this);
        dial.taken(this, member.call());
        String url = dial.whisperUrl();
        if (url.isEmpty()) {
            ended();
            return;
        }
        Script script = new Script(account, member.call(), Mode.JOIN, this);
        whisper = script;
        script.fetch(url, dial.whisperMethod(), Params.NONE);
    }

    boolean isJoined() {
        return joined;
    }

    @Override
    public void ended() {
        joined = true;
        account.legs.join(member.call(), dial.call());
        dial.joined();
    }

    @Override
    public void failed(int code, @Nullable String url) {
        account.error(member.call(), 14211, Errors.text(14211), url == null ? "" : url);
        ended();
    }

    @Override
    public Params params() {
        return Params.NONE
                .with("QueueSid", queue.sid)
                .with("QueueTime", Long.toString(waited.toSeconds()))
                .with("DequeingCallSid", dial.call().sid);
    }

    /** The caller is over or elsewhere. */
    void callerGone() {
        part();
        dial.callerGone(joined);
    }

    /** The other side is over or elsewhere. */
    void dialGone() {
        part();
        member.step().otherGone(joined);
    }

    private void part() {
        if (whisper != null) {
            whisper.stop();
        }
        account.legs.part(member.call());
    }
}
