package io.callyard.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;

import io.callyard.spi.store.Store;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/**
 * One test of a contract, on any store.
 *
 * @param onAnyStore extends the contract, and opens what {@link #open} says
 * @param contract the contract
 * @param theme the nested class of the test
 * @param test the test
 */
record PlantedRun(Class<?> onAnyStore, Class<?> contract, String theme, String test) {
    private static final ThreadLocal<Function<InstantSource, Store>> OPENER = new ThreadLocal<>();

    /** Opens the store of the test that runs on this thread. */
    static Store open(InstantSource clock) {
        return OPENER.get().apply(clock);
    }

    void assertFailsOn(Function<InstantSource, Store> wrong) {
        Throwable failure = failureIn(on(wrong));

        assertThat(failure).isInstanceOf(AssertionError.class);
        assertThat(Arrays.stream(failure.getStackTrace()).map(StackTraceElement::getMethodName))
                .as("it is the test itself that failed, not the audit after it: %s", failure)
                .anyMatch(method -> method.contains(test));
    }

    void assertSucceedsOn(Function<InstantSource, Store> right) {
        on(right).assertStatistics(stats -> stats.started(1).succeeded(1));
    }

    private Events on(Function<InstantSource, Store> store) {
        OPENER.set(store);
        try {
            return EngineTestKit.engine("junit-jupiter")
                    .selectors(
                            selectNestedMethod(List.of(onAnyStore.getName()), contract.getName() + "$" + theme, test))
                    .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                    .execute()
                    .testEvents();
        } finally {
            OPENER.remove();
        }
    }

    private static Throwable failureIn(Events events) {
        return events.failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow())
                .findFirst()
                .orElseThrow(() -> new AssertionError("the wrong store passed"));
    }
}
