package io.callyard.store.jdbc.ledger;

import io.callyard.machine.Transition;
import io.callyard.model.Call;
import io.callyard.model.CarrierAccountId;
import io.callyard.spi.store.Changed;
import io.callyard.spi.store.ClaimOrder;
import io.callyard.spi.store.Claimed;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides who goes, among tenants that are locked: in turn, the one served longest ago first, until the
 * order is filled or nobody can go.
 *
 * <p><b>Threads.</b> One at a time.
 */
final class ClaimRound {
    private static final Comparator<TenantBook> LONGEST_UNSERVED =
            Comparator.<TenantBook>comparingLong(book -> book.lastServed).thenComparing(book -> book.id.value());

    private final ClaimOrder order;
    private final Quotas quotas;
    private final Map<String, SharedLimit> limits;
    private final SharedLimit system;
    private final @Nullable Turns turns;
    private final Map<LaneBook, Deque<KeptCall>> heads = new HashMap<>();

    /**
     * Begins.
     *
     * @param turns numbers the turns; null if what is taken counts as nobody's turn
     */
    ClaimRound(
            ClaimOrder order,
            Quotas quotas,
            Map<String, SharedLimit> limits,
            SharedLimit system,
            @Nullable Turns turns) {
        this.order = order;
        this.quotas = quotas;
        this.limits = limits;
        this.system = system;
        this.turns = turns;
    }

    /** Takes the calls that go first of their lanes, in their order. */
    void add(TenantBook book, KeptCall head) {
        heads.computeIfAbsent(book.lane(head.call()), any -> new ArrayDeque<>()).add(head);
    }

    /** Takes calls, and puts each tenant that can do nothing more to where it waits. */
    List<Claimed> run(Collection<TenantBook> books, int max) {
        TreeSet<TenantBook> waiting = new TreeSet<>(LONGEST_UNSERVED);
        waiting.addAll(books);
        List<Claimed> claimed = new ArrayList<>();
        while (claimed.size() < max && system.hasFreeSlot() && !waiting.isEmpty()) {
            TenantBook book = waiting.pollFirst();
            Claimed one = claimFor(book);
            if (one != null) {
                claimed.add(one);
                waiting.add(book);
            }
        }
        if (system.hasFreeSlot()) {
            // Those whose turn did not come again: who cannot go any more need not be looked at next time.
            waiting.forEach(this::parkIfStuck);
        }
        return claimed;
    }

    private @Nullable Claimed claimFor(TenantBook book) {
        Choice choice = choice(book);
        KeptCall head = choice.call;
        LaneBook lane = choice.lane;
        SharedLimit account = choice.account;
        if (choice.isUnsure) {
            return null; // it stays ready, and the next round reads more of it
        }
        if (head == null || lane == null || account == null) {
            choice.park(book);
            return null;
        }
        CarrierAccountId accountId = new CarrierAccountId(account.id);
        Transition<Call> reserved =
                order.machine().reserve(order.node(), accountId).apply(head.call(), book.step());
        heads.getOrDefault(lane, new ArrayDeque<>()).pollFirst();
        Changed changed = book.keep(book.read(head), reserved);
        if (!changed.after().state().holdsSlot()) {
            throw new IllegalStateException(
                    "the call that goes next was not reserved: " + head.call().id());
        }
        account.take(book.now);
        system.take(book.now);
        quotas.use(accountId);
        if (turns != null) {
            book.lastServed = turns.next(book.now, book.lastServed);
        }
        book.stopWaiting();
        book.ready = true;
        book.dirty = true;
        return new Claimed(changed.after(), Duration.between(head.call().createdAt(), book.now), (int)
                Math.min(choice.directReady, Integer.MAX_VALUE));
    }

    private void parkIfStuck(TenantBook book) {
        if (book.lined == 0 || !book.hasFreeSlot()) {
            book.stopWaiting();
            return;
        }
        Choice choice = Choice.of(book, limits, quotas, Choice.UNREAD);
        if (!choice.anyOpen) {
            choice.park(book);
        }
    }

    private Choice choice(TenantBook book) {
        return Choice.of(book, limits, quotas, lane -> heads.getOrDefault(lane, new ArrayDeque<>()));
    }
}
