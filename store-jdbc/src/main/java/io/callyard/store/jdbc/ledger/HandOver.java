package io.callyard.store.jdbc.ledger;

import io.callyard.model.CarrierAccountId;
import io.callyard.model.TenantId;
import io.callyard.spi.store.ClaimOrder;
import io.callyard.spi.store.Claimed;
import io.callyard.store.jdbc.sql.Message;
import io.callyard.store.jdbc.sql.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Claims along with a change: when it lets a call of its tenant go, the slot is given in the same transaction. Only
 * where no limit that tenants share could hold the call back or another tenant could want the slot, and where no call
 * of any tenant waits to be brought into the queue; all else is left to the next claim.
 *
 * <p><b>Threads.</b> One at a time.
 *
 * @param order what may be claimed
 * @param free what is known of the limits that tenants share
 */
record HandOver(ClaimOrder order, FreeLimits free) {
    /** Heads to be read of a lane: a change seldom frees more slots of one tenant. */
    private static final int HEADS = 4;

    /**
     * What was claimed.
     *
     * @param limits the shared limits that were taken to limit nothing; to be {@linkplain FreeLimits#requireFree made
     *     sure} before the commit
     */
    record Result(List<Claimed> claimed, Collection<String> limits) {
        static final Result NOTHING = new Result(List.of(), List.of());
    }

    /**
     * Claims, after the steps ran and before anything is written.
     *
     * @param changed tenants that were locked when it was asked whether calls wait to be brought into the queue
     */
    Result claim(Session session, Collection<TenantBook> changed) {
        Map<String, SharedLimit> limits = new HashMap<>();
        limits.put(SharedLimit.SYSTEM, FreeLimits.free(SharedLimit.SYSTEM));
        List<TenantBook> able = changed.stream().filter(this::mayGo).collect(Collectors.toCollection(ArrayList::new));
        Map<LaneBook, List<KeptCall>> heads = readHeads(session, able);
        able.removeIf(book -> !addLimits(book, limits));
        if (able.isEmpty()) {
            return Result.NOTHING;
        }
        ClaimRound round =
                new ClaimRound(order, new Quotas(order.quotas()), limits, FreeLimits.free(SharedLimit.SYSTEM), null);
        for (TenantBook book : able) {
            for (LaneBook lane : book.lanes.values()) {
                List<KeptCall> known = isKnown(book, lane) ? inLine(book, lane) : heads.getOrDefault(lane, List.of());
                known.forEach(head -> round.add(book, head));
            }
        }
        List<Claimed> claimed = round.run(able, order.max());
        return claimed.isEmpty() ? Result.NOTHING : new Result(claimed, new TreeSet<>(limits.keySet()));
    }

    private boolean mayGo(TenantBook book) {
        return book.pending.look
                && book.ready
                && book.lined > 0
                && book.hasFreeSlot()
                && free.wasFree(SharedLimit.SYSTEM);
    }

    /** Reads the calls that go first where the transaction does not know them, and leaves out who stays unclear. */
    private static Map<LaneBook, List<KeptCall>> readHeads(Session session, List<TenantBook> able) {
        Map<LaneBook, List<KeptCall>> heads = new HashMap<>();
        Map<TenantId, TenantBook> unknown = new LinkedHashMap<>();
        able.stream().filter(book -> !isKnown(book)).forEach(book -> unknown.put(book.id, book));
        if (unknown.isEmpty()) {
            return heads;
        }
        List<KeptCall> read = new ArrayList<>();
        Message message = session.message();
        CallRows.askAnyHeads(message, unknown, HEADS, read);
        message.send();
        for (KeptCall head : read) {
            TenantBook book = unknown.get(head.call().tenant());
            if (book != null) {
                heads.computeIfAbsent(book.lane(head.call()), any -> new ArrayList<>())
                        .add(head);
            }
        }
        able.removeIf(book -> unknown.containsKey(book.id) && !isClear(book));
        return heads;
    }

    /** Whether every lane with a line is here, and each is known as a whole or stands as it was read. */
    private static boolean isClear(TenantBook book) {
        return hasAllLanes(book)
                && book.lanes.values().stream()
                        .filter(LaneBook::isRunning)
                        .allMatch(lane -> isKnown(book, lane) || !book.pending.touchesLineOf(lane.key));
    }

    private static boolean isKnown(TenantBook book) {
        return hasAllLanes(book)
                && book.lanes.values().stream().filter(LaneBook::isRunning).allMatch(lane -> isKnown(book, lane));
    }

    private static boolean hasAllLanes(TenantBook book) {
        return book.lined
                == book.lanes.values().stream()
                        .filter(LaneBook::isRunning)
                        .mapToLong(lane -> lane.lined)
                        .sum();
    }

    private static boolean isKnown(TenantBook book, LaneBook lane) {
        return lane.lined == 0 || lane.lined == inLine(book, lane).size();
    }

    private static List<KeptCall> inLine(TenantBook book, LaneBook lane) {
        return book.calls.values().stream()
                .filter(kept -> kept.phase() == Phase.IN_LINE
                        && LaneKey.of(kept.call().lane()).equals(lane.key))
                .sorted((one, other) -> Line.goesBefore(one.call(), other.call()) ? -1 : 1)
                .toList();
    }

    /** Returns false if an account of an open lane may limit something. */
    private boolean addLimits(TenantBook book, Map<String, SharedLimit> limits) {
        for (LaneBook lane : book.lanes.values()) {
            if (Choice.isOpen(book, lane)) {
                CarrierAccountId account = lane.account(book.limits.account());
                if (order.quotas().containsKey(account) || !free.wasFree(account.value())) {
                    return false;
                }
                limits.computeIfAbsent(account.value(), FreeLimits::free);
            }
        }
        return true;
    }
}
