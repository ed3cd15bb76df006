package io.callyard.testkit;

import io.callyard.model.Verdict;
import io.callyard.spi.policy.DialPolicy;
import io.callyard.spi.policy.DialQuestion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;

/**
 * A policy that records what it is asked and says what it was told to; untold, it allows.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public final class ScriptedPolicy implements DialPolicy {
    private final String name;
    private final List<DialQuestion> questions = new ArrayList<>();
    private final Queue<Verdict> nextVerdicts = new ArrayDeque<>();
    private Function<DialQuestion, Verdict> verdicts = question -> Verdict.allow();

    /** Makes a policy with a name. */
    public ScriptedPolicy(String name) {
        this.name = name;
    }

    /** Answers the next questions with {@code next}, one each, before all else. */
    public synchronized ScriptedPolicy answerNext(Verdict... next) {
        nextVerdicts.addAll(List.of(next));
        return this;
    }

    /** Answers by {@code function}, which may throw, from now on. */
    public synchronized ScriptedPolicy answerBy(Function<DialQuestion, Verdict> function) {
        verdicts = function;
        return this;
    }

    @Override
    public Verdict check(DialQuestion question) {
        Function<DialQuestion, Verdict> answer;
        synchronized (this) {
            questions.add(question);
            Verdict next = nextVerdicts.poll();
            answer = next == null ? verdicts : any -> next;
        }
        return answer.apply(question);
    }

    @Override
    public String name() {
        return name;
    }

    /** Returns what was asked, oldest first. */
    public synchronized List<DialQuestion> questions() {
        return List.copyOf(questions);
    }
}
