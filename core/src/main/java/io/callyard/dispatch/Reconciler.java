package io.callyard.dispatch;

import io.callyard.machine.CallChange;
import io.callyard.machine.CallMachine;
import io.callyard.model.Attempt;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.CarrierCallId;
import io.callyard.outbound.EngineSettings;
import io.callyard.spi.carrier.Carrier;
import io.callyard.spi.carrier.CarrierReport.Fact;
import io.callyard.spi.carrier.LookUp;
import io.callyard.spi.carrier.LookUpAnswer;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after live calls that have been silent for too long: asks the carrier before anything is
 * concluded, and never dials again on a guess.
 *
 * <p><b>Threads.</b> Safe for many threads; of several nodes, one looks after a call at a time.
 */
public final class Reconciler {
    private static final Logger log = LoggerFactory.getLogger(Reconciler.class);
    private static final int BATCH = 64;

    /** Time to keep what an answer says. If it is too short, the carrier is asked once more, and that is all. */
    private static final Duration TO_KEEP = Duration.ofSeconds(1);

    private final EngineSettings settings;
    private final Store store;
    private final Scheduler scheduler;
    private final Accounts accounts;
    private final CallChanges changes;
    private final ReportDesk reports;
    private final HangUps hangUps;
    private final CallMachine machine;
    private final Patience patience;

    /** Looks after the calls in {@code store}. */
    public Reconciler(
            EngineSettings settings,
            Store store,
            Scheduler scheduler,
            Accounts accounts,
            CallChanges changes,
            ReportDesk reports,
            HangUps hangUps) {
        this.settings = settings;
        this.store = store;
        this.scheduler = scheduler;
        this.accounts = accounts;
        this.changes = changes;
        this.reports = reports;
        this.hangUps = hangUps;
        machine = new CallMachine(settings.timeouts());
        patience = new Patience(settings.timeouts(), settings.settling());
    }

    /** Looks after the calls that are due, and returns how many there were. */
    int lookAfterDue() {
        // Long enough for one question; if this node dies meanwhile, another asks after that. Not longer: a slot may
        // be kept for as long.
        List<Call> due = store.overdue(BATCH, settings.carrierTimeout().plus(TO_KEEP));
        for (Call call : due) {
            lookAfter(call);
        }
        return due.size();
    }

    private void lookAfter(Call call) {
        if (call.state() == CallState.RESERVED) {
            apply(call, machine.inDoubt(call.attempts(), "the node that reserved the slot was not heard of again"));
            return;
        }
        Attempt attempt = call.attempt();
        Carrier carrier =
                attempt == null ? null : accounts.carrier(attempt.account()).orElse(null);
        if (attempt == null || carrier == null) {
            conclude(call, new LookUpAnswer.Unavailable("no carrier is registered for the account on this node"));
            return;
        }
        LookUp question = new LookUp(call.subject(), attempt.number(), attempt.carrierCallId(), attempt.reservedAt());
        AtomicBoolean concluded = new AtomicBoolean();
        Scheduler.Timer timer = scheduler.schedule(settings.carrierTimeout(), () -> {
            if (concluded.compareAndSet(false, true)) {
                conclude(call, new LookUpAnswer.Unavailable("the carrier did not answer in time"));
            }
        });
        asked(carrier, question).whenComplete((answer, error) -> {
            timer.cancel();
            if (concluded.compareAndSet(false, true)) {
                conclude(call, answer == null ? new LookUpAnswer.Unavailable("the look-up failed: " + error) : answer);
            }
        });
    }

    private static CompletionStage<LookUpAnswer> asked(Carrier carrier, LookUp question) {
        try {
            CompletionStage<LookUpAnswer> stage = carrier.lookUp(question);
            return stage == null
                    ? CompletableFuture.failedStage(new IllegalStateException("the carrier answered null"))
                    : stage;
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private void conclude(Call call, LookUpAnswer answer) {
        try {
            if (answer instanceof LookUpAnswer.Found found) {
                found(call, found);
            } else if (answer instanceof LookUpAnswer.Absent absent) {
                apply(call, patience.absent(call.attempts(), absent.proof() == LookUpAnswer.Proof.STRONG));
            } else if (answer instanceof LookUpAnswer.Unavailable unavailable) {
                apply(call, patience.nothingLearnt(call.attempts(), unavailable.reason()));
            }
        } catch (RuntimeException e) {
            // The call's attention is due again soon; nothing is concluded from a failure of ours.
            log.atWarn().setCause(e).addKeyValue("call", call.id()).log("looking after a call failed");
        }
    }

    private void found(Call call, LookUpAnswer.Found found) {
        int attempt = call.attempts();
        reports.keep(call, attempt, found.carrierCallId(), found.fact(), null);
        if (found.fact() instanceof Fact.Ended) {
            return;
        }
        boolean tooLong = call.state() == CallState.IN_PROGRESS && found.fact() instanceof Fact.Answered;
        boolean unwanted = call.attempt() != null && call.attempt().hangUpRequested();
        if (tooLong || unwanted) {
            endAtCarrier(call, found.carrierCallId());
        }
        apply(call, CallMachine.lookAgainIn(attempt, Duration.ofMinutes(1)));
    }

    private void endAtCarrier(Call call, CarrierCallId id) {
        if (call.attempt() != null) {
            hangUps.hangUp(call.attempt().account(), id);
        }
    }

    private void apply(Call call, CallChange change) {
        changes.apply(call.tenant(), call.id(), null, change).ifPresent(hangUps::afterChange);
    }
}
