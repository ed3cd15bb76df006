package io.callyard.store.jdbc.ledger;

import io.callyard.model.Call;
import io.callyard.store.jdbc.codec.Micros;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call as the tables keep it.
 *
 * @param call the call
 * @param watchAt when to look whether it needs attention, in microseconds: at or before {@link
 *     Call#attentionAt}. For a live call it only moves when the call needs attention sooner, so that
 *     most changes of a live call touch no index; whoever looks in vain moves it on
 * @param past whether it may lie among the calls that are over and out of the way: it was over before. The
 *     move there does not wait for the tenant's lock
 */
record KeptCall(Call call, @Nullable Long watchAt, boolean past) {

    /** Returns how the call is kept after a change. */
    KeptCall then(Call after) {
        return new KeptCall(after, watchAfter(after), past || phase() == Phase.OVER);
    }

    /** Returns how a new call is kept. */
    static KeptCall first(Call call) {
        return new KeptCall(call, micros(call.attentionAt()), false);
    }

    int phase() {
        return Phase.of(call);
    }

    private @Nullable Long watchAfter(Call after) {
        Long attention = micros(after.attentionAt());
        boolean staysLive = phase() == Phase.LIVE && Phase.of(after) == Phase.LIVE;
        return attention == null || watchAt == null || !staysLive || attention < watchAt ? attention : watchAt;
    }

    static @Nullable Long micros(@Nullable Instant instant) {
        return instant == null ? null : Micros.of(instant);
    }
}
