package io.callyard.reception;

import io.callyard.machine.inbound.AgentMachine;
import io.callyard.machine.inbound.CallerMachine;
import io.callyard.model.AgentId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferState;
import java.time.Duration;
import java.time.Instant;

/** Lets callers go: those who hang up, and those who have talked. */
final class Departures {
    private final AgentMachine agents;
    private final Offering offering;

    Departures(AgentMachine agents, Offering offering) {
        this.agents = agents;
        this.offering = offering;
    }

    /** The person's line is over. */
    boolean hungUp(FloorStep step, Caller caller) {
        if (caller.state() == CallerState.CONNECTED) {
            return talkOver(step, caller, "the caller hung up");
        }
        if (caller.callback() != null || caller.state() == CallerState.ENDED) {
            // Who is to be called back has no line that could end.
            return false;
        }
        Offer offer = step.openOffer(caller);
        if (offer != null) {
            offering.withdraw(step, offer, "the caller hung up");
        }
        return leave(step, caller, LeaveReason.ABANDONED, "hung up");
    }

    /** A caller who waits goes, without having talked to anybody. */
    boolean leave(FloorStep step, Caller caller, LeaveReason reason, String detail) {
        Caller current = step.caller(caller.id());
        if (current == null || current.state() == CallerState.ENDED) {
            return false;
        }
        step.keep(current, CallerMachine.left(current, reason, detail, step.now()));
        offering.match(step);
        return true;
    }

    /** A caller and an agent have talked. */
    boolean talkOver(FloorStep step, Caller caller, String how) {
        AgentId id = caller.agent();
        if (caller.state() != CallerState.CONNECTED || id == null) {
            return false;
        }
        Instant now = step.now();
        LeaveReason reason = caller.callback() == null ? LeaveReason.CONNECTED : LeaveReason.CALLED_BACK;
        if (caller.callback() != null) {
            step.hangUp(caller);
        }
        step.keep(caller, CallerMachine.left(caller, reason, how, now));
        Agent agent = step.agent(id);
        if (agent != null) {
            step.keep(agent, agents.talked(agent, caller.id(), wrapUp(step, caller), now));
        }
        offering.match(step);
        return true;
    }

    private static Duration wrapUp(FloorStep step, Caller caller) {
        return step.queue(caller.queue()).settings().offers().wrapUp();
    }

    /** The agent's part of an offer that was accepted is over. */
    boolean agentGone(FloorStep step, Offer offer, AgentId agent) {
        Caller caller = step.caller(offer.caller());
        if (caller == null || !agent.equals(offer.winner())) {
            return false;
        }
        if (caller.state() == CallerState.CONNECTED) {
            return talkOver(step, caller, "the agent hung up");
        }
        boolean failed = offering.fail(
                step, offer, OfferState.FAILED, "the agent's line was lost", AgentMachine.Release.ANSWERED);
        offering.match(step);
        return failed;
    }
}
