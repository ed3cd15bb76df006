package io.callyard.fake.telnyx;

import io.callyard.fake.Party;
import io.callyard.fake.telnyx.CallSnapshot.State;
import io.callyard.fake.telnyx.Hangups.Reason;
import java.util.LinkedHashMap;
import java.util.Map;

/** Legs that are answered: by the person who is called, or by the application. */
final class Answers {
    private final Exchange exchange;
    private final Detection detection;

    Answers(Exchange exchange) {
        this.exchange = exchange;
        this.detection = new Detection(exchange);
    }

    void answer(Leg leg) {
        if (leg.isEnded() || leg.isAnswered()) {
            return;
        }
        leg.state = State.ANSWERED;
        leg.answeredAt = exchange.clock.now();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("start_time", Event.time(leg.createdAt));
        details.put("state", "answered");
        exchange.webhooks.emit(leg, "call.answered", details);
        personActs(leg);
        DialRequest request = leg.request;
        if (request != null) {
            leg.after(request.timeLimit(), () -> exchange.hangups.end(leg, Reason.TIME_LIMIT));
            carryOut(leg, request);
        }
    }

    /** A key was pressed at the far end. */
    void press(Leg leg, char digit) {
        if (!leg.isAnswered()) {
            return;
        }
        exchange.webhooks.emit(leg, "call.dtmf.received", Map.of("digit", String.valueOf(digit)));
        if (leg.gather != null) {
            leg.gather.digit(digit);
        }
    }

    private void personActs(Leg leg) {
        Party party = leg.party;
        if (party.reaction() != Party.Reaction.ANSWER && party.reaction() != Party.Reaction.MACHINE) {
            // Picked up by hand; what he does then is done by hand as well.
            return;
        }
        party.presses().forEach(key -> leg.after(key.after(), () -> press(leg, key.digit())));
        if (party.talk().compareTo(Party.FOR_EVER) < 0) {
            leg.after(party.talk(), () -> exchange.hangups.byPerson(leg));
        }
    }

    private void carryOut(Leg leg, DialRequest request) {
        if (!request.tones().isEmpty()) {
            leg.hears(Heard.Kind.TONES, request.tones());
        }
        if (request.audioUrl() != null) {
            leg.audio.add(AudioItem.sound(request.audioUrl(), false, 1));
        }
        detection.begin(leg, request.detection());
        if (request.assistant() != null) {
            exchange.assistants.start(leg, request.assistant(), Conversation.Kind.TALK);
        }
        if (request.bridgeOnAnswer() && request.linkTo() != null) {
            Leg linked = exchange.legs.find(request.linkTo());
            if (linked != null) {
                joinLinked(leg, linked, request);
            }
        }
    }

    /** One that comes too late stays on the line alone, unless it was not to be joined with one that is joined. */
    private void joinLinked(Leg leg, Leg linked, DialRequest request) {
        boolean taken = request.preventDoubleBridge() && linked.partner != null;
        boolean transferred = linked.transferTarget == leg;
        if (taken || (transferred && linked.isEnded())) {
            exchange.hangups.byApplication(leg);
        } else if (linked.isAnswered()) {
            try {
                exchange.bridges.join(linked, leg, false);
            } catch (ApiError e) {
                leg.after(exchange.settings.timing().answerSettling(), () -> joinLinked(leg, linked, request));
            }
        }
    }
}
