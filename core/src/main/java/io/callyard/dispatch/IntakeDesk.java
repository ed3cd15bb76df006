package io.callyard.dispatch;

import io.callyard.machine.CallMachine;
import io.callyard.model.CallId;
import io.callyard.model.CallRequest;
import io.callyard.model.CallTimeouts;
import io.callyard.model.NewCall;
import io.callyard.model.PolicyVerdict;
import io.callyard.model.Verdict;
import io.callyard.outbound.EngineSettings;
import io.callyard.spi.policy.DialQuestion;
import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * Gives a request its id and asks the policies about it, before anything is kept.
 *
 * <p><b>Threads.</b> Safe for many threads; the caller waits for the policies.
 */
public final class IntakeDesk {
    private final Scheduler scheduler;
    private final PolicyChain policies;
    private final CallTimeouts timeouts;
    private final CallMachine machine;
    private final Duration retry;

    /** Asks {@code policies}. */
    public IntakeDesk(EngineSettings settings, Scheduler scheduler, PolicyChain policies) {
        this.scheduler = scheduler;
        this.policies = policies;
        timeouts = settings.timeouts();
        machine = new CallMachine(timeouts);
        retry = settings.policyRetry();
    }

    /** What became of a request. */
    sealed interface Judged {
        /** It is let in. */
        record Admitted(NewCall newCall) implements Judged {}

        /** It is forbidden. */
        record Forbidden(Verdict.Refuse verdict) implements Judged {}
    }

    CallMachine machine() {
        return machine;
    }

    CallTimeouts timeouts() {
        return timeouts;
    }

    Judged judge(CallRequest request) {
        Instant now = scheduler.instant();
        if (request.expiresAt() != null && !request.expiresAt().isAfter(now)) {
            throw new IllegalArgumentException("expiresAt " + request.expiresAt() + " has passed");
        }
        CallId id = CallId.next(now, scheduler.random());
        if (policies.isEmpty()) {
            return new Judged.Admitted(NewCall.of(id, request));
        }
        PolicyChain.Judgement judgement = ask(request, id, now);
        if (judgement.verdict() instanceof Verdict.Refuse refuse) {
            return new Judged.Forbidden(refuse);
        }
        return new Judged.Admitted(new NewCall(id, request, judgement.all()));
    }

    private PolicyChain.Judgement ask(CallRequest request, CallId id, Instant now) {
        DialQuestion question =
                new DialQuestion(request.tenant(), request.subject(id), request.data(), DialQuestion.Stage.INTAKE, now);
        try {
            return scheduler.await(policies.ask(question), policies.longest());
        } catch (TimeoutException e) {
            // Only a scheduler with no free worker comes here. Closed, not open: the call waits.
            Verdict hold = new Verdict.Hold(now.plus(retry), "the policies did not answer in time");
            return new PolicyChain.Judgement(hold, List.of(new PolicyVerdict("all policies", hold, now)));
        }
    }
}
