package io.callyard.dispatch;

import io.callyard.event.CallEvent;
import io.callyard.event.Event;
import io.callyard.event.LoggedEvent;
import io.callyard.machine.CallChange;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.TenantId;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.store.Changed;
import io.callyard.spi.store.Claimed;
import io.callyard.spi.store.Store;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The one way in which the engine changes calls: each reservation, placing and release of a slot
 * becomes one line in the application's log, and the figures learn from it.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public final class CallChanges {
    private static final Logger log = LoggerFactory.getLogger("io.callyard.slots");
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final int MOST_RETRIES = 9;

    private final Store store;
    private final Scheduler scheduler;
    private final Figures figures;

    private volatile Consumer<Call> listener = call -> {};

    /** Changes calls in {@code store}. */
    public CallChanges(Store store, Scheduler scheduler, Figures figures) {
        this.store = store;
        this.scheduler = scheduler;
        this.figures = figures;
    }

    /** Lets somebody hear of every call that this engine has changed. One at a time; it must not block or throw. */
    public void onChange(Consumer<Call> heard) {
        listener = heard;
    }

    /** Applies a change now. */
    Optional<Changed> apply(TenantId tenant, CallId call, @Nullable String onceKey, CallChange change) {
        Optional<Changed> changed = store.update(tenant, call, onceKey, change);
        changed.ifPresent(this::tell);
        return changed;
    }

    /**
     * Applies a change, and tries again for some minutes while the store does not answer. If it never
     * does, the call's lease or time limit brings it to the reconciler.
     *
     * @param change makes the change; may read the store
     * @param then told of the result, once; it is empty if there is no such call or the store never
     *     answered
     */
    void applyInTheEnd(Call call, Supplier<CallChange> change, Consumer<Optional<Changed>> then) {
        attempt(call, change, then, 0);
    }

    /** Tells of a claim, which the store has made itself. */
    void claimed(Claimed one) {
        figures.claimed(one);
        Call call = one.call();
        line(call.tenant(), "slot reserved", call)
                .addKeyValue("attempt", call.attempts())
                .log();
    }

    /** Tells of changes that the store has made itself. */
    void tell(Changed changed) {
        figures.changed(changed);
        for (LoggedEvent logged : changed.events()) {
            logLine(changed.after(), logged.event());
        }
        if (changed.isEffective()) {
            listener.accept(changed.after());
        }
    }

    private void attempt(Call call, Supplier<CallChange> change, Consumer<Optional<Changed>> then, int failures) {
        Optional<Changed> changed;
        try {
            changed = apply(call.tenant(), call.id(), null, change.get());
        } catch (RuntimeException e) {
            // Not only where the store is away: an answer of the carrier's is worth a few more tries.
            if (failures == MOST_RETRIES) {
                log.atError()
                        .setCause(e)
                        .addKeyValue("tenant", call.tenant())
                        .addKeyValue("call", call.id())
                        .log("change given up: the store did not answer; the reconciler will look after the call");
                then.accept(Optional.empty());
            } else {
                scheduler.schedule(
                        FIRST_RETRY.multipliedBy(1L << failures), () -> attempt(call, change, then, failures + 1));
            }
            return;
        }
        then.accept(changed);
    }

    private static void logLine(Call call, Event event) {
        if (event instanceof CallEvent.CallStarted started) {
            line(call.tenant(), "call placed", call)
                    .addKeyValue("attempt", started.attempt())
                    .addKeyValue("carrierCall", started.carrierCallId())
                    .log();
        } else if (event instanceof CallEvent.CallReturned returned) {
            line(call.tenant(), "slot released", call)
                    .addKeyValue("attempt", returned.attempt())
                    .addKeyValue("reason", returned.reason())
                    .log();
        } else if (event instanceof CallEvent.CallScheduled scheduled && scheduled.attempt() > 0) {
            line(call.tenant(), "slot released", call)
                    .addKeyValue("attempt", scheduled.attempt())
                    .addKeyValue("outcome", scheduled.lastOutcome())
                    .addKeyValue("nextAttemptAt", scheduled.notBefore())
                    .log();
        } else if (event instanceof CallEvent.CallEnded ended && ended.attempt() > 0) {
            line(call.tenant(), "slot released", call)
                    .addKeyValue("attempt", ended.attempt())
                    .addKeyValue("outcome", ended.outcome())
                    .log();
        } else if (event instanceof CallEvent.CallInDoubt doubt) {
            line(call.tenant(), "slot held in doubt", call)
                    .addKeyValue("attempt", doubt.attempt())
                    .addKeyValue("reason", doubt.reason())
                    .log();
        }
    }

    private static LoggingEventBuilder line(TenantId tenant, String message, Call call) {
        return log.atInfo()
                .setMessage(message)
                .addKeyValue("tenant", tenant)
                .addKeyValue("campaign", call.subject().campaign())
                .addKeyValue("call", call.id())
                .addKeyValue("phone", call.subject().phoneNumber().masked());
    }
}
