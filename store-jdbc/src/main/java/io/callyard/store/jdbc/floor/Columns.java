package io.callyard.store.jdbc.floor;

import io.callyard.store.jdbc.codec.Micros;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How values stand in columns. */
final class Columns {
    /** Before any time there is: a condition that an index is searched by, where a column must only not be empty. */
    static final long EVER = Long.MIN_VALUE;

    private Columns() {}

    static @Nullable Long micros(@Nullable Instant instant) {
        return instant == null ? null : Micros.of(instant);
    }
}
