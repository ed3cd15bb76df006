package io.callyard.simulation;

import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.store.Store;
import io.callyard.spi.store.StoreUnavailableException;
import io.callyard.testkit.VirtualNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * One node's connection to the store. At any step the node may be killed or the connection cut, just
 * before the step takes effect or just after; and a node that has claimed calls may freeze for longer
 * than its lease lasts.
 */
final class FlakyStore {
    private final Store store;
    private final VirtualNode node;
    private final Scheduler world;
    private final RandomGenerator random;
    private double crashRate;
    private double cutRate;

    private FlakyStore(
            Store store, VirtualNode node, Scheduler world, RandomGenerator random, double crashRate, double cutRate) {
        this.store = store;
        this.node = node;
        this.world = world;
        this.random = random;
        this.crashRate = crashRate;
        this.cutRate = cutRate;
    }

    static FlakyStore on(
            Store store, VirtualNode node, Scheduler world, RandomGenerator random, double crashRate, double cutRate) {
        return new FlakyStore(store, node, world, random, crashRate, cutRate);
    }

    /** From now on nothing fails. */
    void heal() {
        crashRate = 0;
        cutRate = 0;
    }

    Store asStore() {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(),
                new Class<?>[] {Store.class},
                (proxy, method, args) -> call(method, args));
    }

    private Object call(Method method, Object[] args) throws Throwable {
        if (method.getName().equals("onSignal")) {
            return invoke(method, args);
        }
        if (node.isCrashed()) {
            throw node.crashHere(); // whatever caught the first one: the dead change nothing
        }
        maybeFail("before " + method.getName());
        Object result = invoke(method, args);
        if (method.getName().equals("claim") && random.nextDouble() < 5 * crashRate) {
            node.freeze();
            world.schedule(Duration.ofSeconds(random.nextInt(25, 300)), node::thaw);
        }
        maybeFail("after " + method.getName());
        return result;
    }

    private void maybeFail(String when) {
        if (random.nextDouble() < crashRate) {
            throw node.crashHere();
        }
        if (random.nextDouble() < cutRate) {
            throw new StoreUnavailableException("connection lost " + when);
        }
    }

    private Object invoke(Method method, Object[] args) throws Throwable {
        try {
            return method.invoke(store, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
