package io.callyard.telephony.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CountsTest {
    @Test
    void eachKindIsCountedByItself() {
        Counts counts = new Counts();
        counts.add("a");
        counts.add("b");
        counts.add("a");

        assertThat(counts.toMap()).containsEntry("a", 2L).containsEntry("b", 1L).hasSize(2);
    }

    @Test
    void kindsWithoutEndAreCountedTogether() {
        Counts counts = new Counts();
        IntStream.range(0, 10_000).forEach(i -> counts.add("kind " + i));

        assertThat(counts.toMap()).hasSizeLessThanOrEqualTo(201).containsKey("other");
        assertThat(counts.toMap().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(10_000);
    }
}
