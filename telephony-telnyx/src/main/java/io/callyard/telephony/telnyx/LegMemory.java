package io.callyard.telephony.telnyx;

import io.callyard.model.AgentId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.inbound.OfferId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which call rings which agent, as far as this node has heard of it: a short cut, with the carrier's own list behind it.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class LegMemory {
    private static final int REMEMBERED = 10_000;

    private final Map<Key, Leg> legs = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Leg> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** One agent, rung for one offer. */
    record Key(OfferId offer, AgentId agent) {}

    /**
     * What is known.
     *
     * @param call the call; absent: it was asked for, and there is no answer yet
     * @param isUnwanted whether it is to be ended as soon as it is known
     */
    private record Leg(@Nullable CarrierCallId call, boolean isUnwanted) {}

    /** Notes that a call is being asked for. */
    synchronized void asked(Key key) {
        legs.putIfAbsent(key, new Leg(null, false));
    }

    /** Notes that a call is known now, and returns whether it is to be ended. */
    synchronized boolean known(Key key, CarrierCallId call) {
        Leg before = legs.get(key);
        boolean unwanted = before != null && before.isUnwanted();
        legs.put(key, new Leg(call, unwanted));
        return unwanted;
    }

    /** Notes that a call is not wanted any more, and returns whether it was asked for here and is not known yet. */
    synchronized boolean unwanted(Key key) {
        Leg before = legs.get(key);
        if (before != null) {
            legs.put(key, new Leg(before.call(), true));
        }
        return before != null && before.call() == null;
    }

    /** Returns the call. */
    synchronized Optional<CarrierCallId> call(Key key) {
        return Optional.ofNullable(legs.get(key)).map(Leg::call);
    }

    /** Forgets a call that is over, never was, or of which nothing is known, and returns whether it was to be ended. */
    synchronized boolean forget(Key key) {
        Leg before = legs.remove(key);
        return before != null && before.isUnwanted();
    }
}
