package io.callyard.store.jdbc.ledger;

import io.callyard.model.Call;
import io.callyard.store.jdbc.sql.Session;
import java.util.ArrayList;
import java.util.List;

/**
 * The place of a call in its tenant's line. Whole blocks of 4,096 positions are counted by one row each,
 * so that in a line of a million at most 250 rows for each priority and a part of one block are read.
 */
final class Line {
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

    /** Returns how many calls of {@code lanes} go before {@code call}. */
    static long before(Session session, Call call, List<LaneBook> lanes) {
        int rank = call.subject().type().rank();
        long before = 0;
        List<String> beside = new ArrayList<>();
        for (LaneBook lane : lanes) {
            if (lane.type().rank() < rank) {
                before += lane.lined;
            } else if (lane.type().rank() == rank && lane.lined > 0) {
                beside.add(lane.key);
            }
        }
        return beside.isEmpty() ? before : before + countBeside(session, call, beside);
    }

    private static long countBeside(Session session, Call call, List<String> lanes) {
        long block = Pending.block(call.position());
        return session.query("SELECT CAST((SELECT COALESCE(sum(calls), 0) FROM {line} WHERE tenant = :tenant"
                        + " AND lane = ANY(:lanes) AND (priority > :priority OR priority = :priority"
                        + " AND block < :block)) AS bigint) + (SELECT count(*) FROM {call} WHERE tenant = :tenant"
                        + " AND lane = ANY(:lanes) AND phase = 1 AND priority = :priority AND position >= :from"
                        + " AND position < :position)")
                .bind("tenant", call.tenant().value())
                .bindArray("lanes", String.class, lanes)
                .bind("priority", call.priority())
                .bind("block", block)
                .bind("from", Pending.firstOfBlock(block))
                .bind("position", call.position())
                .mapTo(Long.class)
                .one();
    }
}
