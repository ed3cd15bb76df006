package io.callyard.telephony.trials;

import io.callyard.spi.store.Store;
import io.callyard.spi.store.StoreUnavailableException;
import io.callyard.testkit.VirtualNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * A node's connection to the store: at any step the node may die or the connection break, just before the step takes
 * effect or just after. The dead change nothing.
 */
final class DayStore {
    private final Store store;
    private final VirtualNode process;
    private final RandomGenerator random;
    private final BooleanSupplier healed;
    private final double dies;
    private final double breaks;

    DayStore(
            Store store,
            VirtualNode process,
            RandomGenerator random,
            BooleanSupplier healed,
            double dies,
            double breaks) {
        this.store = store;
        this.process = process;
        this.random = random;
        this.healed = healed;
        this.dies = dies;
        this.breaks = breaks;
    }

    Store connection() {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(),
                new Class<?>[] {Store.class},
                (proxy, method, args) -> call(method, args));
    }

    private Object call(Method method, Object[] args) throws Throwable {
        if (process.isCrashed()) {
            throw process.crashHere();
        }
        boolean mayFail = !healed.getAsBoolean() && !method.getName().equals("onSignal");
        if (mayFail) {
            fail("before " + method.getName());
        }
        Object result;
        try {
            result = method.invoke(store, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        if (mayFail) {
            fail("after " + method.getName());
        }
        return result;
    }

    private void fail(String when) {
        if (random.nextDouble() < dies) {
            throw process.crashHere();
        }
        if (random.nextDouble() < breaks) {
            throw new StoreUnavailableException("connection lost " + when);
        }
    }
}
