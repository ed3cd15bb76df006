package io.callyard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final CampaignSettings SETTINGS = CampaignSettings.named("Spring");

    @Test
    @Tag("R0.1")
    @Tag("R0.3")
    void runsACampaignOneCallAtATimeFiveSecondsApart() {
        assertThat(SETTINGS.maxLive()).isEqualTo(1);
        assertThat(SETTINGS.delayBetween()).isEqualTo(Duration.ofSeconds(5));
        assertThat(SETTINGS.retry()).isEqualTo(RetryPolicy.NONE);
    }

    @Test
    void refusesACampaignWithoutALiveCall() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SETTINGS.withMaxLive(0))
                .withMessageContaining("pause the campaign");
        assertThat(SETTINGS.withMaxLive(1).maxLive()).isEqualTo(1);
    }

    @Test
    @Tag("R0.3")
    void takesADelayOfUpToADay() {
        Duration day = CampaignSettings.MAX_DELAY;

        assertThat(SETTINGS.withDelayBetween(Duration.ZERO).delayBetween()).isZero();
        assertThat(SETTINGS.withDelayBetween(day).delayBetween()).isEqualTo(day);
        assertThatIllegalArgumentException().isThrownBy(() -> SETTINGS.withDelayBetween(day.plusNanos(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> SETTINGS.withDelayBetween(Duration.ofNanos(-1)));
    }

    @Test
    void changesOneSettingAndKeepsTheRest() {
        CampaignSettings all = SETTINGS.withMaxLive(3)
                .withDelayBetween(Duration.ofSeconds(1))
                .withAccount(new CarrierAccountId("a"))
                .withAgent(new AgentId("b"))
                .withRetry(RetryPolicy.NONE.with(Outcome.BUSY, 2, Duration.ZERO));

        assertThat(all)
                .isEqualTo(new CampaignSettings(
                        "Spring",
                        3,
                        Duration.ofSeconds(1),
                        new CarrierAccountId("a"),
                        new AgentId("b"),
                        RetryPolicy.NONE.with(Outcome.BUSY, 2, Duration.ZERO)));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 100})
    void triesTwoToAHundredTimes(int attempts) {
        assertThat(new RetryPolicy.Rule(attempts, Duration.ZERO).maxAttempts()).isEqualTo(attempts);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1, 101, Integer.MAX_VALUE})
    void refusesAnyOtherNumberOfAttempts(int attempts) {
        assertThatIllegalArgumentException().isThrownBy(() -> new RetryPolicy.Rule(attempts, Duration.ZERO));
    }

    @Test
    void waitsUpToThirtyDaysBetweenAttempts() {
        Duration longest = Duration.ofDays(30);

        assertThat(new RetryPolicy.Rule(2, longest).delay()).isEqualTo(longest);
        assertThatIllegalArgumentException().isThrownBy(() -> new RetryPolicy.Rule(2, longest.plusNanos(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new RetryPolicy.Rule(2, Duration.ofNanos(-1)));
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void triesAgainOnlyWhereNobodyCanBeReachedTwiceByMistake(Outcome outcome) {
        switch (outcome) {
            case NO_ANSWER, BUSY, MACHINE, REJECTED, FAILED ->
                assertThat(RetryPolicy.NONE.with(outcome, 2, Duration.ZERO).rules())
                        .containsKey(outcome);
            default ->
                assertThatIllegalArgumentException().isThrownBy(() -> RetryPolicy.NONE.with(outcome, 2, Duration.ZERO));
        }
    }

    @Test
    void triesAgainUntilTheNumberOfAttemptsIsReached() {
        RetryPolicy policy = RetryPolicy.NONE.with(Outcome.BUSY, 3, Duration.ofMinutes(5));

        assertThat(policy.delayAfter(Outcome.BUSY, 2)).contains(Duration.ofMinutes(5));
        assertThat(policy.delayAfter(Outcome.BUSY, 3)).isEmpty();
        assertThat(policy.delayAfter(Outcome.FAILED, 1)).isEmpty();
    }

    @Test
    void keepsItsRulesWhateverHappensToTheMapTheyCameIn() {
        Map<Outcome, RetryPolicy.Rule> rules = new EnumMap<>(Outcome.class);
        rules.put(Outcome.BUSY, new RetryPolicy.Rule(2, Duration.ZERO));
        RetryPolicy policy = new RetryPolicy(rules);

        rules.clear();

        assertThat(policy.rules()).hasSize(1);
        assertThat(policy.with(Outcome.BUSY, 5, Duration.ZERO)
                        .rules()
                        .get(Outcome.BUSY)
                        .maxAttempts())
                .as("replaced")
                .isEqualTo(5);
    }

    @Test
    void boundsEveryTimeout() {
        Duration one = Duration.ofSeconds(1);
        Duration week = Duration.ofDays(7);
        assertThat(new CallTimeouts(week, week, week, week, week).lease()).isEqualTo(week);

        for (Duration bad : new Duration[] {Duration.ZERO, Duration.ofNanos(-1), week.plusNanos(1)}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new CallTimeouts(bad, one, one, one, one));
            assertThatIllegalArgumentException().isThrownBy(() -> new CallTimeouts(one, bad, one, one, one));
            assertThatIllegalArgumentException().isThrownBy(() -> new CallTimeouts(one, one, bad, one, one));
            assertThatIllegalArgumentException().isThrownBy(() -> new CallTimeouts(one, one, one, bad, one));
            assertThatIllegalArgumentException().isThrownBy(() -> new CallTimeouts(one, one, one, one, bad));
        }
    }

    @Test
    @Tag("R0.4")
    void countsProgress() {
        CampaignProgress progress = new CampaignProgress(3, 2, Map.of(Outcome.COMPLETED, 4L, Outcome.BUSY, 1L));

        assertThat(progress.processed()).isEqualTo(5);
        assertThat(progress.total()).isEqualTo(10);
        assertThat(progress.isDone()).isFalse();
        assertThat(progress.orderedOutcomes().keySet()).containsExactly(Outcome.COMPLETED, Outcome.BUSY);
        assertThat(CampaignProgress.NONE.isDone()).as("nothing was ever there").isFalse();
        assertThat(new CampaignProgress(0, 0, Map.of(Outcome.BUSY, 1L)).isDone())
                .isTrue();
        assertThat(new CampaignProgress(1, 0, Map.of(Outcome.BUSY, 1L)).isDone())
                .isFalse();
        assertThat(new CampaignProgress(0, 1, Map.of(Outcome.BUSY, 1L)).isDone())
                .isFalse();
    }
}
