package io.callyard.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.callyard.model.Limits;
import io.callyard.model.WaitEstimate;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The estimate of a wait, from what a waiting call sees. */
@Tag("R1.2")
class WaitEstimatorTest {
    private static final Duration TWO_MINUTES = Duration.ofSeconds(120);

    @Test
    void aCallWithAFreeSlotDoesNotWait() {
        assertThat(estimate(direct(0, 2, 1))).isEqualTo(WaitEstimate.NONE);
        assertThat(estimate(direct(3, 8, 4)))
                .as("three go first, and four slots are free")
                .isEqualTo(WaitEstimate.NONE);
        assertThat(estimate(direct(4, 8, 4)).low()).as("four go first").isPositive();
        assertThat(estimate(direct(1_000, Limits.UNLIMITED, Limits.UNLIMITED))).isEqualTo(WaitEstimate.NONE);
    }

    @Test
    void theFirstInLineWaitsForOneOfTheSlots() {
        WaitEstimate estimate = estimate(direct(0, 2, 0));

        assertThat(seconds(estimate.low())).isCloseTo(60 * 0.1054, within(2.0));
        assertThat(seconds(estimate.likely())).isCloseTo(60 * 0.6931, within(2.0));
        assertThat(seconds(estimate.high())).isCloseTo(60 * 2.3026, within(2.0));
    }

    @Test
    void theTenthInLineWaitsForTen() {
        WaitEstimate estimate = estimate(direct(9, 2, 0));

        assertThat(seconds(estimate.low())).isCloseTo(60 * 6.2213, within(2.0));
        assertThat(seconds(estimate.likely())).isCloseTo(60 * 9.6687, within(2.0));
        assertThat(seconds(estimate.high())).isCloseTo(60 * 14.2060, within(2.0));
    }

    @Test
    void theWaitGrowsWithThePlaceAndItsRangeShrinksAgainstIt() {
        WaitEstimate before = estimate(direct(0, 2, 0));
        for (int ahead = 1; ahead < 500; ahead++) {
            WaitEstimate estimate = estimate(direct(ahead, 2, 0));
            assertThat(estimate.low()).isGreaterThan(before.low());
            assertThat(estimate.likely()).isGreaterThan(before.likely());
            assertThat(estimate.high()).isGreaterThan(before.high());
            assertThat(spread(estimate)).isLessThan(spread(before));
            before = estimate;
        }
    }

    @Test
    void theWaitIsNoConstantTimesThePlace() {
        double first = seconds(estimate(direct(0, 2, 0)).likely());
        double tenth = seconds(estimate(direct(9, 2, 0)).likely());

        assertThat(tenth / first).isGreaterThan(12);
    }

    @Test
    void moreSlotsAndShorterCallsMakeItShorter() {
        WaitEstimate base = estimate(direct(5, 2, 0));

        assertThat(estimate(direct(5, 4, 0))
                        .likely()
                        .multipliedBy(2)
                        .minus(base.likely())
                        .abs())
                .isLessThan(Duration.ofMillis(1));
        assertThat(WaitEstimator.estimate(load(5, 2, 0, 5, 2, 0, Duration.ofSeconds(60), 0, 0, 0, 0))
                        .likely()
                        .multipliedBy(2)
                        .minus(base.likely())
                        .abs())
                .isLessThan(Duration.ofMillis(1));
    }

    @Test
    void callsThatOvertakeMakeItLonger() {
        Duration alone = overtaken(0).likely();

        assertThat(seconds(overtaken(0.5).likely())).isCloseTo(2 * seconds(alone), within(0.001));
        assertThat(seconds(overtaken(0.9).likely())).isCloseTo(10 * seconds(alone), within(0.001));
        assertThat(overtaken(1)).as("all slots for ever is long, not endless").isEqualTo(overtaken(0.9));
    }

    private static WaitEstimate overtaken(double share) {
        return WaitEstimator.estimate(load(5, 2, 0, 5, 2, 0, TWO_MINUTES, 0, 0, share, 0));
    }

