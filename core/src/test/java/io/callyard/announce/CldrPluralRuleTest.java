package io.callyard.announce;

import static io.callyard.announce.PluralCategory.FEW;
import static io.callyard.announce.PluralCategory.MANY;
import static io.callyard.announce.PluralCategory.ONE;
import static io.callyard.announce.PluralCategory.OTHER;
import static io.callyard.announce.PluralCategory.TWO;
import static io.callyard.announce.PluralCategory.ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plural rules in the syntax of the CLDR, against the sample numbers that it publishes with them. */
class CldrPluralRuleTest {
    @Test
    void englishAndGermanHaveAFormForOne() {
        PluralRule rule = CldrPluralRule.parse(Map.of(ONE, "i = 1 and v = 0 @integer 1"));

        assertForms(rule, ONE, 1);
        assertForms(rule, OTHER, 0, 2, 3, 11, 21, 100, 101, 1_000_000);
    }

    @Test
    void spanishHasAFormForMillions() {
        PluralRule rule = CldrPluralRule.parse(
                Map.of(ONE, "n = 1", MANY, "e = 0 and i != 0 and i % 1000000 = 0 and v = 0 or e != 0..5"));

        assertForms(rule, ONE, 1);
        assertForms(rule, MANY, 1_000_000, 2_000_000);
        assertForms(rule, OTHER, 0, 2, 16, 100, 1_000, 100_000, 1_000_001);
    }

    @Test
    void polishHasAFormForFew() {
        PluralRule rule = CldrPluralRule.parse(Map.of(
                ONE,
                "i = 1 and v = 0",
                FEW,
                "v = 0 and i % 10 = 2..4 and i % 100 != 12..14",
                MANY,
                "v = 0 and i != 1 and i % 10 = 0..1 or v = 0 and i % 10 = 5..9 or v = 0 and i % 100 = 12..14"));

        assertForms(rule, ONE, 1);
        assertForms(rule, FEW, 2, 3, 4, 22, 23, 24, 32, 102, 1_002);
        assertForms(rule, MANY, 0, 5, 10, 11, 12, 13, 14, 19, 21, 25, 100, 111, 112, 1_000);
    }

    @Test
    void arabicHasAllSix() {
        PluralRule rule = CldrPluralRule.parse(
                Map.of(ZERO, "n = 0", ONE, "n = 1", TWO, "n = 2", FEW, "n % 100 = 3..10", MANY, "n % 100 = 11..99"));

        assertForms(rule, ZERO, 0);
        assertForms(rule, ONE, 1);
        assertForms(rule, TWO, 2);
        assertForms(rule, FEW, 3, 10, 103, 110, 1_003);
        assertForms(rule, MANY, 11, 26, 111, 1_011);
        assertForms(rule, OTHER, 100, 101, 102, 200, 202, 1_000);
    }

    @Test
    void latvianHasListsOfRanges() {
        PluralRule rule = CldrPluralRule.parse(Map.of(ZERO, "n % 10 = 0 or n % 100 = 11..13,15 , 17..19"));

        assertForms(rule, ZERO, 0, 10, 11, 13, 15, 17, 19, 20, 111, 115);
        assertForms(rule, OTHER, 1, 14, 16, 21, 114);
    }

    @Test
    void japaneseHasOnlyOne() {
        assertForms(CldrPluralRule.parse(Map.of()), OTHER, 0, 1, 2, 11, 1_000_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "n",
                "n = ",
                "x = 1",
                "n is 1",
                "n = 1 and",
                "n = 1 or or n = 2",
                "n % 0 = 1",
                "n = 1..",
                "n = a"
            })
    void anythingElseIsMisuse(String condition) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CldrPluralRule.parse(Map.of(ONE, condition)))
                .withMessageContaining("plural condition");
    }

    private static void assertForms(PluralRule rule, PluralCategory form, long... numbers) {
        assertThat(LongStream.of(numbers).filter(number -> rule.of(number) != form))
                .as("numbers that should be %s", form)
                .isEmpty();
    }
}
