package io.callyard.store.jdbc.ledger;

import io.callyard.model.AccountLimits;
import io.callyard.model.CallId;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.TenantId;
import io.callyard.spi.store.ClaimOrder;
import io.callyard.spi.store.Claimed;
import io.callyard.spi.store.LimitDefaults;
import io.callyard.spi.store.StoreUnavailableException;
import io.callyard.store.jdbc.sql.Session;
import io.callyard.store.jdbc.sql.Transactions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reserves slots.
 *
 * <p>A look without locks finds calls whose time has come and tenants that may be able to go; a
 * transaction locks some of these tenants and decides. A tenant that can do nothing is put where it
 * costs nothing until something changes for it, so each round either claims or makes the next one
 * smaller.
 *
 * <p><b>Threads.</b> Safe for many.
 */
public final class Claiming {
    private static final int MAX_TENANTS = 64;
    private static final int MAX_DUE = 500;

    /** Rounds in which others were faster; then it is their work. */
    private static final int MAX_IN_VAIN = 16;

    private final Transactions transactions;
    private final Supplier<LimitDefaults> defaults;
    private final Consumer<Tables.Effects> effects;
    private final Turns turns = new Turns();

    /**
     * Reserves slots.
     *
     * @param defaults the limits of those for whom nobody has set any
     * @param effects hears of what was changed, after it was
     */
    public Claiming(Transactions transactions, Supplier<LimitDefaults> defaults, Consumer<Tables.Effects> effects) {
        this.transactions = transactions;
        this.defaults = defaults;
        this.effects = effects;
    }

    /** Claims, as {@link io.callyard.spi.store.OutboundStore#claim} says. */
    public List<Claimed> claim(ClaimOrder order) {
        List<Claimed> claimed = new ArrayList<>();
        try {
            claim(order, claimed);
        } catch (StoreUnavailableException e) {
            // What an earlier transaction reserved is certainly the asker's, and nobody else would place it.
            // A tenant that is locked for long has no work that could be had now.
            if (claimed.isEmpty() && !transactions.isLocked(e)) {
                throw e;
            }
        }
        return claimed;
    }

    private void claim(ClaimOrder order, List<Claimed> claimed) {
        Quotas quotas = new Quotas(order.quotas());
        int inVain = 0;
        while (claimed.size() < order.max() && inVain < MAX_IN_VAIN) {
            int max = order.max() - claimed.size();
            Round plain = transactions.changeLocked(session -> plainRound(session, order, max, quotas.copy()));
            if (!plain.claimed.isEmpty()) {
                take(plain, claimed, quotas);
                continue;
            }
            List<CarrierAccountId> closed = quotas.usedUp();
            Candidates found = transactions.snapshot(
                    session -> Candidates.look(session, Math.min(max, MAX_TENANTS), MAX_DUE, closed));
            // Calls that are reserved must not wait for somebody's lock until their lease is over.
            boolean patient = claimed.isEmpty();
            if (!found.due().isEmpty()
                    && bringDue(order, found.due(), patient && found.tenants().isEmpty())) {
                continue;
            }
            if (found.tenants().isEmpty()) {
                return;
            }
            Round round = transactions.changeLocked(
                    session -> round(session, order, max, quotas.copy(), found.tenants(), patient));
            take(round, claimed, quotas);
            if (round.isOver) {
                return;
            }
            inVain = round.isInVain ? inVain + 1 : 0;
        }
    }

    private void take(Round round, List<Claimed> claimed, Quotas quotas) {
        effects.accept(round.effects);
        round.claimed.forEach(one -> quotas.use(accountOf(one)));
        claimed.addAll(round.claimed);
    }

    private static CarrierAccountId accountOf(Claimed one) {
        if (one.call().attempt() == null) {
            throw new IllegalStateException(
                    "a claimed call has an attempt: " + one.call().id());
        }
        return one.call().attempt().account();
    }

    /**
     * What one transaction claimed.
     *
     * @param isOver whether another would claim nothing more
     * @param isInVain whether nothing was changed at all, because others were faster
     */
    private record Round(List<Claimed> claimed, Tables.Effects effects, boolean isOver, boolean isInVain) {
        static final Round NOTHING = over(false);

        static Round over(boolean isOver) {
            return new Round(List.of(), Tables.Effects.of(List.of()), isOver, true);
        }
    }

