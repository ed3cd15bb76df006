package io.callyard.store.jdbc.ledger;

import io.callyard.model.Call;
import io.callyard.model.CallState;

/**
 * Where a call stands as far as the tables care. It changes when a call enters the line, gets or gives
 * back its slot, or ends, and with nothing else: what a carrier reports of a live call touches no index.
 */
final class Phase {
    static final int ASIDE = 0;
    static final int IN_LINE = 1;
    static final int LIVE = 2;
    static final int OVER = 3;

    private Phase() {}

    static int of(Call call) {
        if (call.state() == CallState.ENDED) {
            return OVER;
        }
        if (call.state().holdsSlot()) {
            return LIVE;
        }
        return call.state() == CallState.QUEUED && call.notBefore() == null ? IN_LINE : ASIDE;
    }

    static boolean isWaiting(int phase) {
        return phase < LIVE;
    }
}
