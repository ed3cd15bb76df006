package io.callyard.store.jdbc.ledger;

import io.callyard.model.AccountLimits;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.TenantId;
import io.callyard.spi.store.ClaimOrder;
import io.callyard.spi.store.Claimed;
import io.callyard.store.jdbc.sql.Changes;
import io.callyard.store.jdbc.sql.Message;
import io.callyard.store.jdbc.sql.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One transaction of a claim: finds tenants that may be able to go, locks some of them, decides and writes. On
 * PostgreSQL it is two messages: one asks for all of it, the other writes and commits.
 *
 * @param order what is asked for
 * @param max how many calls still are
 * @param quotas what may still be taken of some accounts; used up by this transaction
 * @param patient whether to wait where somebody is at work on all tenants that could go: not with calls in hand, which
 *     must not wait for somebody's lock until their lease is over
 * @param dueFirst whether calls whose time has come have to be brought into the queue before
 * @param defaults the limits of accounts for which nobody has set any
 * @param free hears of the limits that tenants share
 * @param turns numbers the turns
 */
record ClaimAttempt(
        ClaimOrder order,
        int max,
        Quotas quotas,
        boolean patient,
        boolean dueFirst,
        AccountLimits defaults,
        FreeLimits free,
        Turns turns) {
    private static final int MAX_TENANTS = 64;

    /** What is to be done next. */
    enum Next {
        /** Nobody could go any more. */
        NOTHING,
        /** There may be more. */
        AGAIN,
        /** Calls have to be brought into the queue whose time has come; only then can be told who goes first. */
        BRING_DUE
    }

    /**
     * What the transaction did.
     *
     * @param isInVain whether it changed nothing at all
     */
    record Result(List<Claimed> claimed, Tables.Effects effects, Next next, boolean isInVain) {
        private static Result nothing(Next next) {
            return new Result(List.of(), Tables.Effects.of(List.of()), next, true);
        }
    }

    Result run(Session session) {
        if (!session.dialect().takesMessages()) {
            return stepByStep(session);
        }
        Map<TenantId, TenantBook> books = new LinkedHashMap<>();
        List<KeptCall> heads = new ArrayList<>();
        Map<String, SharedLimit> limits = new HashMap<>();
        Message message = session.message(TenantLocks.PATIENTLY);
        Candidates.Found found = Candidates.lock(message, session, tenants(), quotas.usedUp(), books);
        CallRows.askHeadsOfLocked(message, books, max, heads);
        LimitRows.hold(message, session, limits);
        message.send();
        if (dueFirst && found.due) {
            return Result.nothing(Next.BRING_DUE);
        }
        if (found.candidates == 0) {
            return Result.nothing(Next.NOTHING);
        }
        if (books.isEmpty()) {
            return stepByStep(session); // somebody is at work on all of them
        }
        boolean isAll = books.size() == found.candidates && found.candidates < tenants();
        return decide(session, books, heads, limits, isAll);
    }

    private Result stepByStep(Session session) {
        if (dueFirst && !DueWaiting.find(session).isEmpty()) {
            return Result.nothing(Next.BRING_DUE);
        }
        List<TenantId> found = Candidates.find(session, tenants(), quotas.usedUp());
        if (found.isEmpty()) {
            return Result.nothing(Next.NOTHING);
        }
        Map<TenantId, TenantBook> books = TenantLocks.lockSome(session, found, patient);
        if (books.isEmpty()) {
            return Result.nothing(patient ? Next.AGAIN : Next.NOTHING);
        }
        // Somebody else may have served them since they were found.
        books.values().removeIf(book -> !isWorthALook(book));
        if (books.isEmpty()) {
            return Result.nothing(Next.AGAIN);
        }
        return decide(session, books, readHeads(session, books), Map.of(), false);
    }

    private List<KeptCall> readHeads(Session session, Map<TenantId, TenantBook> books) {
        int share = (max + books.size() - 1) / books.size();
        if (session.dialect().hasLateral()) {
            return CallRows.readHeads(session, books, share);
        }
        LaneRows.readLiningUp(session, books);
        List<KeptCall> heads = new ArrayList<>();
        for (TenantBook book : books.values()) {
            for (LaneBook lane : book.lanes.values()) {
                if (Choice.isOpen(book, lane) && lane.delayedUntil(book.now) == null) {
                    int most = (int) Math.min(share, (long) lane.maxLive() - lane.live);
                    CallRows.head(session, book.id, lane.key, most).forEach(head -> heads.add(book.read(head)));
                }
            }
        }
        return heads;
    }

    private int tenants() {
        return Math.min(max, MAX_TENANTS);
    }

    private static boolean isWorthALook(TenantBook book) {
        return book.ready || book.parked || book.wakeAt != null && !book.wakeAt.isAfter(book.now);
    }

    /**
     * Decides who goes, of tenants that are locked, and writes it.
     *
     * @param heads the calls that go first of their lanes, in the order in which those of one lane go
     * @param held limits that the transaction holds already
     * @param isAll whether these are all tenants that could go
     */
    private Result decide(
            Session session,
            Map<TenantId, TenantBook> books,
            List<KeptCall> heads,
            Map<String, SharedLimit> held,
            boolean isAll) {
        Map<String, SharedLimit> limits = LimitRows.use(session, held, accounts(books.values()), defaults);
        SharedLimit system = limits.get(SharedLimit.SYSTEM);
        free.note(limits.values(), books.values().iterator().next().now);
        if (system == null || !system.hasFreeSlot()) {
            return Result.nothing(Next.NOTHING);
        }
        ClaimRound round = new ClaimRound(order, quotas, limits, system, turns);
        for (KeptCall head : heads) {
            TenantBook book = books.get(head.call().tenant());
            if (book != null) {
                round.add(book, head);
            }
        }
        List<Claimed> claimed = round.run(books.values(), max);
        boolean isInVain = books.values().stream().noneMatch(book -> book.dirty);
        boolean isOver = isAll && books.values().stream().noneMatch(book -> book.ready);
        Tables.Effects effects = Tables.Effects.of(books.values());
        Changes changes = Writer.of(books.values());
        LimitRows.add(changes, limits.values());
        session.finish(changes);
        return new Result(claimed, effects, isOver || !system.hasFreeSlot() ? Next.NOTHING : Next.AGAIN, isInVain);
    }

    private static Set<String> accounts(Collection<TenantBook> books) {
        Set<String> accounts = new HashSet<>();
        accounts.add(SharedLimit.SYSTEM);
        for (TenantBook book : books) {
            for (LaneBook lane : book.lanes.values()) {
                if (Choice.isOpen(book, lane)) {
                    CarrierAccountId account = lane.account(book.limits.account());
                    accounts.add(account.value());
                }
            }
        }
        return accounts;
    }
}
