package io.callyard.store.jdbc.ledger;

import io.callyard.store.jdbc.sql.Session;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * A step and what came of it.
 *
 * <p><b>Threads.</b> One at a time; whoever hands it over makes it visible.
 *
 * @param <T> the answer
 */
public final class Request<T> {
    private final TenantStep<T> step;
    private @Nullable T answer;
    private @Nullable RuntimeException failure;

    /** Asks for a step. */
    public Request(TenantStep<T> step) {
        this.step = step;
    }

    TenantStep<T> step() {
        return step;
    }

    /** Whether the step ran, or failed for good. */
    boolean isDone() {
        return answer != null || failure != null;
    }

    /** Forgets what a transaction made of it that did not come to its end. */
    void reset() {
        answer = null;
        failure = null;
    }

    /** Runs the step. What it throws is its own failure and nobody else's. */
    void run(@Nullable TenantBook book, Session session) {
        try {
            answer = book == null ? step.absent() : step.run(book, session);
        } catch (JdbiException e) {
            throw e;
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /** Notes that the transaction failed. */
    void failed(RuntimeException cause) {
        answer = null;
        failure = cause;
    }

    /** Returns the answer, or throws what the step threw. */
    public T answer() {
        if (failure != null) {
            throw failure;
        }
        if (answer == null) {
            throw new IllegalStateException("the step has not run");
        }
        return answer;
    }
}
