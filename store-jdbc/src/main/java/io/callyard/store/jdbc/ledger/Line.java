package io.callyard.store.jdbc.ledger;

import io.callyard.model.Call;
import io.callyard.store.jdbc.sql.Message;
import io.callyard.store.jdbc.sql.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * The place of a call in its tenant's line. Whole blocks of 4,096 positions are counted by one row each,
 * so that in a line of a million at most 250 rows for each priority and a part of one block are read.
 */
final class Line {
    private static final String OF_LANES = " WHERE tenant = ANY(:tenants) AND lane = ANY(:lanes) AND ";
    private static final String BESIDE = "SELECT CAST((SELECT COALESCE(sum(calls), 0) FROM {line}" + OF_LANES
            + "(priority > :priority OR priority = :priority AND block < :block)) AS bigint)"
            + " + (SELECT count(*) FROM {call}" + OF_LANES
            + "phase = 1 AND priority = :priority AND position >= :from AND position < :position)";

    private Line() {}

    static boolean goesBefore(Call one, Call other) {
        int byRank = Integer.compare(
                one.subject().type().rank(), other.subject().type().rank());
        if (byRank != 0) {
            return byRank < 0;
        }
        int byPriority = Integer.compare(other.priority(), one.priority());
        return byPriority != 0 ? byPriority < 0 : one.position() < other.position();
    }

    /**
     * Lets a message count the calls that go before one.
     *
     * @param lanes whose calls are counted
     * @param sink gets the count
     */
    static void askBefore(Message message, Call call, List<LaneBook> lanes, LongConsumer sink) {
        int rank = call.subject().type().rank();
        long whole = 0;
        List<String> beside = new ArrayList<>();
        for (LaneBook lane : lanes) {
            if (lane.type().rank() < rank) {
                whole += lane.lined;
            } else if (lane.type().rank() == rank && lane.lined > 0) {
                beside.add(lane.key);
            }
        }
        if (beside.isEmpty()) {
            sink.accept(whole);
        } else {
            askBeside(message, call, beside, whole, sink);
        }
    }

    private static void askBeside(Message message, Call call, List<String> lanes, long whole, LongConsumer sink) {
        long block = Pending.block(call.position());
        Values values = Values.none()
                .texts("tenants", List.of(call.tenant().value()))
                .texts("lanes", lanes)
                .number("priority", call.priority())
                .number("block", block)
                .number("from", Pending.firstOfBlock(block))
                .number("position", call.position());
        message.ask(BESIDE, values, row -> sink.accept(whole + row.getLong(1)));
    }
}
