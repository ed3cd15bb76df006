package io.callyard.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.callyard.model.WaitEstimate;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The estimate of an inbound wait, from what a waiting caller sees. */
@Tag("R4.5")
class InboundEstimatorTest {
    private static final Duration THREE_MINUTES = Duration.ofMinutes(3);
    private static final double PATIENCE_OF_THREE_MINUTES = 1 / 180.0;

    @Test
    void whoFindsAnAgentFreeDoesNotWait() {
        assertThat(InboundEstimator.estimate(load(0, 5, 1))).isEqualTo(WaitEstimate.NONE);
        assertThat(InboundEstimator.estimate(load(2, 5, 3))).isEqualTo(WaitEstimate.NONE);
        assertThat(InboundEstimator.mean(load(2, 5, 3))).isZero();

        assertThat(InboundEstimator.estimate(load(3, 5, 3)).low())
                .as("three are free, and three go first")
                .isPositive();
    }

    @Test
    void withNobodyToServeItIsLongAndNobodyKnowsHowLong() {
        Duration day = Duration.ofDays(1);

        assertThat(InboundEstimator.estimate(load(0, 0, 0))).isEqualTo(new WaitEstimate(day, day, day));
        assertThat(InboundEstimator.mean(load(0, 0, 0))).isEqualTo(day);
    }

    @Test
    void theFirstInLineWaitsForOneOfTheAgents() {
        WaitEstimate estimate = InboundEstimator.estimate(load(0, 2, 0));

        assertThat(seconds(estimate.low())).isCloseTo(90 * 0.1054, within(3.0));
        assertThat(seconds(estimate.likely())).isCloseTo(90 * 0.6931, within(3.0));
        assertThat(seconds(estimate.high())).isCloseTo(90 * 2.3026, within(3.0));
        assertThat(seconds(InboundEstimator.mean(load(0, 2, 0)))).isCloseTo(90, within(0.001));
    }

    @Test
    void theTenthInLineWaitsForTen() {
        WaitEstimate estimate = InboundEstimator.estimate(load(9, 2, 0));

        assertThat(seconds(estimate.low())).isCloseTo(90 * 6.2213, within(3.0));
        assertThat(seconds(estimate.likely())).isCloseTo(90 * 9.6687, within(3.0));
        assertThat(seconds(estimate.high())).isCloseTo(90 * 14.2060, within(3.0));
    }

    @Test
    void freeAgentsTakeAsManyOfThoseAhead() {
        assertThat(InboundEstimator.estimate(load(9, 5, 3))).isEqualTo(InboundEstimator.estimate(load(6, 5, 0)));
    }

    @Test
    void itGrowsWithThePlaceButIsNoConstantTimesIt() {
        InboundLoad load = load(0, 10, 0).abandonedBy(PATIENCE_OF_THREE_MINUTES).overtakenBy(0.01, THREE_MINUTES);
        WaitEstimate before = InboundEstimator.estimate(load);
        for (int ahead = 1; ahead < 700; ahead++) {
            InboundLoad next = new InboundLoad(
                    ahead,
                    load.agents(),
                    0,
                    load.handleTime(),
                    0,
                    load.abandonRate(),
                    load.overtakeRate(),
                    load.overtakeWindow());
            WaitEstimate estimate = InboundEstimator.estimate(next);
            assertThat(estimate.low()).as("low, ahead: %d", ahead).isGreaterThan(before.low());
            assertThat(estimate.likely()).as("likely, ahead: %d", ahead).isGreaterThan(before.likely());
            assertThat(estimate.high()).as("high, ahead: %d", ahead).isGreaterThan(before.high());
            before = estimate;
        }

        double hundredth = seconds(InboundEstimator.estimate(load(99, 10, 0).abandonedBy(PATIENCE_OF_THREE_MINUTES))
                .likely());
        double tenth = seconds(InboundEstimator.estimate(load(9, 10, 0).abandonedBy(PATIENCE_OF_THREE_MINUTES))
                .likely());
        assertThat(hundredth / tenth).as("many of a hundred will hang up").isBetween(2.0, 5.0);
    }

    @Test
    void thoseWhoHangUpMakeItShorter() {
        double mean = seconds(InboundEstimator.mean(load(2, 10, 0).abandonedBy(PATIENCE_OF_THREE_MINUTES)));

        assertThat(mean).isCloseTo(180.0 / 10 + 180.0 / 11 + 180.0 / 12, within(0.001));
    }

