package io.callyard.fake.telnyx;

import io.callyard.fake.Party;
import io.callyard.fake.telnyx.CallSnapshot.Direction;
import io.callyard.fake.telnyx.CallSnapshot.State;
import io.callyard.fake.telnyx.Hangups.Reason;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Legs from the moment they are wanted, or come in, until they are answered or not. */
final class Ringing {
    private final Exchange exchange;
    private final Map<String, Integer> placed = new LinkedHashMap<>();

    Ringing(Exchange exchange) {
        this.exchange = exchange;
    }

    /** Returns how many legs have been made to an address. */
    int placedCount(String to) {
        return placed.getOrDefault(to, 0);
    }

    /**
     * Calls somebody.
     *
     * @param linked the leg whose session the new one joins; null: none
     */
    Leg dial(DialRequest request, @Nullable Leg linked) {
        String from = request.bridgeIntent() && linked != null ? linked.from : request.from();
        Party party = exchange.settings.parties().apply(request.to());
        Leg leg = new Leg(
                exchange,
                new Leg.Origin(
                        Direction.OUTGOING, from, request.to(), party, linked == null ? null : linked.sessionId));
        leg.request = request;
        leg.clientState = request.clientState();
        leg.callbacks = request.callbacks();
        leg.parkAfterUnbridge = request.parkAfterUnbridge();
        exchange.legs.add(leg);
        placed.merge(request.to(), 1, Integer::sum);
        leg.after(exchange.settings.timing().setup(), () -> ring(leg, request));
        return leg;
    }

    /** Somebody calls. */
    Leg incoming(String from, String to, Party caller) {
        Leg leg = new Leg(exchange, new Leg.Origin(Direction.INCOMING, from, to, caller, null));
        leg.aliveAt = exchange.clock.now();
        exchange.legs.add(leg);
        initiated(leg, "parked");
        leg.after(exchange.settings.timing().firstCommand(), () -> {
            if (!leg.commanded) {
                exchange.hangups.end(leg, Reason.TIMEOUT);
            }
        });
        return leg;
    }

    private void ring(Leg leg, DialRequest request) {
        leg.state = State.RINGING;
        leg.aliveAt = exchange.clock.now();
        initiated(leg, "bridging");
        Duration patience = request.retryOnTimeout()
                // Where the carrier may retry, it goes on by another route.
                ? request.timeout().multipliedBy(2)
                : request.timeout();
        Party party = leg.party;
        if (party.reaction() == Party.Reaction.NO_ANSWER || party.after().compareTo(patience) >= 0) {
            Reason reason = request.retryOnTimeout() ? Reason.TIMEOUT : Reason.NO_ANSWER;
            leg.after(patience, () -> endUnanswered(leg, reason));
        } else {
            leg.after(party.after(), () -> react(leg, party.reaction()));
        }
    }

    private void react(Leg leg, Party.Reaction reaction) {
        switch (reaction) {
            case ANSWER, MACHINE -> exchange.answers.answer(leg);
            case BUSY -> endUnanswered(leg, Reason.BUSY);
            case REJECT -> endUnanswered(leg, Reason.REJECTED);
            case UNREACHABLE -> endUnanswered(leg, Reason.NOT_FOUND);
            case NO_ANSWER -> endUnanswered(leg, Reason.NO_ANSWER);
        }
    }

    /** The person may have been made to answer by hand meanwhile. */
    private void endUnanswered(Leg leg, Reason reason) {
        if (!leg.isAnswered()) {
            exchange.hangups.end(leg, reason);
        }
    }

    private void initiated(Leg leg, String state) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("direction", leg.direction.word());
        details.put("state", state);
        details.put("start_time", Event.time(exchange.clock.now()));
        details.put("caller_id_name", leg.from);
        details.put("tags", List.of());
        exchange.webhooks.emit(leg, "call.initiated", details);
    }
}
