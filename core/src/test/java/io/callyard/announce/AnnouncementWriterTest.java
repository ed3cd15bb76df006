package io.callyard.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.callyard.announce.Announcement.CallbackConfirmed;
import io.callyard.announce.Announcement.CallbackOffer;
import io.callyard.announce.Announcement.Closed;
import io.callyard.announce.Announcement.Overflow;
import io.callyard.announce.Announcement.Standing;
import io.callyard.announce.Announcement.Welcome;
import io.callyard.model.WaitEstimate;
import io.callyard.model.inbound.OverflowAction;
import io.callyard.model.inbound.Utterance.Spoken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said, in words. */
@Tag("R4.5")
class AnnouncementWriterTest {
    private static final AnnouncementWriter WRITER = AnnouncementWriter.STANDARD;
    private static final WaitEstimate FIVE_TO_TEN = estimate("PT5M", "PT7M", "PT10M");

    @ParameterizedTest
    @CsvSource({
        "PT0S, PT0S, PT0S, less than a minute",
        "PT10S, PT30S, PT59S, less than a minute",
        "PT10S, PT30S, PT60S, less than a minute",
        "PT5S, PT42S, PT2M18S, less than 3 minutes",
        "PT59S, PT2M, PT10M1S, less than 15 minutes",
        "PT20M, PT1H, PT2H, less than 2 hours",
        "PT1M, PT1M10S, PT1M20S, about a minute",
        "PT4M40S, PT5M, PT5M20S, about 5 minutes",
        "PT4M, PT4M20S, PT5M, about 4 minutes",
        "PT1H, PT62M, PT65M, about 60 minutes",
        "PT15M, PT20M, PT20M, about 20 minutes",
        "PT80M, PT85M, PT100M, about 85 minutes",
        "PT100M, PT110M, PT130M, about 2 hours",
        "PT3H, PT3H, PT3H, about 3 hours",
        "PT1M, PT90S, PT2M, between 1 and 2 minutes",
        "PT5M, PT7M, PT10M, between 5 and 10 minutes",
        "PT5M20S, PT6M, PT11M, between 5 and 10 minutes",
        "PT15M, PT17M, PT20M, between 15 and 20 minutes",
        "PT3M, PT8M, PT22M, between 3 and 20 minutes",
        "PT50M, PT1H, PT90M, between 50 and 90 minutes",
        "PT40M, PT80M, PT3H, between 1 and 3 hours",
        "PT2H, PT3H, PT4H, between 2 and 4 hours"
    })
    void aWaitIsSaidAsPeopleSayIt(String low, String likely, String high, String words) {
        assertThat(say(new Standing(2, estimate(low, likely, high), false, false), "en"))
                .isEqualTo("You are number 2 in line. The wait is " + words + ".");
    }

    @ParameterizedTest
    @CsvSource({"PT24H, PT24H, PT24H", "PT2H, PT5H, PT13H", "PT0S, PT5M, PT240H"})
    void whatNobodyKnowsIsNotSaidAsANumber(String low, String likely, String high) {
        assertThat(say(new Standing(2, estimate(low, likely, high), false, false), "en"))
                .isEqualTo("You are number 2 in line. We cannot say at the moment how long it will take.");
    }

    @Test
    void theFirstIsToldThatHeIsNext() {
        assertThat(say(new Standing(1, FIVE_TO_TEN, false, false), "en"))
                .isEqualTo("You are next in line. The wait is between 5 and 10 minutes.");
    }

    @Test
    void aRiseIsNotConcealed() {
        assertThat(say(new Standing(12, FIVE_TO_TEN, true, false), "en"))
                .isEqualTo("You are number 12 in line. The wait has become longer."
                        + " The wait is between 5 and 10 minutes.");
    }

    @Test
    @Tag("R4.9")
    void aCallbackIsOfferedWithItsDigit() {
        assertThat(say(new Standing(1, FIVE_TO_TEN, false, true), "en"))
                .isEqualTo("You are next in line. The wait is between 5 and 10 minutes."
                        + " If you would like us to call you back, press 1. You keep your place in line.");
        assertThat(say(new CallbackOffer(), "en")).contains("press 1");
        assertThat(say(new CallbackOffer(), "es")).contains("pulse 1");
        assertThat(say(new CallbackOffer(), "de")).contains("drücken Sie die 1");
    }

