package io.callyard.outbound;

import static io.callyard.Yard.ACME;
import static io.callyard.Yard.GLOBEX;
import static io.callyard.Yard.SPRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.Interposed;
import io.callyard.Yard;
import io.callyard.Yards;
import io.callyard.logged.RecordedLog;
import io.callyard.model.CallType;
import io.callyard.model.Outcome;
import io.callyard.spi.store.Claimed;
import io.callyard.spi.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.event.Level;

/** The figures for metrics. */
@Tag("R1.12")
class FiguresTest {
    @RegisterExtension
    final Yards yards = new Yards();

    private final Yard yard = yards.open();

    @Test
    void theDepthIsToldPerTenantAndType() {
        yard.placed(5);
        yard.running(SPRING, 7, settings -> settings);
        yard.placed(yard.direct(GLOBEX));

        assertThat(yard.calls.figures(ACME).depth())
                .isEqualTo(Map.of(CallType.DIRECT, 3L, CallType.CAMPAIGN, 7L, CallType.LEAD, 0L));
        assertThat(yard.calls.figures(GLOBEX).depth())
                .isEqualTo(Map.of(CallType.DIRECT, 0L, CallType.CAMPAIGN, 0L, CallType.LEAD, 0L));
    }

    @Test
    void theAverageWaitIsThatOfTheCallsThatStarted() {
        yard.placed(4);
        assertThat(yard.calls.figures(ACME).averageWait()).isEqualTo(Duration.ZERO);
        yard.advanceSeconds(30);
        yard.end(yard.calls.live(ACME).get(0));
        yard.advanceSeconds(20);
        yard.end(yard.calls.live(ACME).get(0));

        QueueFigures figures = yard.calls.figures(ACME);

        assertThat(figures.claimed()).isEqualTo(4);
        assertThat(figures.averageWait()).as("0, 0, 30 and 50 s").isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void nothingStartedIsNoWait() {
        assertThat(yard.calls.figures(ACME))
                .isEqualTo(new QueueFigures(yard.calls.figures(ACME).depth(), 0, Duration.ZERO, 0));
    }

    @Test
    @Tag("R1.4")
    void noCampaignCallGoesWhileADirectOneCould() {
        yard.running(SPRING, 30, settings -> settings.withMaxLive(2).withDelayBetween(Duration.ZERO));
        yard.placed(10);
        for (int i = 0; i < 40; i++) {
            yard.endLast(Outcome.COMPLETED);
            yard.advanceSeconds(1);
        }

        assertThat(yard.calls.figures(ACME).claimed()).isGreaterThanOrEqualTo(40);
        assertThat(yard.calls.figures(ACME).priorityViolations()).isZero();
    }

    @Test
    @Tag("R1.4")
    void aStoreThatPassesDirectCallsOverIsFoundOut() {
        Yard wrong =
                yards.with().engineSees(FiguresTest::passingDirectCallsOver).open();
        try (RecordedLog log = RecordedLog.open()) {
            wrong.running(SPRING, 3, settings -> settings.withMaxLive(2));
            wrong.placed(1);

            assertThat(wrong.calls.figures(ACME).priorityViolations()).isEqualTo(2);
            assertThat(log.lines("priority violated: please report this as a defect"))
                    .hasSize(2)
                    .allMatch(line -> line.level() == Level.ERROR);
        }
    }

    /** A store that says of each call it picks that a direct one could have gone instead. */
    private static Store passingDirectCallsOver(Store store) {
        return Interposed.of(store, (method, step) -> {
            Object answer = step.take();
            return method.equals("claim")
                    ? ((List<?>) answer)
                            .stream()
                                    .map(Claimed.class::cast)
                                    .map(one -> new Claimed(one.call(), one.waited(), 1))
                                    .toList()
                    : answer;
        });
    }
}