    @Test
    void aSequentialCampaignHoldsItsDelayAfterEachCall() {
        WaitEstimate estimate = WaitEstimator.estimate(load(3, 10, 9, 3, 1, 0, TWO_MINUTES, 5, 0, 0, 0));

        WaitEstimate withoutDelay = WaitEstimator.estimate(load(3, 10, 9, 3, 1, 0, TWO_MINUTES, 0, 0, 0, 0));
        assertThat(seconds(withoutDelay.likely())).isCloseTo(120 * 3.6721, within(3.6));
        assertThat(estimate.low()).isEqualTo(withoutDelay.low().plusSeconds(4 * 5));
        assertThat(estimate.high()).isEqualTo(withoutDelay.high().plusSeconds(4 * 5));
    }

    @Test
    void theSlowerOfTenantAndCampaignDecides() {
        WaitEstimate slowTenant = WaitEstimator.estimate(load(50, 2, 0, 0, 1, 1, TWO_MINUTES, 0, 0, 0, 0));

        assertThat(slowTenant).isEqualTo(WaitEstimator.estimate(load(50, 2, 0, 0, 9, 9, TWO_MINUTES, 0, 0, 0, 0)));
    }

    @Test
    void thePaceOfTheAccountIsTheLeast() {
        WaitEstimate paced = WaitEstimator.estimate(load(30, 100, 100, 0, 100, 100, TWO_MINUTES, 0, 2, 0, 0));

        assertThat(paced).isEqualTo(exactly(60));
    }

    @Test
    void aTimeOfItsOwnIsTheLeast() {
        assertThat(WaitEstimator.estimate(load(0, 2, 2, 0, 2, 2, TWO_MINUTES, 0, 0, 0, 3_600)))
                .isEqualTo(exactly(3_600));
    }

    @Test
    void noSlotAtAllIsLongAndNobodyKnowsHowLong() {
        assertThat(estimate(direct(0, 0, 0))).isEqualTo(exactly(86_400));
    }

    @Test
    void noNumberIsTooLarge() {
        QueueLoad endless = new QueueLoad(
                1_000_000_000_000L,
                1,
                0,
                1_000_000_000_000L,
                1,
                0,
                Duration.ofDays(7),
                Duration.ofDays(1),
                Duration.ofDays(1),
                1,
                Duration.ofDays(365_000));

        assertThat(WaitEstimator.estimate(endless).low()).isGreaterThan(Duration.ofDays(10_000));
    }

    @Test
    void nonsenseIsMisuse() {
        assertThatIllegalArgumentException().isThrownBy(() -> direct(-1, 2, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> load(0, 2, 0, -1, 2, 0, TWO_MINUTES, 0, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> load(0, 2, 0, 0, 2, 0, TWO_MINUTES, 0, 0, 1.1, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new WaitEstimate(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(3)));
    }

    private static WaitEstimate estimate(QueueLoad load) {
        return WaitEstimator.estimate(load);
    }

    /** What a direct call sees: its lane has no limit of its own. */
    private static QueueLoad direct(long ahead, int servers, int free) {
        return load(ahead, servers, free, 0, servers, Math.max(1, free), TWO_MINUTES, 0, 0, 0, 0);
    }

    private static QueueLoad load(
            long ahead,
            int servers,
            int free,
            long aheadInLane,
            int laneServers,
            int freeLane,
            Duration handleTime,
            long delay,
            long startGap,
            double overtaking,
            long notBefore) {
        return new QueueLoad(
                ahead,
                servers,
                free,
                aheadInLane,
                laneServers,
                freeLane,
                handleTime,
                Duration.ofSeconds(delay),
                Duration.ofSeconds(startGap),
                overtaking,
                Duration.ofSeconds(notBefore));
    }

    private static WaitEstimate exactly(long seconds) {
        Duration wait = Duration.ofSeconds(seconds);
        return new WaitEstimate(wait, wait, wait);
    }

    private static double spread(WaitEstimate estimate) {
        return seconds(estimate.high().minus(estimate.low())) / seconds(estimate.likely());
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
