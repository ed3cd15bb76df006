package io.callyard.telephony.simulated;

import io.callyard.model.TenantId;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.Utterance;
import io.callyard.spi.carrier.BridgeOrder;
import io.callyard.spi.carrier.LineEnd;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What really happened on a caller's line, whatever anybody was told.
 *
 * @param tenant whom was called
 * @param line which line
 * @param arrival who called
 * @param openedAt since when
 * @param music what is played while he is held; absent if he was never held; empty: the carrier's own
 * @param heard what was said to him, in order
 * @param bridges with whom he was connected, in order
 * @param endedAt when the line ended; absent while it is open
 * @param released how the engine let go of it; absent if it is open or the caller hung up
 */
public record LineRecord(
        TenantId tenant,
        CallerLine line,
        Arrival arrival,
        Instant openedAt,
        @Nullable String music,
        List<Heard> heard,
        List<BridgeOrder> bridges,
        @Nullable Instant endedAt,
        @Nullable LineEnd released) {

    public LineRecord {
        heard = List.copyOf(heard);
        bridges = List.copyOf(bridges);
    }

    /**
     * Something that was heard.
     *
     * @param at when
     * @param words what
     */
    public record Heard(Instant at, Utterance words) {}
}
