package io.callyard.reception;

import io.callyard.event.InboundEvent;
import io.callyard.event.OfferEvent.OfferAccepted;
import io.callyard.machine.Transition;
import io.callyard.machine.inbound.AgentMachine.Release;
import io.callyard.machine.inbound.CallerMachine;
import io.callyard.model.AgentId;
import io.callyard.model.Attempt;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallRequest;
import io.callyard.model.CallState;
import io.callyard.model.CarrierCallId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.CallbackKey;
import io.callyard.model.inbound.CallbackPromise;
import io.callyard.model.inbound.CallbackRules;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferState;
import io.callyard.outbound.Admission;
import io.callyard.outbound.CallQueue;
import io.callyard.spi.scheduling.Scheduler;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dials those who were promised a callback, once an agent is there, as direct calls of the outbound queue: with its
 * slots, its pace, its policies, and never twice. Each try has a key made of the caller and the number of the try, so
 * that a try that was begun by a node which died is found again instead of begun anew.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class CallbackDialer implements Reception.FollowUp {
    private static final Logger log = LoggerFactory.getLogger(CallbackDialer.class);

    /** Connects the person on the line of an outbound call with the agent. */
    interface Bridge {
        /** Returns false if there is no such ability: then agent and person talk on the call itself. */
        boolean connect(TenantId tenant, Offer offer, Agent agent, CallerLine line);
    }

    private final CallQueue calls;
    private final Scheduler scheduler;
    private final Reception reception;
    private final Offering offering;
    private final Departures departures;
    private final Bridge bridge;

    CallbackDialer(
            CallQueue calls,
            Scheduler scheduler,
            Reception reception,
            Offering offering,
            Departures departures,
            Bridge bridge) {
        this.calls = calls;
        this.scheduler = scheduler;
        this.reception = reception;
        this.offering = offering;
        this.departures = departures;
        this.bridge = bridge;
    }

    @Override
    public void follow(FloorStep step) {
        for (InboundEvent event : step.events()) {
            if (event instanceof OfferAccepted accepted) {
                Caller caller = step.seenCaller(accepted.caller());
                CallbackPromise callback = caller == null ? null : caller.callback();
                if (caller != null && callback != null) {
                    scheduler.execute(() -> dial(caller, callback, accepted));
                }
            }
        }
        step.silent().forEach(caller -> withCall(caller, call -> askAfter(caller.tenant(), call)));
        step.unwanted().forEach(caller -> withCall(caller, call -> calls.hangUp(caller.tenant(), call)));
    }

    private void withCall(Caller caller, Consumer<CallId> what) {
        CallbackPromise callback = caller.callback();
        CallId call = callback == null ? null : callback.call();
        if (call != null) {
            scheduler.execute(() -> {
                try {
                    what.accept(call);
                } catch (RuntimeException e) {
                    // The caller is looked after again in a while.
                    log.atWarn().setCause(e).addKeyValue("call", call).log("a callback's call could not be reached");
                }
            });
        }
    }

    private void dial(Caller caller, CallbackPromise callback, OfferAccepted accepted) {
        CallRequest.Builder request = CallRequest.direct(caller.tenant(), callback.number())
                .agent(accepted.agent())
                .data(caller.arrival().data())
                .key(new CallbackKey(caller.id(), callback.tries() + 1).toString());
        if (caller.arrival().contact() != null) {
            request.contact(caller.arrival().contact());
        }
        if (!caller.arrival().name().isEmpty()) {
            request.contactName(caller.arrival().name());
        }
        try {
            Admission admission = calls.place(request.build());
            if (admission instanceof Admission.Refused refused) {
                reception.run(caller.tenant(), step -> forbidden(step, caller.id(), refused.reason()));
                return;
            }
            Call call = admission instanceof Admission.Started started
                    ? started.call()
                    : ((Admission.Queued) admission).call();
            if (reception.run(caller.tenant(), step -> dialled(step, accepted, call.id()))) {
                askAfter(caller.tenant(), call.id());
            } else {
                // It took too long, and the agent is not there any more.
                calls.hangUp(caller.tenant(), call.id());
            }
        } catch (RuntimeException e) {
            // The offer's deadline brings the caller back, and the key finds the call if there is one.
            log.atWarn()
                    .setCause(e)
                    .addKeyValue("tenant", caller.tenant())
                    .addKeyValue("caller", caller.id())
                    .log("a callback could not be dialled");
        }
    }

    private static boolean dialled(FloorStep step, OfferAccepted accepted, CallId call) {
        Caller caller = step.caller(accepted.caller());
        Offer offer = caller == null ? null : step.openOffer(caller);
        boolean stands = offer != null
                && offer.id().equals(accepted.offer())
                && accepted.agent().equals(offer.winner());
        if (caller == null || !stands) {
            return false;
        }
        Transition<Caller> dialled = CallerMachine.dialled(caller, accepted.agent(), call, step.now());
        step.keep(caller, dialled);
        return !dialled.events().isEmpty();
    }

    /** A policy forbids the call, and for good: the agent is free for another, and nobody waits for what cannot be. */
    private boolean forbidden(FloorStep step, CallerId id, String why) {
        Caller caller = step.caller(id);
        Offer offer = caller == null ? null : step.openOffer(caller);
        if (caller == null || offer == null) {
            return false;
        }
        offering.withdraw(step, offer, why);
        return departures.leave(step, caller, LeaveReason.NOT_REACHED, "may not be called: " + why);
    }

    private void askAfter(TenantId tenant, CallId id) {
        calls.find(tenant, id).ifPresent(this::changed);
    }

    /** Hears of every outbound call that changes. */
    void changed(Call call) {
        CallerId id = CallbackKey.parse(call.key()).map(CallbackKey::caller).orElse(null);
        if (id == null || call.state() != CallState.IN_PROGRESS && call.state() != CallState.ENDED) {
            return;
        }
        reception.runSoon(call.tenant(), step -> {
            Caller caller = step.caller(id);
            CallbackPromise callback = caller == null ? null : caller.callback();
            if (caller == null || callback == null || !call.id().equals(callback.call())) {
                return;
            }
            if (call.state() == CallState.ENDED) {
                ended(step, caller, call);
            } else {
                answered(step, caller, call);
            }
        });
    }

    private void answered(FloorStep step, Caller caller, Call call) {
        Offer offer = step.openOffer(caller);
        AgentId winner = offer == null ? null : offer.winner();
        Agent agent = winner == null ? null : step.agent(winner);
        if (caller.state() != CallerState.DIALING || offer == null || agent == null) {
            return;
        }
        CallerLine line = line(call);
        scheduler.execute(() -> {
            if (line == null || !bridge.connect(caller.tenant(), offer, agent, line)) {
                reception.tryRun(caller.tenant(), next -> connect(next, offer));
            }
        });
    }

    private void connect(FloorStep step, Offer offer) {
        step.floor().offer(offer.id()).ifPresent(now -> offering.connect(step, now));
    }

    private void ended(FloorStep step, Caller caller, Call call) {
        if (caller.state() == CallerState.CONNECTED) {
            departures.talkOver(step, caller, "the call ended");
        }
        if (caller.state() != CallerState.DIALING) {
            return;
        }
        String why = "not reached: " + call.outcome();
        Offer offer = step.openOffer(caller);
        if (offer != null) {
            offering.end(step, offer, OfferState.FAILED, why, Release.RESCINDED);
        }
        notReached(step, caller.id(), why);
        offering.match(step);
    }

    private static void notReached(FloorStep step, CallerId id, String why) {
        Caller caller = step.caller(id);
        if (caller != null) {
            CallbackRules rules = step.queue(caller.queue()).settings().callbacks();
            Transition<Caller> missed =
                    CallerMachine.notReached(caller, why, rules.tries(), rules.between(), step.now());
            step.keep(caller, missed);
        }
    }

    private static @Nullable CallerLine line(Call call) {
        Attempt attempt = call.attempt();
        CarrierCallId id = attempt == null ? null : attempt.carrierCallId();
        return attempt == null || id == null ? null : new CallerLine(attempt.account(), id);
    }
}
