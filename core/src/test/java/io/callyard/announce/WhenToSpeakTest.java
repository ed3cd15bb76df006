package io.callyard.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.announce.Announcement.Standing;
import io.callyard.announce.WhenToSpeak.Speak;
import io.callyard.announce.WhenToSpeak.StaySilent;
import io.callyard.model.WaitEstimate;
import io.callyard.model.inbound.AnnouncementRules;
import io.callyard.model.inbound.Told;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When somebody is told where he stands: by the standard every 30 s, and never less than 15 s apart. */
@Tag("R4.5")
class WhenToSpeakTest {
    private static final Instant T = Instant.parse("2030-01-01T10:00:00Z");

    /** He was told "number 3, about 5 minutes" at T. */
    private static final Told THIRD = Told.NOTHING.position(3, Duration.parse("PT4M50S"), T);

    @ParameterizedTest(name = "after {0} s, number {1}, {2}: {3}, only when better: {4}")
    @CsvSource({
        // Too soon, whatever has happened.
        "0, 3, PT4M50S, TOO_SOON, TOO_SOON",
        "14.999, 1, PT10S, TOO_SOON, TOO_SOON",
        "14.999, 3, PT30M, TOO_SOON, TOO_SOON",
        // A rise by more than a step is told before its turn; an improvement is not.
        "15, 3, PT5M50S, NOT_DUE, NOT_DUE",
        "15, 3, PT5M50.001S, SPEAK, SPEAK",
        "15, 1, PT10S, NOT_DUE, NOT_DUE",
        "29.999, 2, PT4M, NOT_DUE, NOT_DUE",
        // It is time.
        "30, 3, PT4M50S, SPEAK, NOTHING_BETTER",
        "30, 2, PT4M50S, SPEAK, SPEAK",
        "30, 3, PT4M40S, SPEAK, NOTHING_BETTER",
        "30, 3, PT4M30S, SPEAK, NOTHING_BETTER",
        "30, 3, PT4M29S, SPEAK, SPEAK",
        "30, 4, PT4M29S, SPEAK, SPEAK",
        "30, 2, PT5M40S, SPEAK, SPEAK",
        "30, 4, PT4M50S, SPEAK, NOTHING_BETTER",
        "30, 3, PT5M40S, SPEAK, NOTHING_BETTER",
        "30, 3, PT5M50S, SPEAK, NOTHING_BETTER",
        "30, 3, PT5M50.001S, SPEAK, SPEAK",
        "3600, 3, PT4M50S, SPEAK, NOTHING_BETTER"
    })
    void everySoOftenAndOnlyWhenBetterIfSoWished(
            double seconds, int position, Duration likely, String always, String onlyWhenBetter) {
        Instant now = T.plusMillis(Math.round(seconds * 1_000));

        assertThat(decide(false, THIRD, now, position, likely, false)).isEqualTo(always);
        assertThat(decide(true, THIRD, now, position, likely, false)).isEqualTo(onlyWhenBetter);
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void whoHasHeardNothingIsToldAtOnce(boolean onlyWhenBetter) {
        WaitEstimate expected = around(Duration.ofMinutes(5));

        assertThat(decide(onlyWhenBetter, Told.NOTHING, T, 7, Duration.ofMinutes(5), false))
                .isEqualTo("SPEAK");
        assertThat(decide(onlyWhenBetter, Told.joined(expected), T, 7, Duration.ofMinutes(50), false))
                .isEqualTo("SPEAK");
    }

    @Test
    @Tag("R4.9")
    void theFirstOfferOfACallbackIsNews() {
        Told offered = THIRD.withCallbackOffer(T);

        assertThat(decide(true, THIRD, T.plusSeconds(14), 3, Duration.ofMinutes(5), true))
                .isEqualTo("TOO_SOON");
        assertThat(decide(true, THIRD, T.plusSeconds(15), 3, Duration.ofMinutes(5), true))
                .isEqualTo("SPEAK");
        assertThat(decide(true, offered, T.plusSeconds(15), 3, Duration.ofMinutes(5), true))
                .isEqualTo("NOT_DUE");
        assertThat(decide(true, offered, T.plusSeconds(30), 3, Duration.ofMinutes(5), true))
                .isEqualTo("NOTHING_BETTER");
    }

    @Test
    void whoHeardOnlyOfACallbackIsToldHisPlaceAsSoonAsMayBe() {
        Told offerOnly = Told.NOTHING.withCallbackOffer(T);

        assertThat(decide(true, offerOnly, T.plusSeconds(14), 3, Duration.ofMinutes(5), true))
                .isEqualTo("TOO_SOON");
        assertThat(decide(true, offerOnly, T.plusSeconds(15), 3, Duration.ofMinutes(5), true))
                .isEqualTo("SPEAK");
    }

    @Test
    void theLeastTimeBetweenTwoHoldsEvenIfItIsLongerThanTheOther() {
        AnnouncementRules rules =
                new AnnouncementRules(Duration.ofSeconds(10), Duration.ofSeconds(60), false, "", "en");
        WhenToSpeak when = new WhenToSpeak(rules);
        WaitEstimate estimate = around(Duration.ofMinutes(5));

        assertThat(when.decide(THIRD, T.plusSeconds(59), 3, estimate, false))
                .isEqualTo(new StaySilent(WhenToSpeak.Reason.TOO_SOON));
        assertThat(when.decide(THIRD, T.plusSeconds(60), 3, estimate, false)).isInstanceOf(Speak.class);
    }

    @ParameterizedTest
    @CsvSource({"PT4M50S, false", "PT5M20S, false", "PT5M30S, true", "PT1H, true", "PT1M, false"})
    void aRiseIsSaidIfItCanBeHeard(Duration likely, boolean rose) {
        WaitEstimate estimate = around(likely);

        assertThat(new WhenToSpeak(AnnouncementRules.STANDARD).decide(THIRD, T.plusSeconds(30), 4, estimate, true))
                .isEqualTo(new Speak(new Standing(4, estimate, rose, true)));
        assertThat(new Standing(4, estimate, rose, true).told()).isEqualTo(likely);
    }

    @Test
    void theFirstTimeNothingHasRisen() {
        WaitEstimate estimate = around(Duration.ofHours(1));

        assertThat(new WhenToSpeak(AnnouncementRules.STANDARD).decide(Told.NOTHING, T, 1, estimate, false))
                .isEqualTo(new Speak(new Standing(1, estimate, false, false)));
    }

    private static String decide(
            boolean onlyWhenBetter, Told told, Instant now, int position, Duration likely, boolean callbackOffered) {
        AnnouncementRules rules =
                new AnnouncementRules(Duration.ofSeconds(30), Duration.ofSeconds(15), onlyWhenBetter, "", "en");
        WhenToSpeak.Advice advice = new WhenToSpeak(rules).decide(told, now, position, around(likely), callbackOffered);
        return advice instanceof StaySilent silent ? silent.reason().name() : "SPEAK";
    }

    private static WaitEstimate around(Duration likely) {
        return new WaitEstimate(likely.dividedBy(2), likely, likely.multipliedBy(2));
    }
}
