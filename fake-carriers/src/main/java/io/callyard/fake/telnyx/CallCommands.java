package io.callyard.fake.telnyx;

import io.callyard.fake.telnyx.CallSnapshot.Direction;
import io.callyard.fake.telnyx.Command.Effect;
import io.callyard.fake.telnyx.Hangups.Reason;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Commands that answer, join and end calls. */
final class CallCommands {
    private static final Pattern TONES = Pattern.compile("[0-9A-D*#wW]+");

    private final Exchange exchange;

    CallCommands(Exchange exchange) {
        this.exchange = exchange;
    }

    Map<String, Command> all() {
        return Map.of(
                "answer", Command.always(this::answer),
                "reject", Command.always(this::reject),
                "hangup", Command.always((leg, body) -> Command.doing(() -> exchange.hangups.byApplication(leg))),
                "bridge", Command.always(this::bridge),
                "transfer", Command.onceAnswered(this::transfer),
                "send_dtmf", Command.onceAnswered(this::sendTones),
                "client_state_update", Command.always(CallCommands::updateState));
    }

    private Effect answer(Leg leg, Fields body) {
        Callbacks callbacks = Callbacks.of(body);
        AssistantStart assistant = AssistantStart.within(body);
        return Command.doing(() -> {
            requireUnanswered(leg);
            leg.callbacks = callbacks;
            exchange.answers.answer(leg);
            if (assistant != null) {
                exchange.assistants.start(leg, assistant, Conversation.Kind.TALK);
            }
        });
    }

    private Effect reject(Leg leg, Fields body) {
        String cause = body.requiredText("cause", 32);
        if (!cause.isEmpty()) {
            body.word("cause", Set.of("CALL_REJECTED", "USER_BUSY"), "");
        }
        return Command.doing(() -> {
            requireUnanswered(leg);
            exchange.hangups.end(leg, cause.equals("USER_BUSY") ? Reason.BUSY : Reason.REJECTED);
        });
    }

    private Effect bridge(Leg leg, Fields body) {
        String other = body.text("call_control_id");
        String queue = body.text("queue");
        boolean preventDouble = body.flag("prevent_double_bridge", false);
        boolean parks = DialRequest.parks(body);
        if (other == null && queue == null) {
            body.wrong(Problem.missing("call_control_id"));
        }
        return Command.doing(() -> {
            if (other != null) {
                exchange.bridges.join(leg, exchange.legs.living(other, "call_control_id"), preventDouble);
            } else {
                joinFirst(leg, queue == null ? "" : queue, preventDouble);
            }
            // Asked for once, it stays: no command takes it back.
            leg.parkAfterUnbridge |= parks;
        });
    }

    /** Whoever is first leaves the queue, even if he cannot be joined. */
    private void joinFirst(Leg leg, String queue, boolean preventDouble) {
        CarrierQueue.Entry first = exchange.queues.first(queue);
        try {
            exchange.bridges.join(leg, first.leg, preventDouble);
        } catch (ApiError e) {
            if (first.leg.isEnded()) {
                exchange.queues.remove(first);
            } else {
                exchange.queues.leave(first.leg, "bridging-in-process");
            }
            throw e;
        }
    }

    private Effect transfer(Leg leg, Fields body) {
        DialRequest request = DialRequest.ofTransfer(body, leg);
        boolean parks = DialRequest.parks(body);
        return Command.doing(() -> {
            if (leg.transferTarget != null && !leg.transferTarget.isEnded()) {
                throw ApiError.wrongState();
            }
            leg.parkAfterUnbridge |= parks;
            leg.transferTarget = exchange.ringing.dial(request, leg);
        });
    }

    private Effect sendTones(Leg leg, Fields body) {
        String digits = body.requiredText("digits", 128);
        body.integer("duration_millis", 100, 500, 250);
        if (!digits.isEmpty() && !TONES.matcher(digits).matches()) {
            body.wrong(Problem.invalid("digits"));
        }
        return Command.doing(() -> leg.hears(Heard.Kind.TONES, digits));
    }

    /** Every command brings a new state if it likes; this one must. */
    private static Effect updateState(Leg leg, Fields body) {
        if (!body.has("client_state")) {
            body.wrong(Problem.missing("client_state"));
        }
        return Command.doing(() -> {});
    }

    private static void requireUnanswered(Leg leg) {
        if (leg.direction != Direction.INCOMING || leg.isAnswered()) {
            throw ApiError.wrongState();
        }
    }
}
