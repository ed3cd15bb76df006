package io.callyard.telephony.twilio;

import io.callyard.spi.carrier.WebhookResponse;

/**
 * Takes what happens on agents' lines, and says what they hear next.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class AgentDesk {
    private final TwilioSettings settings;
    private final Reporters reporters;
    private final AgentDocuments documents;
    private final AgentLegs legs;
    private final TwilioApi api;

    AgentDesk(TwilioSettings settings, Reporters reporters, AgentDocuments documents, AgentLegs legs, TwilioApi api) {
        this.settings = settings;
        this.reporters = reporters;
        this.documents = documents;
        this.legs = legs;
        this.api = api;
    }

    /** He has picked up. Where anybody or a machine could have done so, he is asked. */
    WebhookResponse answered(Webhook webhook) {
        LegTag leg = LegTag.of(webhook);
        boolean asks =
                settings.acceptance().numbersPressOne() && webhook.theirs("To").startsWith("+");
        return asks ? Documents.of(documents.prompt(leg)) : accept(leg);
    }

    /** He pressed a key, or none. */
    WebhookResponse pressed(Webhook webhook) {
        LegTag leg = LegTag.of(webhook);
        String digits = webhook.theirs("Digits");
        if (digits.equals("1")) {
            return accept(leg);
        }
        legs.over(leg);
        String why = digits.isEmpty() ? "pressed no key" : "declined by key";
        reporters.lines().agentDeclined(leg.offer(), leg.agent(), why);
        return Documents.of(CallerDocuments.hangUp());
    }

    private WebhookResponse accept(LegTag leg) {
        boolean has = reporters.lines().agentAccepted(leg.offer(), leg.agent());
        return Documents.of(has ? documents.waitsForPerson(leg) : documents.tooLate());
    }

    /** What he hears while he waits for the person. */
    WebhookResponse waits(Webhook webhook) {
        String waited = webhook.theirs("QueueTime");
        return Documents.of(documents.waiting(waited.matches("[0-9]{1,9}") ? Long.parseLong(waited) : 0));
    }

    /** The person is about to be joined with him: Twilio's only word about that moment. */
    WebhookResponse joined(Webhook webhook) {
        reporters.lines().connected(LegTag.of(webhook).offer());
        return Documents.of(CallerDocuments.nothing());
    }

    /** He does not wait or talk any more. */
    WebhookResponse left(Webhook webhook) {
        LegTag leg = LegTag.of(webhook);
        reporters.lines().agentLineEnded(leg.offer(), leg.agent());
        webhook.queueSid().ifPresent(this::deleteQueue);
        return Documents.of(CallerDocuments.hangUp());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // an empty queue that stays does no harm
    private void deleteQueue(String sid) {
        api.deleteQueue(sid);
    }

    /** His call has begun, or is over. */
    WebhookResponse status(Webhook webhook) {
        LegTag leg = LegTag.of(webhook);
        if (!webhook.isOver()) {
            legs.noted(leg, webhook.callSid());
            return Documents.taken();
        }
        legs.over(leg);
        // Who had not taken the offer does not take it now; who had is not on the line any more. Either does nothing
        // where it does not apply.
        reporters.lines().agentDeclined(leg.offer(), leg.agent(), webhook.theirs("CallStatus"));
        reporters.lines().agentLineEnded(leg.offer(), leg.agent());
        return Documents.taken();
    }
}
