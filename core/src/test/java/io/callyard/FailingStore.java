package io.callyard;

import io.callyard.spi.store.Store;
import java.util.function.Supplier;

/** A store of which one call of one method fails, before or after it took effect. */
final class FailingStore {
    private final Store store;
    private final String method;
    private final boolean afterEffect;
    private final Supplier<Throwable> failure;
    private int callsUntilFailure;
    private boolean failed;

    /**
     * Plans a failure.
     *
     * @param number which call of the method fails, from 1
     */
    FailingStore(Store store, String method, int number, boolean afterEffect, Supplier<Throwable> failure) {
        this.store = store;
        this.method = method;
        this.afterEffect = afterEffect;
        this.failure = failure;
        callsUntilFailure = number;
    }

    Store asStore() {
        return Interposed.of(store, this::answer);
    }

    /** Returns whether the method was called so often that it failed. */
    boolean hasFailed() {
        return failed;
    }

    private Object answer(String called, Interposed.Step step) throws Throwable {
        boolean fails = called.equals(method) && --callsUntilFailure == 0;
        failed |= fails;
        if (fails && !afterEffect) {
            throw failure.get();
        }
        Object result = step.take();
        if (fails) {
            throw failure.get();
        }
        return result;
    }
}
