package io.callyard.fake.twilio;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call as it was at one moment.
 *
 * @param sid its id
 * @param to who is called
 * @param from who calls
 * @param status in the API's words
 * @param direction {@code inbound}, {@code outbound-api} or {@code outbound-dial}
 * @param parent the call that it was dialled by, if a document did that
 * @param createdAt when it was made
 * @param dials how often the other side was really called for it: 0 while it waits for its turn, then 1; 0 as well if
 *     somebody called in
 */
public record CallSnapshot(
        String sid,
        String to,
        String from,
        String status,
        String direction,
        @Nullable String parent,
        Instant createdAt,
        int dials) {}
