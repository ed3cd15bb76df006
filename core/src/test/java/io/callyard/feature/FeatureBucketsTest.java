package io.callyard.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.callyard.model.inbound.Feature;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The draw: even, stable, and independent from feature to feature. All numbers are fixed by the hash, so a test that
 * holds once holds always; the bounds say how good the draw has to be.
 */
@Tag("R4.11")
class FeatureBucketsTest {
    private static final int SUBJECTS = 100_000;

    /** Names as they really are: alike but for a few digits. */
    static Stream<Arguments> names() {
        return Stream.of(
                Arguments.of("numbers in a row", (IntFunction<String>) i -> "number:+1555" + (1_000_000 + i)),
                Arguments.of("contacts in a row", (IntFunction<String>) i -> "contact:" + i),
                Arguments.of("hexadecimal ids", (IntFunction<String>)
                        i -> String.format(Locale.ROOT, "caller:0190-0000-%08x", i * 4_096)));
    }

    /** Pearson's chi-square over 100 classes; its 99.9 % quantile with 99 degrees of freedom is 148.2. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void spreadsSubjectsEvenly(String what, IntFunction<String> name) {
        long[] classes = new long[100];
        for (int i = 0; i < SUBJECTS; i++) {
            classes[FeatureBuckets.of(Feature.CALLBACKS, name.apply(i)) / 100]++;
        }

        double expected = SUBJECTS / 100.0;
        double chiSquare = IntStream.range(0, 100)
                .mapToDouble(i -> Math.pow(classes[i] - expected, 2) / expected)
                .sum();
        assertThat(chiSquare).as(what).isLessThan(148.2);
    }

    /** Every share is met within 4 standard deviations. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void meetsEveryShare(String what, IntFunction<String> name) {
        for (double percent : new double[] {0.5, 1, 5, 25, 50, 75, 99}) {
            double p = percent / 100;
            Share share = Share.percent(percent);
            long on = IntStream.range(0, SUBJECTS)
                    .filter(i -> share.includes(FeatureBuckets.of(Feature.HOLD_MUSIC, name.apply(i))))
                    .count();
            assertThat((double) on)
                    .as("%s at %s%%", what, percent)
                    .isCloseTo(SUBJECTS * p, within(4 * Math.sqrt(SUBJECTS * p * (1 - p))));
        }
    }

    /** Known for ever: another hash would move callers from one side to the other with an update. */
    @Test
    void neverChanges() {
        assertThat(Stream.of("contact:1", "number:+15551234567", "", "contact:Zoë")
                        .map(subject -> FeatureBuckets.of(Feature.CALLBACKS, subject)))
                .containsExactly(4932, 5994, 1705, 4384);
    }

    /**
     * For each pair of features, the four groups of "has it or not" at 50 % are equally large: chi-square with three
     * degrees of freedom, 16.3 at 99.9 %, and with 36 pairs 23.0.
     */
    @Test
    void drawsEachFeatureOnItsOwn() {
        Feature[] features = Feature.values();
        for (int one = 0; one < features.length; one++) {
            for (int two = one + 1; two < features.length; two++) {
                Feature first = features[one];
                Feature second = features[two];
                long[] groups = new long[4];
                for (int i = 0; i < 20_000; i++) {
                    boolean hasFirst = FeatureBuckets.of(first, "contact:" + i) < Share.ALL / 2;
                    boolean hasSecond = FeatureBuckets.of(second, "contact:" + i) < Share.ALL / 2;
                    groups[(hasFirst ? 2 : 0) + (hasSecond ? 1 : 0)]++;
                }
                double chiSquare = IntStream.range(0, 4)
                        .mapToDouble(i -> Math.pow(groups[i] - 5_000.0, 2) / 5_000)
                        .sum();
                assertThat(chiSquare).as("%s and %s", first, second).isLessThan(23.0);
            }
        }
    }
}
