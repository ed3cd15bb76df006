package io.callyard.store.jdbc.news;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NewsTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId ZOE = new TenantId("Zoë + * 1");

    @Test
    void isReadAsItWasTold() {
        assertThat(News.read(News.message("a1", true, List.of(ACME, ZOE))))
                .contains(new News("a1", true, Set.of(ACME, ZOE), false));
        assertThat(News.read(News.message("a1", false, List.of(ACME))))
                .contains(new News("a1", false, Set.of(ACME), false));
        assertThat(News.read(News.message("a1", true, List.of()))).contains(new News("a1", true, Set.of(), false));
    }

    @Test
    void saysThatThereIsMoreThanAMessageHolds() {
        List<TenantId> many = IntStream.range(0, 1_000)
                .mapToObj(i -> new TenantId("ö".repeat(40) + i))
                .toList();

        String message = News.message("a1", true, many);

        assertThat(message.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(8_000);
        assertThat(News.read(message)).contains(new News("a1", true, Set.of(), true));
    }

    @Test
    void isNothingIfNothingWasSaid() {
        assertThat(News.read("")).isEmpty();
    }
}
