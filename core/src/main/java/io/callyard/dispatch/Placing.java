package io.callyard.dispatch;

import io.callyard.machine.CallChange;
import io.callyard.machine.CallMachine;
import io.callyard.machine.CarrierReports;
import io.callyard.model.Attempt;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallState;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCause;
import io.callyard.model.NodeId;
import io.callyard.model.Outcome;
import io.callyard.model.RetryPolicy;
import io.callyard.model.Verdict;
import io.callyard.model.inbound.CallbackKey;
import io.callyard.outbound.EngineSettings;
import io.callyard.spi.carrier.Carrier;
import io.callyard.spi.carrier.CarrierException;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.spi.policy.DialQuestion;
import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a call whose slot is reserved to the carrier: policies, the carrier's answer, and what the
 * answer means.
 *
 * <p>At most once: the reservation was committed before this begins, and the carrier is asked only
 * while the lease, counted from before the claim, still runs. Whatever answer comes, whenever, is a
 * fact about this attempt and is kept; no answer in time is doubt, and the reconciler's business.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public final class Placing {
    private static final Logger log = LoggerFactory.getLogger(Placing.class);
    private static final Duration LEAST_PAUSE = Duration.ofSeconds(1);

    /** As good as for ever, and still an instant that every clock and store can hold. */
    private static final Duration LONGEST_PAUSE = Duration.ofDays(3_650);

    private final EngineSettings settings;
    private final NodeId node;
    private final Scheduler scheduler;
    private final Accounts accounts;
    private final PolicyChain policies;
    private final CallChanges changes;
    private final HangUps hangUps;
    private final Retries retries;
    private final CallMachine machine;
    private final CarrierReports reports;
    private final Map<AttemptKey, CompletableFuture<Void>> open = new ConcurrentHashMap<>();

    /** Places calls by the given means. */
    public Placing(
            EngineSettings settings,
            NodeId node,
            Scheduler scheduler,
            Accounts accounts,
            PolicyChain policies,
            CallChanges changes,
            HangUps hangUps,
            Retries retries) {
        this.settings = settings;
        this.node = node;
        this.scheduler = scheduler;
        this.accounts = accounts;
        this.policies = policies;
        this.changes = changes;
        this.hangUps = hangUps;
        this.retries = retries;
        machine = new CallMachine(settings.timeouts());
        reports = new CarrierReports(settings.timeouts());
    }

    /** One attempt at one call. */
    private record AttemptKey(CallId call, int attempt) {
        static AttemptKey of(Call call) {
            return new AttemptKey(call.id(), call.attempts());
        }
    }

    /** How many placings wait for an answer. */
    public int openCount() {
        return open.size();
    }

    /** Done when every placing that is open now has an answer. */
    public CompletableFuture<Void> allAnswered() {
        return CompletableFuture.allOf(open.values().toArray(new CompletableFuture<?>[0]));
    }

    /**
     * Done when the carrier has answered about the newest attempt of {@code call}; at once if this node
     * is not asking.
     *
     * @param reread reads the call once more
     */
    CompletionStage<Void> answered(Call call, Supplier<Optional<Call>> reread) {
        Attempt attempt = call.attempt();
        if (call.state() != CallState.RESERVED
                || attempt == null
                || !attempt.node().equals(node)) {
            return CompletableFuture.completedStage(null);
        }
        // Another thread may have claimed the call a moment ago and not have come to expect it yet.
        AttemptKey key = AttemptKey.of(call);
        CompletableFuture<Void> waiting = open.computeIfAbsent(key, any -> new CompletableFuture<>());
        boolean still = reread.get()
                .filter(now -> now.state() == CallState.RESERVED && now.attempts() == call.attempts())
                .isPresent();
        if (!still) {
            settle(key); // the answer came in between; nobody else will say so
        }
        return waiting;
    }

    private void settle(AttemptKey key) {
        CompletableFuture<Void> waiting = open.remove(key);
        if (waiting != null) {
            waiting.complete(null);
        }
    }

    /** Notes that a call is about to be placed, so that {@link #answered} waits for it. */
    void expect(Call call) {
        open.computeIfAbsent(AttemptKey.of(call), any -> new CompletableFuture<>());
        accounts.starting(accountOf(call));
    }

    /**
     * Places a call that was {@link #expect expected}.
     *
     * @param deadline the carrier must not be asked later than this, by the scheduler's uptime
     */
    void place(Call call, Duration deadline) {
        Instant now = scheduler.instant();
        DialQuestion question =
                new DialQuestion(call.tenant(), call.subject(), call.data(), DialQuestion.Stage.DISPATCH, now);
        policies.ask(question)
                .thenAccept(judgement -> {
                    Verdict verdict = judgement.verdict();
                    CallChange noted = CallMachine.note(judgement.all());
                    if (verdict instanceof Verdict.Hold hold) {
                        Duration wait = pause(Duration.between(scheduler.instant(), hold.until()));
                        giveBack(call, CallMachine.both(noted, machine.giveBack(call.attempts(), hold.reason(), wait)));
                    } else if (verdict instanceof Verdict.Refuse refuse) {
                        CarrierCause cause = new CarrierCause(refuse.reason(), refuse.rule());
                        giveBack(call, CallMachine.both(noted, suppress(call, cause)));
                    } else {
                        ask(call, deadline);
                    }
                })
                .exceptionally(error -> {
                    log.error("placing failed; the reconciler will look after the call", error);
                    return null;
                });
    }

    private CallChange suppress(Call call, CarrierCause cause) {
        return machine.refuse(call.attempts(), Outcome.SUPPRESSED, cause, RetryPolicy.NONE);
    }

    private void giveBack(Call call, CallChange change) {
        accounts.undecided(accountOf(call));
        finish(call, () -> change);
    }

    private void ask(Call call, Duration deadline) {
        Optional<Carrier> carrier = accounts.carrier(accountOf(call));
        if (carrier.isEmpty()) {
            String reason = "no carrier is registered for account " + accountOf(call) + " on this node";
            giveBack(call, machine.giveBack(call.attempts(), reason, settings.policyRetry()));
            return;
        }
        if (scheduler.uptime().compareTo(deadline) >= 0) {
            // This node was frozen or starved. Not a byte was sent, so giving back is safe.
            giveBack(
                    call, machine.giveBack(call.attempts(), "the node was too slow to ask the carrier", Duration.ZERO));
            return;
        }
        PlaceOrder order = new PlaceOrder(
                call.tenant(),
                call.subject(),
                call.data(),
                call.attempts(),
                settings.timeouts().ringing(),
                settings.timeouts().longestCall(),
                CallbackKey.parse(call.key()).isPresent());
        Scheduler.Timer timer = scheduler.schedule(
                settings.carrierTimeout(),
                () -> keep(call, new PlaceAnswer.NoClearAnswer(CarrierCause.of("the carrier did not answer in time"))));
        asked(carrier.get(), order).whenComplete((answer, error) -> {
            timer.cancel();
            keep(call, error == null ? answer : judge(call, error));
        });
    }

    private static CompletionStage<PlaceAnswer> asked(Carrier carrier, PlaceOrder order) {
        try {
            CompletionStage<PlaceAnswer> stage = carrier.place(order);
            return stage == null ? failed("the carrier answered null") : stage;
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private static CompletionStage<PlaceAnswer> failed(String message) {
        return CompletableFuture.failedStage(new IllegalStateException(message));
    }

    private static PlaceAnswer judge(Call call, Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        log.atWarn().setCause(cause).addKeyValue("call", call.id()).log("the carrier failed to answer");
        CarrierCause text = CarrierCause.of(String.valueOf(cause.getMessage()));
        return cause instanceof CarrierException carrier && carrier.outcomeKnown()
                ? new PlaceAnswer.NotNow(text, Duration.ZERO, true)
                : new PlaceAnswer.NoClearAnswer(text);
    }

    private void keep(Call call, @Nullable PlaceAnswer answer) {
        CarrierAccountId account = accountOf(call);
        int attempt = call.attempts();
        if (answer instanceof PlaceAnswer.Placed placed) {
            accounts.succeeded(account);
            finish(call, () -> reports.started(attempt, placed.carrierCallId()));
        } else if (answer instanceof PlaceAnswer.Refused refused) {
            accounts.succeeded(account);
            finish(call, () -> machine.refuse(attempt, Outcome.FAILED, refused.cause(), retries.of(call)));
        } else if (answer instanceof PlaceAnswer.NotNow notNow) {
            if (notNow.accountFault()) {
                accounts.failed(account);
            } else {
                accounts.undecided(account);
            }
            accounts.rest(account, pause(notNow.retryAfter()));
            finish(call, () -> machine.giveBack(attempt, notNow.cause().toString(), Duration.ZERO));
        } else {
            accounts.failed(account);
            String reason = answer instanceof PlaceAnswer.NoClearAnswer unclear
                    ? unclear.cause().toString()
                    : "the carrier's answer cannot be read";
            finish(call, () -> machine.inDoubt(attempt, reason));
        }
    }

    /** Never so short that the same question is asked again and again. */
    private static Duration pause(Duration wish) {
        if (wish.compareTo(LEAST_PAUSE) < 0) {
            return LEAST_PAUSE;
        }
        return wish.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wish;
    }

    private void finish(Call call, Supplier<CallChange> change) {
        changes.applyInTheEnd(call, change, changed -> {
            changed.ifPresent(hangUps::afterChange);
            settle(AttemptKey.of(call));
        });
    }

    private static CarrierAccountId accountOf(Call call) {
        Attempt attempt = call.attempt();
        if (attempt == null) {
            throw new IllegalStateException("call " + call.id() + " was claimed without an attempt");
        }
        return attempt.account();
    }
}
