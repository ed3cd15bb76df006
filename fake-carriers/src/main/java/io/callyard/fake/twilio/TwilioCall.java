package io.callyard.fake.twilio;

import io.callyard.fake.twilio.CallLog.Notice;
import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A call and where it stands. Changed only in turns. */
final class TwilioCall {
    final String sid;
    final String to;
    final String from;
    final String direction;
    final @Nullable String parent;
    final Instant createdAt;
    final CallLog log = new CallLog();
    final List<Heard> heard = new ArrayList<>();

    CallStatus status = CallStatus.QUEUED;

    @Nullable
    Reporting reporting;

    @Nullable
    Instructions instructions;

    @Nullable
    Detection detection;

    @Nullable
    String phoneNumberSid;
    /** How long it rings at most. */
    Duration ringing = Duration.ofSeconds(60);

    Duration timeLimit = Duration.ofHours(4);
    /** An estimate of how long it waits for its turn. */
    Duration queueTime = Duration.ZERO;

    int dials;
    int reported;
    int sipCode = 200;

    @Nullable
    Instant startedAt;

    @Nullable
    Instant answeredAt;

    @Nullable
    Instant endedAt;

    @Nullable
    String answeredBy;

    @Nullable
    Activity activity;

    LegOwner owner = LegOwner.NOBODY;
    /** Whom it is joined with. */
    @Nullable
    TwilioCall other;

    private final Turns turns;
    private final String accountSid;
    private final Set<Scheduler.Timer> timers = new LinkedHashSet<>();
    /** What it has become so far, and when. */
    private final TreeMap<Instant, CallStatus> history = new TreeMap<>();

    TwilioCall(
            Turns turns,
            String accountSid,
            String sid,
            String to,
            String from,
            String direction,
            @Nullable String parent) {
        this.turns = turns;
        this.accountSid = accountSid;
        this.sid = sid;
        this.to = to;
        this.from = from;
        this.direction = direction;
        this.parent = parent;
        this.createdAt = turns.now();
        become(CallStatus.QUEUED);
    }

    boolean isInbound() {
        return direction.equals("inbound");
    }

    boolean isOver() {
        return status.isOver();
    }

    void become(CallStatus next) {
        status = next;
        history.put(turns.now(), next);
    }

    /** Returns what it was at some time, or at first. */
    CallStatus statusAt(Instant time) {
        Map.Entry<Instant, CallStatus> entry = history.floorEntry(time);
        return entry == null ? CallStatus.QUEUED : entry.getValue();
    }

    /** Returns since when it is what it is. */
    Instant updatedAt() {
        return history.lastKey();
    }

    /** Takes a turn later, if the call is not over by then. */
    Scheduler.Timer after(Duration delay, Runnable task) {
        Scheduler.Timer[] self = new Scheduler.Timer[1];
        Scheduler.Timer timer = turns.after(delay, () -> {
            timers.remove(self[0]);
            if (!isOver()) {
                task.run();
            }
        });
        self[0] = timer;
        timers.add(timer);
        return () -> {
            timers.remove(timer);
            timer.cancel();
        };
    }

    void cancelTimers() {
        timers.forEach(Scheduler.Timer::cancel);
        timers.clear();
    }

    void hear(String what) {
        heard.add(new Heard(turns.now(), what));
    }

    void note(Notice notice) {
        log.add(notice);
    }

    /** Returns for how long it has been, or was, on the line. */
    Duration talked() {
        if (answeredAt == null) {
            return Duration.ZERO;
        }
        return Duration.between(answeredAt, endedAt == null ? turns.now() : endedAt);
    }

    CallSnapshot snapshot() {
        return new CallSnapshot(sid, to, from, status.word(), direction, parent, createdAt, dials);
    }

    /** Returns the parameters that every webhook about it has. */
    Params params() {
        return params(status.word());
    }

    /** As {@link #params()}, with another word for the status: a callback has one more than the API. */
    Params params(String statusWord) {
        Params params = Params.NONE
                .with("AccountSid", accountSid)
                .with("ApiVersion", "2010-04-01")
                .with("CallSid", sid)
                .with("CallStatus", statusWord)
                .with("Called", to)
                .with("Caller", from)
                .with("Direction", direction)
                .with("From", from)
                .with("To", to);
        return parent == null ? params : params.with("ParentCallSid", parent);
    }
}
