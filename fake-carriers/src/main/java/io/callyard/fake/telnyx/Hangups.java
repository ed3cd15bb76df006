package io.callyard.fake.telnyx;

import io.callyard.fake.telnyx.CallSnapshot.Direction;
import io.callyard.fake.telnyx.CallSnapshot.State;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ends legs. */
final class Hangups {
    private final Exchange exchange;

    Hangups(Exchange exchange) {
        this.exchange = exchange;
    }

    /**
     * Why a leg ends.
     *
     * @param cause the carrier's word
     * @param source who ended it
     * @param sip the code in the network below
     */
    record Reason(String cause, String source, String sip) {
        static final Reason TIME_LIMIT = new Reason("time_limit", "unknown", "200");
        static final Reason BUSY = new Reason("user_busy", "callee", "486");
        static final Reason REJECTED = new Reason("call_rejected", "callee", "603");
        static final Reason NOT_FOUND = new Reason("not_found", "unknown", "404");
        static final Reason NO_ANSWER = new Reason("no_answer", "unknown", "480");
        static final Reason TIMEOUT = new Reason("timeout", "unknown", "487");
    }

    /** The application hangs up, or the carrier for it. */
    void byApplication(Leg leg) {
        String source = leg.direction == Direction.OUTGOING ? "caller" : "callee";
        boolean early = leg.direction == Direction.OUTGOING && !leg.isAnswered();
        end(leg, early ? new Reason("originator_cancel", source, "487") : new Reason("normal_clearing", source, "200"));
    }

    /** The person hangs up. */
    void byPerson(Leg leg) {
        String source = leg.direction == Direction.OUTGOING ? "callee" : "caller";
        boolean early = leg.direction == Direction.INCOMING && !leg.isAnswered();
        end(leg, early ? new Reason("originator_cancel", source, "487") : new Reason("normal_clearing", source, "200"));
    }

    void end(Leg leg, Reason reason) {
        if (leg.isEnded()) {
            return;
        }
        leg.state = State.ENDED;
        leg.endedAt = exchange.clock.now();
        exchange.legs.ended(leg);
        leg.cancelTimers();
        leg.audio.abort("call_hangup");
        if (leg.gather != null) {
            leg.gather.end("call_hangup");
        }
        if (leg.conversation != null) {
            leg.conversation.end("call_hangup");
        }
        exchange.queues.hungUp(leg);
        exchange.webhooks.emit(leg, "call.hangup", details(leg, reason));
        if (exchange.settings.sideEvents()) {
            exchange.webhooks.emitWithoutNumbers(leg, "call.cost", cost(leg));
        }
        exchange.bridges.unjoin(leg);
        if (leg.transferTarget != null && !leg.transferTarget.isAnswered()) {
            byApplication(leg.transferTarget);
        }
    }

    private static Map<String, @Nullable Object> cost(Leg leg) {
        Map<String, @Nullable Object> cost = new LinkedHashMap<>();
        cost.put("status", "success");
        cost.put("billed_duration_secs", leg.talkSeconds());
        cost.put("total_cost", null);
        return cost;
    }

    private static Map<String, @Nullable Object> details(Leg leg, Reason reason) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("state", "hangup");
        details.put("hangup_cause", reason.cause());
        details.put("hangup_source", reason.source());
        details.put("sip_hangup_cause", reason.sip());
        details.put("start_time", Event.time(leg.createdAt));
        return details;
    }
}
