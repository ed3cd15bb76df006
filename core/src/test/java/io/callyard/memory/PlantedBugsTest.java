package io.callyard.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;

import io.callyard.spi.store.Store;
import io.callyard.testkit.OutboundStoreContract;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The contract is worth something: each of these wrong stores fails in the test that names its mistake. */
class PlantedBugsTest {
    /** The contract, on the store of the test that runs it. */
    static final class OnAnyStore extends OutboundStoreContract {
        private static final ThreadLocal<Function<InstantSource, Store>> OPENER = new ThreadLocal<>();

        @Override
        protected Store openStore(InstantSource clock) {
            return OPENER.get().apply(clock);
        }
    }

    private static Events run(PlantedBug bug, Function<InstantSource, Store> store) {
        OnAnyStore.OPENER.set(store);
        try {
            return EngineTestKit.engine("junit-jupiter")
                    .selectors(selectNestedMethod(
                            List.of(OnAnyStore.class.getName()),
                            OutboundStoreContract.class.getName() + "$" + bug.theme,
                            bug.test))
                    .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                    .execute()
                    .testEvents();
        } finally {
            OnAnyStore.OPENER.remove();
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

    @ParameterizedTest
    @EnumSource
    void failInTheTestThatNamesThem(PlantedBug bug) {
        Throwable failure = failureIn(run(bug, bug::open));

        assertThat(failure).isInstanceOf(AssertionError.class);
        assertThat(Arrays.stream(failure.getStackTrace()).map(StackTraceElement::getMethodName))
                .as("it is the test itself that failed, not the audit after it: %s", failure)
                .anyMatch(method -> method.contains(bug.test));
    }

    @ParameterizedTest
    @EnumSource
    void areNotSeenInTheRightStore(PlantedBug bug) {
        run(bug, InMemoryStore::new).assertStatistics(stats -> stats.started(1).succeeded(1));
    }
}
