package io.callyard.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callyard.announce.Announcement.CallbackConfirmed;
import io.callyard.announce.Announcement.Welcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The words, language by language. */
@Tag("R4.5")
class WordingTest {
    private static final Pattern CATEGORY = Pattern.compile("\\.(zero|one|two|few|many|other)$");

    private static final Map<String, String> POLISH = polish();

    @Test
    void threeLanguagesShip() {
        assertThat(Wording.standard().languages()).containsExactlyInAnyOrder("en", "es", "de");
    }

    /** Looks at the files themselves, not through the eyes of the code that reads them. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "es", "de"})
    void everyLanguageHasAllTextsWithTheSamePlaceholders(String language) throws IOException {
        assertThat(placeholders(language)).isEqualTo(placeholders("en"));
        assertThat(placeholders(language).keySet())
                .hasSameSizeAs(Phrase.values())
                .allSatisfy(key -> assertThat(Set.of(Phrase.values()))
                        .anyMatch(phrase -> phrase.key().equals(key)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es", "de"})
    void noTextHasHalfAPlaceholder(String language) throws IOException {
        assertThat(file(language).values())
                .noneMatch(
                        text -> Texts.PLACEHOLDER.matcher(text).replaceAll("").matches(".*[{}\\uFFFD].*"));
    }

    @ParameterizedTest
    @CsvSource({
        "PT1M, Oddzwonimy w ciągu minuty.",
        "PT3M, Oddzwonimy w ciągu 3 minut (few).",
        "PT5M, Oddzwonimy w ciągu 5 minut (many).",
        "PT15M, Oddzwonimy w ciągu 15 minut (many).",
        "PT22H, Oddzwonimy w ciągu 22 godzin (few).",
        "PT25H, Oddzwonimy w ciągu 25 godzin (many)."
    })
    void aLanguageWithMoreFormsCanBeAdded(Duration promised, String text) {
        AnnouncementWriter writer = new AnnouncementWriter(Wording.standard().with("pl", POLISH));

        assertThat(writer.write(new CallbackConfirmed(promised), "pl-PL").text())
                .isEqualTo(text);
        assertThat(writer.write(new Welcome(), "de").text())
                .as("the others stay")
                .startsWith("Vielen Dank");
    }

    @Test
    void eachFormOfALanguageHasToBeThere() {
        Map<String, String> texts = new HashMap<>(POLISH);
        texts.remove("wait.about.minutes.few");
        texts.remove("closed");
        texts.put("welcome", " ");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Wording.standard().with("pl", texts))
                .withMessageContaining("'pl'")
                .withMessageContaining("wait.about.minutes.few is missing")
                .withMessageContaining("closed is missing")
                .withMessageContaining("welcome is missing")
                .withMessageNotContaining("wait.between.minutes.one is missing");
    }

    @Test
    void aFormThatMeansSeveralNumbersHasToSayTheNumber() {
        Map<String, String> texts = new HashMap<>(POLISH);
        texts.put("wait.about.minutes.few", "Kilka minut.");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Wording.standard().with("pl", texts))
                .withMessageContaining("wait.about.minutes.few has to mention [n]")
                .withMessageNotContaining("minutes.one");
    }

    @ParameterizedTest
    @CsvSource({
        "standing.position, You are in line., has to mention [position]",
        "standing.position, Number {position} of {total}., has to mention [position]",
        "standing.next, Only {position} before you., has to mention nothing",
        "standing.nxt, You are next., standing.nxt is not known",
        "wait.about.minutes.few, A few minutes: {n}., ''",
        "plural.one, i == 1, not a plural condition"
    })
    void aTextThatDoesNotFitIsRefused(String key, String text, String why) {
        Wording standard = Wording.standard();
        if (why.isEmpty()) {
            assertThat(standard.with("en", Map.of(key, text)).languages()).hasSize(3);
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> standard.with("en", Map.of(key, text)))
                    .withMessageContaining(why);
        }
    }

    @Test
    void anApplicationReplacesSingleTexts() {
        Wording own = Wording.standard()
                .with("en", Map.of("welcome", "Welcome to Callyard."))
                .with("en", Map.of("closed", "We open at 9."));
        AnnouncementWriter writer = new AnnouncementWriter(own);

        assertThat(writer.write(new Welcome(), "en").text()).isEqualTo("Welcome to Callyard.");
        assertThat(writer.write(new Announcement.Closed(), "en").text()).isEqualTo("We open at 9.");
        assertThat(writer.write(new Announcement.CallbackOffer(), "en").text()).contains("press 1");
        assertThat(AnnouncementWriter.STANDARD.write(new Welcome(), "en").text())
                .startsWith("Thank you");
    }

    @Test
    void aVarietyHasTheTextsOfItsLanguageButForItsOwn() {
        Wording own = Wording.standard()
                .with("es_MX", Map.of("closed", "Ya cerramos."))
                .with("es", Map.of("welcome", "¡Hola!"));
        AnnouncementWriter writer = new AnnouncementWriter(own);

        assertThat(writer.write(new Announcement.Closed(), "es-MX").text()).isEqualTo("Ya cerramos.");
        assertThat(writer.write(new Announcement.Closed(), "es-AR").text()).contains("horario");
        assertThat(writer.write(new Welcome(), "es-MX").text())
                .as("replaced later, in its language")
                .isEqualTo("¡Hola!");
    }

    @Test
    void aLanguageWithoutANameIsMisuse() {
        assertThatThrownBy(() -> Wording.standard().with(" ", POLISH)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Map<String, Set<String>> placeholders(String language) throws IOException {
        Map<String, Set<String>> placeholders = new TreeMap<>();
        file(language).forEach((key, text) -> {
            if (!key.startsWith("plural.")) {
                Set<String> mentioned =
                        placeholders.computeIfAbsent(CATEGORY.matcher(key).replaceAll(""), bare -> new TreeSet<>());
                Texts.PLACEHOLDER.matcher(text).results().forEach(found -> mentioned.add(found.group(1)));
            }
        });
        return placeholders;
    }

    private static Map<String, String> file(String language) throws IOException {
        Properties properties = new Properties();
        try (InputStream bytes = Wording.class.getResourceAsStream(language + ".properties")) {
            assertThat(bytes).isNotNull();
            Reader text = new InputStreamReader(bytes, StandardCharsets.UTF_8);
            properties.load(text);
        }
        Map<String, String> texts = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
        return texts;
    }

    /** Short, but with all the forms of the language. */
    private static Map<String, String> polish() {
        Map<String, String> texts = new HashMap<>();
        texts.put("plural.one", "i = 1 and v = 0");
        texts.put("plural.few", "v = 0 and i % 10 = 2..4 and i % 100 != 12..14");
        texts.put(
                "plural.many",
                "v = 0 and i != 1 and i % 10 = 0..1 or v = 0 and i % 10 = 5..9 or v = 0 and i % 100 = 12..14");
        texts.put("welcome", "Dzień dobry.");
        texts.put("standing.next", "Jest Pan następny.");
        texts.put("standing.position", "Miejsce w kolejce: {position}.");
        texts.put("standing.rose", "Czas oczekiwania się wydłużył.");
        texts.put("wait.unknown", "Nie wiemy, jak długo to potrwa.");
        texts.put("callback.offer", "Aby oddzwonić, wciśnij {digit}.");
        texts.put("overflow.callback", "Oddzwonimy.");
        texts.put("overflow.voicemail", "Zostaw wiadomość.");
        texts.put("overflow.other_queue", "Łączymy dalej.");
        texts.put("overflow.hang_up", "Zadzwoń później.");
        texts.put("closed", "Nieczynne.");
        for (String form : new String[] {"few", "many", "other"}) {
            String minutes = form.equals("few") ? "{n} minuty." : "{n} minut.";
            String hours = form.equals("few") ? "{n} godziny." : "{n} godzin.";
            texts.put("wait.less.minutes." + form, "Mniej niż {n} minut.");
            texts.put("wait.less.hours." + form, "Mniej niż {n} godzin.");
            texts.put("wait.about.minutes." + form, "To potrwa około: " + minutes);
            texts.put("wait.about.hours." + form, "To potrwa około: " + hours);
            texts.put("wait.between.minutes." + form, "To potrwa od {low} do {n} minut.");
            texts.put("wait.between.hours." + form, "To potrwa od {low} do {n} godzin.");
            texts.put("callback.confirmed.minutes." + form, "Oddzwonimy w ciągu {n} minut (" + form + ").");
            texts.put("callback.confirmed.hours." + form, "Oddzwonimy w ciągu {n} godzin (" + form + ").");
        }
        texts.put("wait.less.minutes.one", "Mniej niż minutę.");
        texts.put("wait.about.minutes.one", "Około minuty.");
        texts.put("callback.confirmed.minutes.one", "Oddzwonimy w ciągu minuty.");
        return Map.copyOf(texts);
    }
}
