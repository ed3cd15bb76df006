package io.callyard.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.CallyardBuilder;
import io.callyard.memory.InMemoryStore;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerState;
import io.callyard.spi.store.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A floor whose every step fails is left alone for a while, and taken up again when it works. */
class BrokenFloorTest {
    private boolean broken;
    private int tried;

    private Object call(Store store, Method method, Object[] args) throws Throwable {
        if (broken && method.getName().equals("onFloor")) {
            tried++;
            throw new IllegalStateException("this floor cannot be read");
        }
        try {
            return method.invoke(store, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private CallyardBuilder onBrokenFloor(CallyardBuilder builder, InMemoryStore store) {
        return builder.store((Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(),
                new Class<?>[] {Store.class},
                (proxy, method, args) -> call(store, method, args)));
    }

    @Test
    @Tag("R4.12")
    void isNotTriedAThousandTimesASecond() {
        Hall hall = Hall.on(this::onBrokenFloor);
        CallerId caller = hall.arrives();
        broken = true;

        hall.scheduler.advance(Duration.ofMinutes(1));
        assertThat(tried).isBetween(1, 80);
        broken = false;
        hall.scheduler.advance(Duration.ofMinutes(20));

        assertThat(hall.stateOf(caller)).as("taken up again").isEqualTo(CallerState.WAITING);
        assertThat(hall.find(caller).callback()).isNotNull();
    }
}
