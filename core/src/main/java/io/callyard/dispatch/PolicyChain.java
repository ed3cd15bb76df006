package io.callyard.dispatch;

import io.callyard.model.PolicyVerdict;
import io.callyard.model.Verdict;
import io.callyard.spi.policy.DialPolicy;
import io.callyard.spi.policy.DialQuestion;
import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the application's policies one after the other until one does not allow. Fails closed: a policy
 * that throws, answers null or does not answer in time holds the call back.
 *
 * <p><b>Threads.</b> Safe for many threads. A policy runs on a worker, so one that hangs delays nobody
 * but its own call.
 */
public final class PolicyChain {
    private static final Logger log = LoggerFactory.getLogger(PolicyChain.class);

    private final List<DialPolicy> policies;
    private final Scheduler scheduler;
    private final Duration timeout;
    private final Duration retry;

    /**
     * Makes a chain.
     *
     * @param timeout how long each policy may take
     * @param retry how long a call is held back when a policy fails
     */
    public PolicyChain(List<DialPolicy> policies, Scheduler scheduler, Duration timeout, Duration retry) {
        this.policies = List.copyOf(policies);
        this.scheduler = scheduler;
        this.timeout = timeout;
        this.retry = retry;
    }

    /**
     * What the chain says.
     *
     * @param verdict the first that does not allow, else to allow
     * @param all what was said, in order
     */
    record Judgement(Verdict verdict, List<PolicyVerdict> all) {
        static final Judgement FREE = new Judgement(Verdict.ALLOW, List.of());
    }

    boolean isEmpty() {
        return policies.isEmpty();
    }

    /** The longest that {@link #ask} can take. */
    Duration longest() {
        return timeout.multipliedBy(policies.size()).plusSeconds(1);
    }

    /** Asks. The stage never fails. */
    CompletionStage<Judgement> ask(DialQuestion question) {
        return policies.isEmpty()
                ? CompletableFuture.completedStage(Judgement.FREE)
                : askFrom(0, question, new ArrayList<>());
    }

    private CompletionStage<Judgement> askFrom(int index, DialQuestion question, List<PolicyVerdict> said) {
        if (index == policies.size()) {
            return CompletableFuture.completedStage(new Judgement(Verdict.ALLOW, List.copyOf(said)));
        }
        DialPolicy policy = policies.get(index);
        String name = nameOf(policy);
        return askOne(policy, name, question).thenCompose(verdict -> {
            said.add(new PolicyVerdict(name, verdict, question.now()));
            return verdict instanceof Verdict.Allow
                    ? askFrom(index + 1, question, said)
                    : CompletableFuture.completedStage(new Judgement(verdict, List.copyOf(said)));
        });
    }

    private CompletionStage<Verdict> askOne(DialPolicy policy, String name, DialQuestion question) {
        CompletableFuture<Verdict> answer = new CompletableFuture<>();
        Instant heldUntil = question.now().plus(retry);
        Scheduler.Timer timer = scheduler.schedule(timeout, () -> {
            if (answer.complete(new Verdict.Hold(heldUntil, "policy " + name + " did not answer in time"))) {
                log.atWarn().addKeyValue("policy", name).log("policy did not answer in time; the call waits");
            }
        });
        scheduler.execute(() -> {
            answer.complete(checked(policy, name, question, heldUntil));
            timer.cancel();
        });
        return answer;
    }

    @SuppressWarnings("ConstantValue") // an application's policy may well break its contract
    private static Verdict checked(DialPolicy policy, String name, DialQuestion question, Instant heldUntil) {
        try {
            Verdict verdict = policy.check(question);
            if (verdict != null) {
                return verdict;
            }
            log.atWarn().addKeyValue("policy", name).log("policy answered null; the call waits");
        } catch (RuntimeException | Error e) {
            log.atWarn().setCause(e).addKeyValue("policy", name).log("policy failed; the call waits");
        }
        return new Verdict.Hold(heldUntil, "policy " + name + " failed");
    }

    private static String nameOf(DialPolicy policy) {
        try {
            return policy.name();
        } catch (RuntimeException e) {
            return policy.getClass().getName();
        }
    }
}
