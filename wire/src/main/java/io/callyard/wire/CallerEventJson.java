package io.callyard.wire;

import io.callyard.event.CallerEvent;
import io.callyard.event.CallerEvent.CallbackDialed;
import io.callyard.event.CallerEvent.CallbackMissed;
import io.callyard.event.CallerEvent.CallbackOverdue;
import io.callyard.event.CallerEvent.CallbackPromised;
import io.callyard.event.CallerEvent.CallerConnected;
import io.callyard.event.CallerEvent.CallerEscalated;
import io.callyard.event.CallerEvent.CallerInformed;
import io.callyard.event.CallerEvent.CallerJoined;
import io.callyard.event.CallerEvent.CallerLeft;
import io.callyard.event.CallerEvent.CallerMoved;

/** How events about callers look to those who watch. What travels with a caller is in none of them. */
final class CallerEventJson {
    private CallerEventJson() {}

    /** Writes what an event says. */
    static void data(JsonWriter json, CallerEvent event, boolean masked) {
        json.id("caller_id", event.caller()).id("queue", event.queue());
        if (event instanceof CallerJoined joined) {
            ArrivalJson.about(json, joined.arrival(), masked);
            json.field("place_key", joined.key()).field("resumed", joined.resumed());
        } else if (event instanceof CallerInformed informed) {
            json.field("position", informed.position());
            EstimateJson.wait(json, informed.estimate());
            json.field("rose", informed.rose()).field("callback_offered", informed.callbackOffered());
        } else if (event instanceof CallerMoved moved) {
            json.id("previous_queue", moved.from())
                    .field("place_key", moved.key())
                    .field("reason", moved.why());
        } else if (event instanceof CallerEscalated escalated) {
            json.field("failed_offers", escalated.failed());
        } else if (event instanceof CallerConnected connected) {
            json.id("agent_id", connected.agent()).seconds("waited_seconds", connected.waited());
        } else if (event instanceof CallerLeft left) {
            json.id("agent_id", left.agent())
                    .word("reason", left.reason())
                    .field("detail", left.detail())
                    .seconds("waited_seconds", left.waited())
                    .seconds("talked_seconds", left.talked());
        } else {
            callback(json, event, masked);
        }
    }

    private static void callback(JsonWriter json, CallerEvent event, boolean masked) {
        if (event instanceof CallbackPromised promised) {
            json.field("phone_number", ArrivalJson.number(promised.number(), masked))
                    .field("not_before", promised.notBefore())
                    .field("promised_by", promised.promisedBy());
        } else if (event instanceof CallbackDialed dialed) {
            json.id("agent_id", dialed.agent()).id("call_id", dialed.call()).field("tries", dialed.tries());
        } else if (event instanceof CallbackMissed missed) {
            json.field("reason", missed.why()).field("not_before", missed.notBefore());
        } else if (event instanceof CallbackOverdue overdue) {
            json.field("promised_by", overdue.promisedBy());
        }
    }
}
