package io.callyard.outbound;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why nothing is happening: every reason at once, since removing one only uncovers the next.
 *
 * @param reasons at least one, the most lasting first
 * @param earliest the earliest instant at which something could happen, as far as time alone decides
 *     it; absent if it depends on other calls or on people
 */
public record Explanation(List<Reason> reasons, @Nullable Instant earliest) {
    public Explanation {
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("an explanation has a reason");
        }
    }

    /** Returns the most lasting reason. */
    public Reason first() {
        return reasons.get(0);
    }
}
