package io.callyard.fake.twilio;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Points in time as the API writes them: RFC 2822, in UTC, to the second. */
final class Dates {
    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss Z", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Dates() {}

    static String text(Instant instant) {
        return RFC_2822.format(instant);
    }

    static @Nullable String textOrNull(@Nullable Instant instant) {
        return instant == null ? null : text(instant);
    }
}
