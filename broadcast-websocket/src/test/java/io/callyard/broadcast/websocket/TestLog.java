package io.callyard.broadcast.websocket;

import io.callyard.broadcast.LogBroadcaster;
import io.callyard.event.CallEvent.TurnHeard;
import io.callyard.event.Event;
import io.callyard.event.LimitsChanged;
import io.callyard.event.LoggedEvent;
import io.callyard.model.CallId;
import io.callyard.model.CallSubject;
import io.callyard.model.CallType;
import io.callyard.model.ConversationTurn;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.model.UserId;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.store.EventLog;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A log that holds what the test says. Safe for many threads. */
final class TestLog implements EventLog {
    static final Instant NOW = Instant.parse("2026-11-20T10:15:30Z");
    private static final CallId CALL = CallId.parse("018f0000-0000-7000-8000-000000000001");

    final LogBroadcaster broadcaster;
    final AtomicLong reads = new AtomicLong();
    private final Map<TenantId, List<LoggedEvent>> logs = new ConcurrentHashMap<>();
    private volatile long forgotten;

    TestLog(Scheduler scheduler) {
        broadcaster = new LogBroadcaster(this, scheduler);
    }

    /** Appends something that concerns the whole tenant. */
    void append(TenantId tenant) {
        append(tenant, new LimitsChanged(TenantLimits.DEFAULT));
    }

    /** Appends a turn of a call that a user asked for. */
    void append(TenantId tenant, UserId user, String said) {
        CallSubject subject =
                new CallSubject(CALL, CallType.DIRECT, null, user, null, null, null, PhoneNumber.parse("+12025550100"));
        append(tenant, new TurnHeard(subject, 1, new ConversationTurn(ConversationTurn.Speaker.AGENT, said, NOW)));
    }

    void append(TenantId tenant, Event event) {
        List<LoggedEvent> log = logs.computeIfAbsent(tenant, any -> new CopyOnWriteArrayList<>());
        synchronized (log) {
            log.add(new LoggedEvent(tenant, log.size() + 1L, NOW, event));
        }
        broadcaster.appended(tenant);
    }

    /** Appends many at once, each with a text so long. */
    void appendMany(TenantId tenant, UserId user, int count, int length) {
        List<LoggedEvent> log = logs.computeIfAbsent(tenant, any -> new CopyOnWriteArrayList<>());
        String text = "x".repeat(length);
        CallSubject subject =
                new CallSubject(CALL, CallType.DIRECT, null, user, null, null, null, PhoneNumber.parse("+12025550100"));
        TurnHeard turn = new TurnHeard(subject, 1, new ConversationTurn(ConversationTurn.Speaker.AGENT, text, NOW));
        synchronized (log) {
            List<LoggedEvent> added = new java.util.ArrayList<>();
            for (int i = 1; i <= count; i++) {
                added.add(new LoggedEvent(tenant, log.size() + (long) i, NOW, turn));
            }
            log.addAll(added);
        }
        broadcaster.appended(tenant);
    }

    /** Forgets all up to a number. */
    void forget(long seq) {
        forgotten = seq;
    }

    @Override
    public List<LoggedEvent> read(TenantId tenant, long after, int max) {
        reads.incrementAndGet();
        List<LoggedEvent> log = logs.getOrDefault(tenant, List.of());
        int size = log.size();
        int from = (int) Math.min(size, Math.max(after, forgotten));
        return List.copyOf(log.subList(from, (int) Math.min(size, from + (long) max)));
    }

    @Override
    public long lastSeq(TenantId tenant) {
        return logs.getOrDefault(tenant, List.of()).size();
    }
}
