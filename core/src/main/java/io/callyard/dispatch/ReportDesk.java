package io.callyard.dispatch;

import io.callyard.machine.CallChange;
import io.callyard.machine.CarrierReports;
import io.callyard.model.Call;
import io.callyard.model.CarrierCallId;
import io.callyard.outbound.EngineSettings;
import io.callyard.spi.carrier.CarrierReport;
import io.callyard.spi.carrier.CarrierReport.Fact;
import io.callyard.spi.carrier.CarrierReporter;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.store.Store;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes carriers' reports, finds the call each speaks of, and keeps what it says.
 *
 * <p>A report that only carries the carrier's id may come before the answer that tells the engine that
 * id. It is put aside and looked at again for about a minute.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public final class ReportDesk implements CarrierReporter {
    private static final Logger log = LoggerFactory.getLogger(ReportDesk.class);
    private static final int MOST_ASIDE = 10_000;
    private static final int MOST_LOOKS = 6;

    private final Store store;
    private final Scheduler scheduler;
    private final CallChanges changes;
    private final HangUps hangUps;
    private final Retries retries;
    private final CarrierReports machine;
    private final AtomicInteger aside = new AtomicInteger();

    /** Keeps reports by the given means. */
    public ReportDesk(
            EngineSettings settings,
            Store store,
            Scheduler scheduler,
            CallChanges changes,
            HangUps hangUps,
            Retries retries) {
        this.store = store;
        this.scheduler = scheduler;
        this.changes = changes;
        this.hangUps = hangUps;
        this.retries = retries;
        machine = new CarrierReports(settings.timeouts());
    }

    @Override
    public void report(CarrierReport report) {
        if (!keep(report)) {
            putAside(report, 0);
        }
    }

    /** Keeps what a carrier says about a call that was found; no later than this returns. */
    void keep(Call call, int attempt, @Nullable CarrierCallId id, Fact fact, @Nullable String onceKey) {
        CallChange change = changeOf(call, attempt, id, fact);
        changes.apply(call.tenant(), call.id(), fact instanceof Fact.Turn ? onceKey : null, change)
                .ifPresent(hangUps::afterChange);
    }

    private boolean keep(CarrierReport report) {
        Optional<Call> call = find(report);
        call.ifPresent(found -> keep(
                found,
                report.call() == null ? found.attempts() : report.attempt(),
                report.carrierCallId(),
                report.fact(),
                report.deduplicationKey()));
        return call.isPresent();
    }

    private Optional<Call> find(CarrierReport report) {
        if (report.call() != null) {
            return store.findAnywhere(report.call());
        }
        CarrierCallId id = report.carrierCallId();
        return id == null ? Optional.empty() : store.findAtCarrier(report.account(), id);
    }

    private CallChange changeOf(Call call, int attempt, @Nullable CarrierCallId id, Fact fact) {
        if (fact instanceof Fact.Started) {
            return machine.started(attempt, id);
        } else if (fact instanceof Fact.Ringing) {
            return machine.ringing(attempt, id);
        } else if (fact instanceof Fact.Answered) {
            return machine.answered(attempt, id);
        } else if (fact instanceof Fact.Turn turn) {
            return machine.turn(attempt, id, turn.turn());
        } else if (fact instanceof Fact.Ended ended) {
            return machine.ended(attempt, id, ended.outcome(), ended.cause(), retries.of(call));
        }
        throw new IllegalArgumentException("not a fact: " + fact);
    }

    private void putAside(CarrierReport report, int looks) {
        if (report.call() != null || looks == MOST_LOOKS || aside.get() >= MOST_ASIDE) {
            log.atWarn()
                    .addKeyValue("account", report.account())
                    .addKeyValue("call", report.call())
                    .addKeyValue("carrierCall", report.carrierCallId())
                    .log("a report about an unknown call is dropped: {}", report.fact());
            return;
        }
        aside.incrementAndGet();
        scheduler.schedule(Duration.ofSeconds(1L << looks), () -> {
            aside.decrementAndGet();
            boolean kept;
            try {
                kept = keep(report);
            } catch (RuntimeException e) {
                log.debug("A report that was put aside could not be kept; trying again", e);
                kept = false;
            }
            if (!kept) {
                putAside(report, looks + 1);
            }
        });
    }
}
