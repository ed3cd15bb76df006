package io.callyard.fake.telnyx;

import io.callyard.fake.telnyx.CallSnapshot.State;
import java.util.Map;

/** Joins legs and takes them apart. */
final class Bridges {
    private final Exchange exchange;

    Bridges(Exchange exchange) {
        this.exchange = exchange;
    }

    /**
     * Joins two legs; each leaves whomever it was joined with, and its queue, and hears nothing more.
     *
     * @throws ApiError if one of them is over or not answered, or, where that is to be prevented, joined already
     */
    void join(Leg one, Leg other, boolean preventDouble) {
        requireJoinable(one);
        requireJoinable(other);
        if (one == other) {
            throw ApiError.wrongState();
        }
        if (preventDouble && (one.partner != null || other.partner != null)) {
            throw ApiError.wrongState();
        }
        if (one.partner == other) {
            return;
        }
        unjoin(one);
        unjoin(other);
        one.partner = other;
        other.partner = one;
        joined(one);
        joined(other);
    }

    private void joined(Leg leg) {
        leg.state = State.BRIDGED;
        exchange.queues.leave(leg, "bridged");
        leg.audio.abort("cancelled");
        exchange.webhooks.emit(leg, "call.bridged", Map.of());
    }

    /** Takes a leg from the one it is joined with, if any, which is hung up unless it is to be kept. */
    void unjoin(Leg leg) {
        Leg partner = leg.partner;
        if (partner == null) {
            return;
        }
        leg.partner = null;
        partner.partner = null;
        if (!leg.isEnded()) {
            leg.state = State.ANSWERED;
        }
        if (partner.parkAfterUnbridge) {
            partner.state = State.ANSWERED;
        } else {
            exchange.hangups.byApplication(partner);
        }
    }

    private void requireJoinable(Leg leg) {
        if (leg.isEnded()) {
            throw ApiError.ended();
        }
        if (!leg.isAnswered()
                || leg.answeredAt == null
                || leg.answeredAt
                        .plus(exchange.settings.timing().answerSettling())
                        .isAfter(exchange.clock.now())) {
            throw ApiError.notAnswered();
        }
    }
}
