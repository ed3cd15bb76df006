package io.callyard.telephony.twilio;

import io.callyard.model.AgentId;
import io.callyard.model.inbound.OfferId;

/**
 * Which agent an address speaks of, and which offer he is asked to take.
 *
 * @param offer the offer
 * @param agent the agent
 */
record LegTag(OfferId offer, AgentId agent) {
    private static final String OFFER = "offer";
    private static final String AGENT = "agent";

    /**
     * Reads it.
     *
     * @throws Webhook.UnreadableException if it is none
     */
    static LegTag of(Webhook webhook) {
        try {
            return new LegTag(OfferId.parse(webhook.ours(OFFER)), new AgentId(webhook.ours(AGENT)));
        } catch (IllegalArgumentException e) {
            throw new Webhook.UnreadableException("no offer or agent");
        }
    }

    /** Returns it as names and values for a query, with more behind them. */
    String[] query(String... more) {
        String[] all = new String[4 + more.length];
        all[0] = OFFER;
        all[1] = offer.toString();
        all[2] = AGENT;
        all[3] = agent.value();
        System.arraycopy(more, 0, all, 4, more.length);
        return all;
    }

    /** Returns whether a text speaks of this offer. That it speaks of this agent is told by whom it rang. */
    boolean isIn(String text) {
        return text.contains(offer.toString());
    }

    /** Returns the name of the queue in which an agent waits for the person. */
    String queue() {
        return "offer-" + offer;
    }
}
