package io.callyard.memory;

import io.callyard.model.Call;
import io.callyard.model.CallType;
import io.callyard.model.CarrierAccountId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The next call of one tenant: the first by type rank, priority and position over its open lanes; or
 * what would have to change for there to be one.
 */
final class Choice {
    private @Nullable Call call;
    private @Nullable Account account;
    private int directReady;
    private @Nullable Instant laneOpensAt;
    private List<Account> blockedBy = List.of();

    private Choice() {}

    static Choice of(Tenant tenant, Books books, Map<CarrierAccountId, Integer> quotas, Instant now) {
        Choice choice = new Choice();
        if (!tenant.hasFreeSlot()) {
            return choice;
        }
        for (int i = 0; i < tenant.liningUp.size(); i++) {
            Lane lane = tenant.liningUp.get(i);
            if (!tenant.hasSlotFor(lane.id.type()) || lane.isFull()) {
                continue; // a change within the tenant opens it again
            }
            Instant delayedUntil = lane.delayedUntil(now);
            if (delayedUntil != null) {
                choice.delayedUntil(delayedUntil);
                continue;
            }
            Account account = books.account(tenant.account(lane));
            if (!account.mayStartAt(now) || quotas.getOrDefault(account.id, 1) <= 0) {
                choice.blockedBy(account);
                continue;
            }
            choice.consider(lane, account);
        }
        return choice;
    }

    private void delayedUntil(Instant until) {
        if (laneOpensAt == null || until.isBefore(laneOpensAt)) {
            laneOpensAt = until;
        }
    }

    private void blockedBy(Account blocking) {
        blockedBy = blockedBy.isEmpty() ? new ArrayList<>(2) : blockedBy;
        blockedBy.add(blocking);
    }

    private void consider(Lane lane, Account lanesAccount) {
        Call head = lane.line.first();
        if (head == null) {
            return;
        }
        if (lane.id.type() == CallType.DIRECT) {
            directReady = lane.line.size();
        }
        if (call == null || goesBefore(head, call)) {
            call = head;
            account = lanesAccount;
        }
    }

    private static boolean goesBefore(Call one, Call other) {
        int byRank = Integer.compare(
                one.subject().type().rank(), other.subject().type().rank());
        return byRank != 0 ? byRank < 0 : Lane.ORDER.compare(one, other) < 0;
    }

    /** The call that goes next; null if none can. */
    @Nullable
    Call call() {
        return call;
    }

    /** The account that places it; present if there is a call. */
    @Nullable
    Account account() {
        return account;
    }

    /** How many direct calls could go. */
    int directReady() {
        return directReady;
    }

    /** Puts a tenant for which there is no call to where it waits. */
    void park(Tenant tenant, WaitingTenants waiting) {
        if (laneOpensAt != null) {
            waiting.sleep(tenant, laneOpensAt);
        }
        for (Account blocking : blockedBy) {
            waiting.waitFor(tenant, blocking);
        }
    }
}
