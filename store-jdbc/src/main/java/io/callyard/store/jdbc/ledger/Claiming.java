package io.callyard.store.jdbc.ledger;

import io.callyard.model.CarrierAccountId;
import io.callyard.spi.store.ClaimOrder;
import io.callyard.spi.store.Claimed;
import io.callyard.spi.store.LimitDefaults;
import io.callyard.spi.store.StoreUnavailableException;
import io.callyard.store.jdbc.ledger.ClaimAttempt.Next;
import io.callyard.store.jdbc.ledger.ClaimAttempt.Result;
import io.callyard.store.jdbc.sql.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reserves slots, in one transaction after another until the order is filled or nobody can go. A tenant that can do
 * nothing is put where it costs nothing until something changes for it, so each transaction either claims or makes the
 * next one smaller.
 *
 * <p><b>Threads.</b> Safe for many.
 */
final class Claiming {
    /** Transactions in which others were faster; then it is their work. */
    private static final int MAX_IN_VAIN = 16;

    private final Transactions transactions;
    private final Supplier<LimitDefaults> defaults;
    private final Consumer<Tables.Effects> effects;
    private final DueWaiting dueWaiting;
    private final FreeLimits free;
    private final Turns turns = new Turns();

    /**
     * Reserves slots.
     *
     * @param defaults the limits of those for whom nobody has set any
     * @param effects hears of what was changed, after it was
     * @param free hears of the limits that tenants share
     */
    Claiming(
            Transactions transactions,
            Supplier<LimitDefaults> defaults,
            Consumer<Tables.Effects> effects,
            FreeLimits free) {
        this.transactions = transactions;
        this.defaults = defaults;
        this.effects = effects;
        this.free = free;
        dueWaiting = new DueWaiting(transactions, effects);
    }

    /** Claims, as {@link io.callyard.spi.store.OutboundStore#claim} says. */
    List<Claimed> claim(ClaimOrder order) {
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
        boolean dueFirst = true;
        int inVain = 0;
        while (claimed.size() < order.max() && inVain < MAX_IN_VAIN) {
            boolean patient = claimed.isEmpty();
            Result result = attempt(order, order.max() - claimed.size(), quotas, patient, dueFirst);
            effects.accept(result.effects());
            result.claimed().forEach(one -> quotas.use(accountOf(one)));
            claimed.addAll(result.claimed());
            inVain = result.isInVain() ? inVain + 1 : 0;
            if (result.next() == Next.BRING_DUE) {
                // Somebody may be at work on all of their tenants; then the others go first.
                dueFirst = dueWaiting.bring(order.machine(), false);
                inVain = dueFirst ? 0 : inVain;
            } else if (result.next() == Next.NOTHING) {
                if (dueFirst || !patient || !dueWaiting.bring(order.machine(), true)) {
                    return;
                }
                dueFirst = true;
            }
        }
    }

    private Result attempt(ClaimOrder order, int max, Quotas quotas, boolean patient, boolean dueFirst) {
        // Each try of the transaction has quotas of its own to use up.
        return transactions.changeByMessages(session -> new ClaimAttempt(
                        order,
                        max,
                        quotas.copy(),
                        patient,
                        dueFirst,
                        defaults.get().account(),
                        free,
                        turns)
                .run(session));
    }

    private static CarrierAccountId accountOf(Claimed one) {
        if (one.call().attempt() == null) {
            throw new IllegalStateException(
                    "a claimed call has an attempt: " + one.call().id());
        }
        return one.call().attempt().account();
    }
}
