package io.callyard.store.jdbc.ledger;

import io.callyard.machine.CallChange;
import io.callyard.model.CampaignId;
import io.callyard.model.TenantId;
import io.callyard.spi.store.Changed;
import io.callyard.store.jdbc.sql.Session;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes calls of a campaign that wait.
 *
 * @param tenant whose it is
 * @param campaign which one
 * @param max how many at most
 * @param change the change
 */
record UpdateWaitingStep(TenantId tenant, CampaignId campaign, int max, CallChange change)
        implements TenantStep<List<Changed>> {
    @Override
    public boolean makesTenant() {
        return false;
    }

    @Override
    public List<Changed> absent() {
        return List.of();
    }

    @Override
    public void want(Wanted wanted) {
        wanted.lanes.add(LaneKey.of(campaign));
    }

    @Override
    public List<Changed> run(TenantBook book, Session session) {
        String lane = LaneKey.of(campaign);
        if (!book.lanes.containsKey(lane)) {
            return List.of();
        }
        List<KeptCall> waiting = new ArrayList<>(CallRows.head(session, tenant, lane, max));
        if (waiting.size() < max) {
            waiting.addAll(CallRows.aside(session, tenant, lane, max - waiting.size()));
        }
        List<Changed> all = new ArrayList<>();
        for (KeptCall row : waiting) {
            KeptCall kept = book.read(row);
            if (Phase.isWaiting(kept.phase())) {
                all.add(book.keep(kept, change.apply(kept.call(), book.step())));
            }
        }
        return all;
    }
}
