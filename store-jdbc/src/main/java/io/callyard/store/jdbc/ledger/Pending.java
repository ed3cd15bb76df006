package io.callyard.store.jdbc.ledger;

import io.callyard.event.LoggedEvent;
import io.callyard.model.Attempt;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction has to write of one tenant beside its row and its lanes.
 *
 * <p><b>Threads.</b> One at a time.
 */
final class Pending {
    /** A longer block means fewer rows to add up for a place in line, and more calls to count one by one. */
    private static final int BLOCK_BITS = 12;

    /** A piece of a line: calls of one lane and priority with neighbouring positions. */
    record Block(String lane, int priority, long number) {}

    /** How a carrier knows an attempt of a call. */
    record CarrierKey(String account, String id) {}

    final List<LoggedEvent> events = new ArrayList<>();
    final Set<CallId> inserted = new LinkedHashSet<>();
    final Set<CallId> updated = new LinkedHashSet<>();
    final Map<Block, Integer> blocks = new HashMap<>();
    final Map<CarrierKey, CallId> atCarrier = new HashMap<>();
    final Map<CallId, Set<String>> onceKeys = new HashMap<>();
    final Set<String> parkedOn = new LinkedHashSet<>();

    /** Whether rows of the parked have to go. */
    boolean unpark;

    /** Whether a call of the tenant may be able to go that could not before. */
    boolean look;

    /** Whether a campaign was stopped and calls still wait in it. */
    boolean clearing;

    /** The accounts on which a slot was freed. */
    final Set<String> freedOn = new LinkedHashSet<>();

    /** The earliest time at which one of the changed calls needs attention. */
    @Nullable
    Instant attentionAt;

    void changed(CallId call) {
        if (!inserted.contains(call)) {
            updated.add(call);
        }
    }

    void note(@Nullable Call before, Call after) {
        Instant attention = after.attentionAt();
        if (attention != null && (attentionAt == null || attention.isBefore(attentionAt))) {
            attentionAt = attention;
        }
        Attempt attempt = after.attempt();
        if (attempt != null && attempt.carrierCallId() != null && !isKnown(before, attempt)) {
            atCarrier.put(
                    new CarrierKey(
                            attempt.account().value(), attempt.carrierCallId().value()),
                    after.id());
        }
        if (before != null
                && before.attempt() != null
                && before.state().holdsSlot()
                && !after.state().holdsSlot()) {
            freedOn.add(before.attempt().account().value());
        }
    }

    /** Counts a call into its place in line, or out of it. */
    void inLine(String lane, Call call, int by) {
        blocks.merge(new Block(lane, call.priority(), block(call.position())), by, Integer::sum);
    }

    /** Returns whether a call of a lane came into line, or left it. */
    boolean touchesLineOf(String lane) {
        return blocks.keySet().stream().anyMatch(block -> block.lane().equals(lane));
    }

    /** Returns the number of the block that a position lies in. */
    static long block(long position) {
        return position >> BLOCK_BITS;
    }

    /** Returns the first position of a block. */
    static long firstOfBlock(long block) {
        return block << BLOCK_BITS;
    }

    private static boolean isKnown(@Nullable Call before, Attempt attempt) {
        return before != null
                && before.attempts() == attempt.number()
                && attempt.carrierCallId() != null
                && attempt.carrierCallId().equals(before.carrierCallId());
    }
}