    @Test
    void thoseWhoGoFirstMakeItLonger() {
        InboundLoad alone = load(9, 10, 0);
        InboundLoad everAfter = alone.overtakenBy(0.3 * 10 / 180, Duration.ofDays(1));

        assertThat(seconds(InboundEstimator.mean(everAfter)))
                .as("they take three tenths of the agents")
                .isCloseTo(seconds(InboundEstimator.mean(alone)) / 0.7, within(0.5));
        assertThat(seconds(InboundEstimator.estimate(everAfter).high()))
                .isGreaterThan(seconds(InboundEstimator.estimate(alone).high()) / 0.7);
        assertThat(InboundEstimator.estimate(alone.overtakenBy(0.3 * 10 / 180, Duration.ZERO)))
                .as("nobody can any more")
                .isEqualTo(InboundEstimator.estimate(alone));
    }

    @Test
    void noQuantileIsShorterForBeingOvertaken() {
        for (int ahead = 0; ahead < 30; ahead++) {
            WaitEstimate alone = InboundEstimator.estimate(load(ahead, 10, 0));
            WaitEstimate overtaken =
                    InboundEstimator.estimate(load(ahead, 10, 0).overtakenBy(0.02, Duration.ofHours(1)));

            assertThat(overtaken.low()).as("low, ahead: %d", ahead).isGreaterThanOrEqualTo(alone.low());
            assertThat(overtaken.likely()).as("likely, ahead: %d", ahead).isGreaterThanOrEqualTo(alone.likely());
            assertThat(overtaken.high()).as("high, ahead: %d", ahead).isGreaterThan(alone.high());
        }
    }

    @Test
    void theLessIsKnownTheWiderIsTheRange() {
        WaitEstimate known = InboundEstimator.estimate(load(29, 10, 0));
        WaitEstimate assumed = InboundEstimator.estimate(load(29, 10, 0).unsureBy(0.5));

        assertThat(assumed.low()).isLessThan(known.low().multipliedBy(2).dividedBy(3));
        assertThat(assumed.high()).isGreaterThan(known.high());
        assertThat(InboundEstimator.mean(load(29, 10, 0).unsureBy(0.5)))
                .isEqualTo(InboundEstimator.mean(load(29, 10, 0)));
    }

    @Test
    void theErrorOfTheHandleTimeCountsAsMuchAsTheHandleTimeDoes() {
        InboundLoad load = load(29, 10, 0).abandonedBy(PATIENCE_OF_THREE_MINUTES);
        InboundLoad longer =
                InboundLoad.of(29, 10, 0, Duration.ofMillis(180_180)).abandonedBy(PATIENCE_OF_THREE_MINUTES);
        double slope = (seconds(InboundEstimator.mean(longer)) - seconds(InboundEstimator.mean(load))) / 0.001;
        double plain =
                InboundDrain.of(30, 10 / 180.0, PATIENCE_OF_THREE_MINUTES).variance();

        double shape = Math.pow(seconds(InboundEstimator.mean(load)), 2) / (plain + 0.04 * slope * slope);

        WaitEstimate expected = ErlangQuantiles.range(
                shape, Duration.ofNanos((long) (seconds(InboundEstimator.mean(load)) / shape * 1e9)), Duration.ZERO);
        WaitEstimate estimate = InboundEstimator.estimate(load.unsureBy(0.2));
        assertThat(seconds(estimate.low())).isCloseTo(seconds(expected.low()), within(0.5));
        assertThat(seconds(estimate.high())).isCloseTo(seconds(expected.high()), within(0.5));
    }

    @Test
    void noNumberIsTooLarge() {
        InboundLoad endless =
                new InboundLoad(Integer.MAX_VALUE, 1, 0, Duration.ofDays(300), 1, 0, 1e9, Duration.ofDays(365_000_000));
        InboundLoad impatient = new InboundLoad(
                Integer.MAX_VALUE, Integer.MAX_VALUE, 0, Duration.ZERO, 0, 1e9, 1e9, Duration.ofDays(365_000_000));

        assertThat(InboundEstimator.estimate(endless).high()).isGreaterThan(Duration.ofDays(10_000));
        assertThat(InboundEstimator.estimate(impatient).high()).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void callsThatTakeNoTimeMakeNoWaitToSpeakOf() {
        WaitEstimate estimate = InboundEstimator.estimate(InboundLoad.of(3, 2, 0, Duration.ZERO));

        assertThat(estimate.high()).isBetween(Duration.ofNanos(1), Duration.ofSeconds(1));
    }

    private static InboundLoad load(int ahead, int agents, int free) {
        return InboundLoad.of(ahead, agents, free, THREE_MINUTES);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