    @ParameterizedTest
    @Tag("R4.9")
    @CsvSource({
        "PT20S, within a minute",
        "PT30M, within 30 minutes",
        "PT28M10S, within 30 minutes",
        "PT91M, within 2 hours",
        "PT168H, within 168 hours"
    })
    void aPromisedTimeIsRoundedUp(Duration promised, String words) {
        assertThat(say(new CallbackConfirmed(promised), "en")).startsWith("We will call you back " + words + ".");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "es|Su llamada ocupa el puesto número 3 de la cola. El tiempo de espera es de entre 5 y 10 minutos.",
                "de|Sie sind auf Platz 3 in der Warteschlange. Die Wartezeit beträgt zwischen 5 und 10 Minuten."
            })
    void theSameIsSaidInOtherLanguages(String language, String text) {
        assertThat(say(new Standing(3, FIVE_TO_TEN, false, false), language)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "en, about a minute, about 2 minutes",
        "es, aproximadamente un minuto, aproximadamente 2 minutos",
        "de, etwa eine Minute, etwa 2 Minuten"
    })
    void oneMinuteIsNotSeveral(String language, String one, String two) {
        assertThat(say(new Standing(1, estimate("PT1M", "PT1M", "PT1M"), false, false), language))
                .contains(one + ".");
        assertThat(say(new Standing(1, estimate("PT2M", "PT2M", "PT2M"), false, false), language))
                .contains(two + ".");
    }

    @ParameterizedTest
    @CsvSource({
        "es-MX, de, es-MX, Gracias",
        "es_MX, de, es-MX, Gracias",
        "ES, de, ES, Gracias",
        "fr-CA, de-AT, de-AT, Vielen",
        "'', de, de, Vielen",
        "fr, it, en, Thank",
        "'', '', en, Thank",
        "english, *, en, Thank"
    })
    void theLanguageIsHisOrTheQueuesOrEnglish(String his, String queues, String spoken, String begins) {
        Spoken welcome = WRITER.write(new Welcome(), his, queues);

        assertThat(welcome.text()).startsWith(begins);
        assertThat(welcome.language()).isEqualTo(spoken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es", "de"})
    void everythingCanBeSaidAndNothingIsLeftOpen(String language) {
        List<Announcement> all = new ArrayList<>(List.of(new Welcome(), new CallbackOffer(), new Closed()));
        for (OverflowAction action : OverflowAction.values()) {
            all.add(new Overflow(action));
        }
        for (long minutes = 0; minutes < 1_000; minutes++) {
            Duration low = Duration.ofMinutes(minutes);
            all.add(new CallbackConfirmed(low));
            for (int factor = 1; factor < 4; factor++) {
                WaitEstimate estimate = new WaitEstimate(low, low, low.multipliedBy(factor));
                all.add(new Standing(1 + (int) minutes, estimate, minutes % 2 == 0, minutes % 3 == 0));
            }
        }

        assertThat(all.stream().map(one -> say(one, language)).distinct())
                .hasSizeGreaterThan(1_000)
                .allMatch(text -> text.endsWith("."))
                .noneMatch(text -> text.matches(".*([{}]|  | \\.|null).*"));
    }

    @Test
    void eachEndHasWordsOfItsOwn() {
        assertThat(List.of(OverflowAction.values()).stream().map(action -> say(new Overflow(action), "en")))
                .doesNotHaveDuplicates()
                .hasSize(4);
        assertThat(say(new Overflow(OverflowAction.VOICEMAIL), "en")).contains("leave a message");
        assertThat(say(new Overflow(OverflowAction.CALLBACK), "en")).contains("We will call you back");
        assertThat(say(new Overflow(OverflowAction.OTHER_QUEUE), "en")).contains("putting you through");
        assertThat(say(new Overflow(OverflowAction.HANG_UP), "en")).contains("call again");
        assertThat(say(new Closed(), "en")).contains("opening hours");
    }

    @Test
    void nonsenseIsMisuse() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Standing(0, FIVE_TO_TEN, false, false));
        assertThatIllegalArgumentException().isThrownBy(() -> new CallbackConfirmed(Duration.ofSeconds(-1)));
    }

    private static String say(Announcement announcement, String language) {
        return WRITER.write(announcement, language).text();
    }

    private static WaitEstimate estimate(String low, String likely, String high) {
        return new WaitEstimate(Duration.parse(low), Duration.parse(likely), Duration.parse(high));
    }
}
