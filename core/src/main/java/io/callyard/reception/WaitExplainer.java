package io.callyard.reception;

import io.callyard.inbound.CallerExplanation;
import io.callyard.model.inbound.CallbackPromise;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.Candidate;
import io.callyard.model.inbound.Leaving;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferState;
import io.callyard.model.inbound.QueueBook;
import io.callyard.routing.FloorPlan;
import io.callyard.routing.MatchRules;
import io.callyard.routing.Verdicts;
import io.callyard.routing.Waiting;
import io.callyard.spi.store.FloorView;
import java.util.ArrayList;
import java.util.List;

/** Says why a caller still waits. */
final class WaitExplainer {
    private final MatchRules rules;
    private final Devices devices;

    WaitExplainer(MatchRules rules, Devices devices) {
        this.rules = rules;
        this.devices = devices;
    }

    CallerExplanation explain(FloorView floor, Caller caller) {
        QueueBook queue = floor.queue(caller.queue()).orElseThrow();
        FloorPlan plan = new FloorPlan(
                floor.now(),
                List.of(new Waiting(queue, List.of(caller))),
                floor.agents(),
                agent -> devices.state(floor.tenant(), agent),
                rules);
        List<Candidate> agents = Verdicts.explain(plan, caller, queue);
        return new CallerExplanation(caller, reasons(floor, caller, agents), agents);
    }

    private static List<String> reasons(FloorView floor, Caller caller, List<Candidate> agents) {
        return switch (caller.state()) {
            case WAITING -> waiting(floor, caller, agents);
            case OFFERED -> List.of(offered(floor, caller));
            case DIALING -> List.of("agent " + caller.agent() + " is ready, and the person is being dialled");
            case CONNECTED -> List.of("does not wait: talks to agent " + caller.agent());
            case ENDED -> {
                Leaving leaving = caller.leaving();
                yield List.of("does not wait: has left"
                        + (leaving == null ? "" : ", " + leaving.reason() + " (" + leaving.detail() + ")"));
            }
        };
    }

    private static String offered(FloorView floor, Caller caller) {
        Offer offer = caller.search().offer() == null
                ? null
                : floor.offer(caller.search().offer()).orElse(null);
        if (offer == null) {
            return "is being offered";
        }
        return offer.state() == OfferState.OPEN
                ? "is offered to " + offer.ringing() + " until " + offer.deadline()
                : "agent " + offer.ringing().get(0) + " has accepted and is being connected";
    }

    private static List<String> waiting(FloorView floor, Caller caller, List<Candidate> agents) {
        List<String> reasons = new ArrayList<>();
        CallbackPromise callback = caller.callback();
        if (callback != null && callback.notBefore().isAfter(floor.now())) {
            reasons.add("is to be called back not before " + callback.notBefore());
        }
        long able =
                agents.stream().filter(agent -> agent.passedOver().isEmpty()).count();
        if (agents.isEmpty()) {
            reasons.add("no agents are registered");
        } else if (able == 0) {
            reasons.add("none of " + agents.size() + " agents can take the call now");
        }
        int ahead = caller.state() == CallerState.WAITING ? floor.ahead(caller) : 0;
        if (ahead > 0) {
            reasons.add(ahead + " callers stand before him");
        }
        if (reasons.isEmpty()) {
            reasons.add("is about to be offered");
        }
        return reasons;
    }
}