    /**
     * Where nothing is due by time and nobody waits for an account, those who are ready are all who may go:
     * they are found and locked by one statement.
     */
    private Round plainRound(Session session, ClaimOrder order, int max, Quotas quotas) {
        if (!session.dialect().hasLateral()) {
            return Round.NOTHING;
        }
        Map<TenantId, TenantBook> books = TenantRows.lockReady(session, Math.min(max, MAX_TENANTS));
        books.values().removeIf(book -> !isWorthALook(book));
        List<KeptCall> heads = books.isEmpty()
                ? List.of()
                : CallRows.readHeads(session, books, ClaimRound.share(max, books.size()), true);
        return heads.isEmpty() ? Round.NOTHING : decide(session, order, max, quotas, books, heads);
    }

    private Round round(
            Session session, ClaimOrder order, int max, Quotas quotas, List<TenantId> candidates, boolean patient) {
        Map<TenantId, TenantBook> books = TenantRows.lockSome(session, candidates, patient);
        if (books.isEmpty() && !patient) {
            return Round.over(true);
        }
        books.values().removeIf(book -> !isWorthALook(book));
        if (books.isEmpty()) {
            return Round.NOTHING;
        }
        if (session.dialect().hasLateral()) {
            List<KeptCall> heads = CallRows.readHeads(session, books, ClaimRound.share(max, books.size()), false);
            return decide(session, order, max, quotas, books, heads);
        }
        LaneRows.readLiningUp(session, books);
        return decide(session, order, max, quotas, books, null);
    }

    /**
     * Decides who goes, of tenants that are locked and whose lanes were read.
     *
     * @param heads the calls that go first of their lanes; null to read them
     */
    private Round decide(
            Session session,
            ClaimOrder order,
            int max,
            Quotas quotas,
            Map<TenantId, TenantBook> books,
            @Nullable List<KeptCall> heads) {
        Map<String, SharedLimit> limits = LimitRows.use(session, accounts(books.values()), accountDefaults());
        SharedLimit system = limits.get(SharedLimit.SYSTEM);
        if (system == null || !system.hasFreeSlot()) {
            return Round.over(true);
        }
        ClaimRound round = new ClaimRound(order, quotas, limits, system, turns);
        if (heads == null) {
            round.readHeads(session, books.values(), max);
        } else {
            heads.forEach(head -> round.add(book(books, head), head));
        }
        List<Claimed> claimed = round.run(books.values(), max);
        boolean isInVain = books.values().stream().noneMatch(book -> book.dirty);
        Writer.write(session, books.values());
        LimitRows.write(session, limits.values());
        return new Round(claimed, Tables.Effects.of(books.values()), !system.hasFreeSlot(), isInVain);
    }

    private static TenantBook book(Map<TenantId, TenantBook> books, KeptCall call) {
        TenantBook book = books.get(call.call().tenant());
        if (book == null) {
            throw new IllegalStateException("a call was read of a tenant that is not locked: "
                    + call.call().id());
        }
        return book;
    }

    private AccountLimits accountDefaults() {
        return defaults.get().account();
    }

    /** Somebody else may have served it since it was looked up. */
    private static boolean isWorthALook(TenantBook book) {
        return book.ready || book.parked || book.wakeAt != null && !book.wakeAt.isAfter(book.now);
    }

    private static Set<String> accounts(Collection<TenantBook> books) {
        Set<String> accounts = new HashSet<>();
        accounts.add(SharedLimit.SYSTEM);
        for (TenantBook book : books) {
            for (LaneBook lane : book.lanes.values()) {
                if (Choice.isOpen(book, lane)) {
                    accounts.add(lane.account(book.limits.account()).value());
                }
            }
        }
        return accounts;
    }

    /**
     * Brings waiting calls whose time has come into the queue, or ends those whose time ran out.
     *
     * @return false if somebody is at work on all of their tenants
     */
    private boolean bringDue(ClaimOrder order, Map<CallId, TenantId> due, boolean patient) {
        List<TenantId> tenants = due.values().stream().distinct().toList();
        AtomicBoolean any = new AtomicBoolean();
        effects.accept(transactions.change(session -> {
            Map<TenantId, TenantBook> books = TenantRows.lockSome(session, tenants, patient);
            any.set(!books.isEmpty());
            Tables.put(session, books, CallRows.find(session, due.keySet()), Set.of());
            for (CallId id : due.keySet()) {
                TenantBook book = books.get(due.get(id));
                KeptCall kept = book == null ? null : book.call(id);
                if (book != null && kept != null && Phase.isWaiting(kept.phase())) {
                    book.keep(kept, order.machine().timePassed(kept.call(), book.step()));
                }
            }
            Writer.write(session, books.values());
            return Tables.Effects.of(books.values());
        }));
        return any.get();
    }
}
