package io.callyard.spi.store;

import io.callyard.model.CallState;
import io.callyard.model.CallType;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many calls a tenant has, by type and state. Ended calls that were cleaned away still count.
 *
 * @param byType the counts; a pair that is absent counts zero
 */
public record CallCounts(Map<CallType, Map<CallState, Long>> byType) {
    public CallCounts {
        Map<CallType, Map<CallState, Long>> copy = new EnumMap<>(CallType.class);
        byType.forEach((type, counts) -> copy.put(type, Map.copyOf(counts)));
        byType = Map.copyOf(copy);
    }

    /** Returns how many calls of {@code type} are in {@code state}. */
    public long of(CallType type, CallState state) {
        return byType.getOrDefault(type, Map.of()).getOrDefault(state, 0L);
    }

    /** Returns how many calls of {@code type} hold a slot. */
    public long live(CallType type) {
        long sum = 0;
        for (CallState state : CallState.values()) {
            sum += state.holdsSlot() ? of(type, state) : 0;
        }
        return sum;
    }

    /** Returns how many calls of any type stand in the queue. */
    public long queued() {
        long sum = 0;
        for (CallType type : CallType.values()) {
            sum += of(type, CallState.QUEUED);
        }
        return sum;
    }
}
