package io.callyard.store.jdbc.codec;

import io.callyard.model.CallState;
import io.callyard.model.CallType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call as columns.
 *
 * @param fixed what never changes: see {@link CallCodec#fixed}
 * @param detail what changes and has no column: see {@link CallCodec#detail}
 */
public record CallRow(
        String tenant,
        UUID id,
        CallType type,
        String fixed,
        String data,
        int priority,
        @Nullable String key,
        CallState state,
        long position,
        int attempts,
        int dialled,
        @Nullable Instant attentionAt,
        Instant createdAt,
        Instant updatedAt,
        String detail) {

    /** Leaves out what is personal: the columns hold the full number and the data. */
    @Override
    public String toString() {
        return "CallRow[" + id + ", " + state + "]";
    }
}
