package io.callyard.reception;

import io.callyard.machine.inbound.AgentMachine;
import io.callyard.machine.inbound.Attention;
import io.callyard.machine.inbound.CallerMachine;
import io.callyard.model.WaitEstimate;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.CallbackPromise;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueSettings;
import java.time.Instant;
import java.util.Objects;

/** What time alone does on a floor. */
final class Attending {
    private static final int BATCH = 100;

    private final AgentMachine agents;
    private final Offering offering;
    private final Overflow overflow;
    private final Departures departures;
    private final Expectations expectations;
    private final Informing informing;

    Attending(
            AgentMachine agents,
            Offering offering,
            Overflow overflow,
            Departures departures,
            Expectations expectations,
            Informing informing) {
        this.agents = agents;
        this.offering = offering;
        this.overflow = overflow;
        this.departures = departures;
        this.expectations = expectations;
        this.informing = informing;
    }

    /** Looks after all for whom the time has come, then for matches that nobody saw. */
    void sweep(FloorStep step) {
        step.floor().dueAgents(BATCH).forEach(agent -> attend(step, agent));
        offering.expire(step);
        step.floor().dueCallers(BATCH).forEach(caller -> {
            Caller current = step.caller(caller.id());
            attend(step, current == null ? caller : current);
        });
        offering.match(step);
    }

    private void attend(FloorStep step, Agent agent) {
        Agent swept = step.keep(agent, agents.sweep(agent, step.now()));
        if (swept.presence() == Presence.OFFLINE && agent.presence() != Presence.OFFLINE) {
            expectations.staffChanged(step.tenant());
            offering.leave(step, swept, AgentMachine.NO_HEARTBEAT);
        }
        Agent current = Objects.requireNonNull(step.agent(agent.id()));
        step.keep(current, agents.wrapUpOver(current, false, step.now()));
    }

    private void attend(FloorStep step, Caller caller) {
        switch (caller.state()) {
            case WAITING -> {
                CallbackPromise callback = caller.callback();
                if (callback == null) {
                    attendOnLine(step, caller);
                } else {
                    attend(step, caller, callback);
                }
            }
            case CONNECTED -> {
                if (Attention.isTalkOver(caller, step.now())) {
                    departures.talkOver(step, caller, "no end of the call was heard of");
                } else {
                    askAfter(step, caller);
                }
            }
            case DIALING -> askAfter(step, caller);
            case OFFERED, ENDED -> step.keep(caller, CallerMachine.lookedAfter(caller, step.now()));
        }
    }

    private static void askAfter(FloorStep step, Caller caller) {
        step.keep(caller, CallerMachine.lookedAfter(caller, step.now()));
        step.askAfter(caller);
    }

    private void attendOnLine(FloorStep step, Caller caller) {
        QueueSettings settings = step.queue(caller.queue()).settings();
        Instant now = step.now();
        if (!Attention.longest(caller, settings).isAfter(now)) {
            overflow.of(step, caller, "waited for " + caller.waitedAt(now).toSeconds() + " s");
            return;
        }
        int ahead = step.floor().ahead(caller);
        WaitEstimate estimate = expectations.of(step.floor(), step.queue(caller.queue()), caller, ahead);
        informing.tell(step, caller, ahead + 1, estimate);
        settle(step, caller);
    }

    private static void attend(FloorStep step, Caller caller, CallbackPromise callback) {
        QueueSettings settings = step.queue(caller.queue()).settings();
        Instant alert = callback.promisedBy().minus(settings.callbacks().alertBefore());
        if (!callback.alerted() && !alert.isAfter(step.now())) {
            step.keep(caller, CallerMachine.overdue(caller, step.now()));
        }
        settle(step, caller);
    }

    /** Who was looked at and had nothing happen to him is looked at again at the next time that is set for him. */
    @SuppressWarnings("ReferenceEquality") // whom nothing has happened to is the very one who was read
    private static void settle(FloorStep step, Caller caller) {
        if (step.caller(caller.id()) == caller) {
            step.keep(caller, CallerMachine.lookedAfter(caller, step.now()));
        }
    }
}
