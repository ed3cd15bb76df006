package io.callyard;

import io.callyard.spi.store.Store;
import io.callyard.spi.store.StoreUnavailableException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Predicate;

/** Stands between an engine and its store. */
@FunctionalInterface
public interface Interposed {
    /** The step of the store itself. */
    @FunctionalInterface
    interface Step {
        Object take() throws Throwable;
    }

    /** Answers a step, by taking it or not. */
    Object answer(String method, Step step) throws Throwable;

    /** Returns a store of which each step passes through {@code between}. */
    static Store of(Store store, Interposed between) {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(),
                new Class<?>[] {Store.class},
                (proxy, method, arguments) -> between.answer(method.getName(), () -> {
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    /** Returns a store that cannot be reached for the methods that {@code down} names. */
    static Store unreachable(Store store, Predicate<String> down) {
        return of(store, (method, step) -> {
            if (down.test(method)) {
                throw new StoreUnavailableException("down");
            }
            return step.take();
        });
    }
}
