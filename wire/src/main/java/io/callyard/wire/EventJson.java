package io.callyard.wire;

import io.callyard.event.CallEvent;
import io.callyard.event.CallEvent.CallEnded;
import io.callyard.event.CallEvent.CallHeld;
import io.callyard.event.CallEvent.CallInDoubt;
import io.callyard.event.CallEvent.CallQueued;
import io.callyard.event.CallEvent.CallReserved;
import io.callyard.event.CallEvent.CallReturned;
import io.callyard.event.CallEvent.CallScheduled;
import io.callyard.event.CallEvent.CallStarted;
import io.callyard.event.CallEvent.CallStatusChanged;
import io.callyard.event.CallEvent.HangUpRequested;
import io.callyard.event.CallEvent.LateReport;
import io.callyard.event.CallEvent.SlotReclaimed;
import io.callyard.event.CallEvent.TurnHeard;
import io.callyard.event.CampaignEvent.CampaignChanged;
import io.callyard.event.CampaignEvent.CampaignCreated;
import io.callyard.event.CampaignEvent.CampaignStatusChanged;
import io.callyard.event.Event;
import io.callyard.event.InboundEvent;
import io.callyard.event.LeadEvent;
import io.callyard.event.LimitsChanged;
import io.callyard.event.LoggedEvent;
import io.callyard.model.CallState;

/** How an event looks to those who watch, but for its numbers: see {@link EventFrames}. */
final class EventJson {
    private final JsonWriter json;
    private final boolean masked;

    private EventJson(JsonWriter json, boolean masked) {
        this.json = json;
        this.masked = masked;
    }

    /** Returns an event on one line: an object with its type, tenant, time and what it says. */
    static String text(LoggedEvent logged, boolean masked) {
        return JsonWriter.text(json -> json.field("type", type(logged.event()))
                .id("tenant", logged.tenant())
                .field("at", logged.at())
                .object("data", () -> new EventJson(json, masked).data(logged.event())));
    }

    /** Returns the wire name of an event. */
    static String type(Event event) {
        if (event instanceof CallStarted) {
            return "call_started";
        } else if (event instanceof CallStatusChanged) {
            return "call_status_update";
        } else if (event instanceof TurnHeard) {
            return "conversation_turn";
        } else if (event instanceof CallEnded) {
            return "call_ended";
        } else if (event instanceof SlotReclaimed) {
            return "slot_reclaimed";
        } else if (event instanceof CallEvent) {
            return "queue_status_update";
        } else if (event instanceof InboundEvent inbound) {
            return InboundEventJson.type(inbound);
        } else if (event instanceof LeadEvent lead) {
            return LeadEventJson.type(lead);
        } else if (event instanceof LimitsChanged) {
            return "limits_changed";
        }
        return "campaign_status_update";
    }

    private void data(Event event) {
        if (event instanceof CallEvent call) {
            json.id("call_id", call.subject().id());
            SubjectJson.about(json, call.subject(), masked);
            if (type(event).equals("queue_status_update")) {
                queue(call);
            } else {
                call(call);
            }
        } else if (event instanceof CampaignCreated created) {
            json.field("change", "created").id("campaign_id", created.campaign());
            CampaignSettingsJson.settings(json, created.settings());
        } else if (event instanceof CampaignChanged changed) {
            json.field("change", "settings").id("campaign_id", changed.campaign());
            CampaignSettingsJson.settings(json, changed.settings());
        } else if (event instanceof CampaignStatusChanged moved) {
            json.field("change", "status")
                    .id("campaign_id", moved.campaign())
                    .word("status", moved.to())
                    .word("previous_status", moved.from());
        } else if (event instanceof LimitsChanged limits) {
            LimitsJson.limits(json, limits.limits());
        } else if (event instanceof InboundEvent inbound) {
            InboundEventJson.data(json, inbound, masked);
        } else if (event instanceof LeadEvent lead) {
            LeadEventJson.data(json, lead, masked);
        }
    }

    private void call(CallEvent event) {
        if (event instanceof CallStarted started) {
            attempt(started.attempt()).word("status", CallState.DIALING).id("execution_id", started.carrierCallId());
        } else if (event instanceof CallStatusChanged changed) {
            attempt(changed.attempt()).word("status", changed.state());
        } else if (event instanceof TurnHeard heard) {
            attempt(heard.attempt())
                    .word("speaker", heard.turn().speaker())
                    .field("text", heard.turn().text())
                    .field("said_at", heard.turn().at());
        } else if (event instanceof SlotReclaimed reclaimed) {
            attempt(reclaimed.attempt()).field("reason", reclaimed.why());
        } else if (event instanceof CallEnded ended) {
            attempt(ended.attempt())
                    .word("status", CallState.ENDED)
                    .word("outcome", ended.outcome())
                    .field("cause", ended.cause().text())
                    .field("cause_code", ended.cause().code())
                    .seconds("talked_seconds", ended.talked());
        }
    }

    /** The changes of the queue. Which node does the work is the operator's business, not the tenant's. */
    private void queue(CallEvent event) {
        if (event instanceof CallQueued queued) {
            change("queued").field("priority", queued.priority()).field("arrival", queued.position());
        } else if (event instanceof CallScheduled scheduled) {
            change("scheduled");
            attempt(scheduled.attempt())
                    .field("scheduled_for", scheduled.notBefore())
                    .word("last_outcome", scheduled.lastOutcome());
        } else if (event instanceof CallHeld held) {
            change("held").field("until", held.until()).field("reason", held.reason());
        } else if (event instanceof CallReserved reserved) {
            change("reserved").id("account", reserved.account());
            attempt(reserved.attempt());
        } else if (event instanceof CallReturned returned) {
            change("returned").field("reason", returned.reason()).field("scheduled_for", returned.notBefore());
            attempt(returned.attempt());
        } else if (event instanceof CallInDoubt doubted) {
            change("in_doubt").field("reason", doubted.reason());
            attempt(doubted.attempt());
        } else if (event instanceof HangUpRequested asked) {
            change("hang_up_requested");
            attempt(asked.attempt());
        } else if (event instanceof LateReport late) {
            change("late_report").field("report", late.report()).id("execution_id", late.carrierCallId());
            attempt(late.attempt());
        }
    }

    private JsonWriter change(String name) {
        return json.field("change", name);
    }

    private JsonWriter attempt(int number) {
        return json.field("attempt", number);
    }
}
