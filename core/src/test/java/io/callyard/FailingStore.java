package io.callyard;

import io.callyard.spi.store.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
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
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(),
                new Class<?>[] {Store.class},
                (proxy, called, arguments) -> call(called, arguments));
    }

    /** Returns whether the method was called so often that it failed. */
    boolean hasFailed() {
        return failed;
    }

    private Object call(Method called, Object[] arguments) throws Throwable {
        boolean fails = called.getName().equals(method) && --callsUntilFailure == 0;
        if (fails) {
            failed = true;
        }
        if (fails && !afterEffect) {
            throw failure.get();
        }
        Object answer;
        try {
            answer = called.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        if (fails) {
            throw failure.get();
        }
        return answer;
    }
}
