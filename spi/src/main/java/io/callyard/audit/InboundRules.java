package io.callyard.audit;

import java.util.List;

/** All rules about inbound queues. */
final class InboundRules {
    private InboundRules() {}

    /** The rules, in the order in which they judge an event. */
    static List<Rule> within(OfferBounds bounds) {
        return List.of(
                new KnownCallerRule(),
                new OneLeavingRule(),
                new CallerPlaceRule(),
                new OneOfferRule(),
                new OfferNumbersRule(),
                new AgentCapacityRule(),
                new AgentReadyRule(),
                new OfferAnswerRule(),
                new OfferEndRule(bounds),
                new ConnectionRule(),
                new CallbackRule());
    }
}
