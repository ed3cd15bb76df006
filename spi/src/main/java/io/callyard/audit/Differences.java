package io.callyard.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** In what a stored value and the events differ, in words. */
final class Differences {
    private final StringJoiner found = new StringJoiner("; ");

    void same(String what, @Nullable Object stored, @Nullable Object told) {
        if (!Objects.equals(stored, told)) {
            found.add(what + " is " + stored + ", the events say " + told);
        }
    }

    /** Stores keep instants to the microsecond, events may be finer. */
    void sameInstant(String what, @Nullable Instant stored, @Nullable Instant told) {
        same(what, micros(stored), micros(told));
    }

    /** Returns what was found; null if nothing was. */
    @Nullable
    String text() {
        return found.length() == 0 ? null : found.toString();
    }

    private static @Nullable Instant micros(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MICROS);
    }
}
