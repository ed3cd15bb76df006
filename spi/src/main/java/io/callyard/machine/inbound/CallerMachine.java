package io.callyard.machine.inbound;

import static io.callyard.model.inbound.CallerState.CONNECTED;
import static io.callyard.model.inbound.CallerState.DIALING;
import static io.callyard.model.inbound.CallerState.ENDED;
import static io.callyard.model.inbound.CallerState.OFFERED;
import static io.callyard.model.inbound.CallerState.WAITING;

import io.callyard.event.CallerEvent.CallbackDialed;
import io.callyard.event.CallerEvent.CallbackMissed;
import io.callyard.event.CallerEvent.CallbackOverdue;
import io.callyard.event.CallerEvent.CallbackPromised;
import io.callyard.event.CallerEvent.CallerConnected;
import io.callyard.event.CallerEvent.CallerInformed;
import io.callyard.event.CallerEvent.CallerJoined;
import io.callyard.event.CallerEvent.CallerLeft;
import io.callyard.event.CallerEvent.CallerMoved;
import io.callyard.machine.Transition;
import io.callyard.model.AgentId;
import io.callyard.model.CallId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.WaitEstimate;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.CallbackPromise;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.Feature;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.Leaving;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.Place;
import io.callyard.model.inbound.Search;
import io.callyard.model.inbound.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may happen to a caller; the diagram stands at {@link io.callyard.model.inbound.CallerState}. */
public final class CallerMachine {
    private CallerMachine() {}

    /**
     * Somebody joins the line.
     *
     * @param resumed whether the place is one that he had before
     */
    public static Transition<Caller> join(
            TenantId tenant,
            CallerId id,
            Arrival arrival,
            Set<Feature> features,
            Place place,
            boolean resumed,
            Instant now) {
        Caller caller = new Caller(
                tenant,
                id,
                arrival,
                features,
                place,
                WAITING,
                Search.NEW,
                null,
                null,
                null,
                Told.NOTHING,
                null,
                now,
                now);
        return Transition.to(caller, new CallerJoined(id, place.queue(), arrival, place.key(), resumed));
    }

    /** What he may expect is written down, before anything is told. */
    public static Transition<Caller> expecting(Caller caller, WaitEstimate expected, Instant now) {
        return new Transition<>(
                CallerEdit.of(caller).told(Told.joined(expected)).at(now), List.of());
    }

    /** He is put to agents. */
    public static Transition<Caller> offered(Caller caller, OfferId offer, Instant now) {
        if (caller.state() != WAITING) {
            return Transition.unchanged(caller);
        }
        return new Transition<>(
                CallerEdit.of(caller)
                        .state(OFFERED)
                        .search(caller.search().offered(offer))
                        .at(now),
                List.of());
    }

    /** His offer came to nothing, by those who were asked: he waits again, at the same place. */
    public static Transition<Caller> offerFailed(Caller caller, OfferId offer, List<AgentId> by, Instant now) {
        return waitsAgain(caller, offer, caller.search().failed(by), now);
    }

    /** His offer was taken back through nobody's fault: he waits again, as if it had not been. */
    public static Transition<Caller> offerWithdrawn(Caller caller, OfferId offer, Instant now) {
        return waitsAgain(caller, offer, caller.search().withdrawn(), now);
    }

    private static Transition<Caller> waitsAgain(Caller caller, OfferId offer, Search search, Instant now) {
        if (caller.state() != OFFERED || !offer.equals(caller.search().offer())) {
            return Transition.unchanged(caller);
        }
        return new Transition<>(
                CallerEdit.of(caller).state(WAITING).search(search).agent(null).at(now), List.of());
    }

    /** He talks to the agent who accepted his offer, or for whom he was dialled. */
    public static Transition<Caller> connected(Caller caller, AgentId agent, Instant now) {
        boolean reached = caller.callback() == null ? caller.state() == OFFERED : caller.state() == DIALING;
        if (!reached) {
            return Transition.unchanged(caller);
        }
        Caller connected = CallerEdit.of(caller)
                .state(CONNECTED)
                .search(caller.search().succeeded())
                .agent(agent)
                .connectedAt(now)
                .at(now);
        return Transition.to(
                connected, new CallerConnected(caller.id(), caller.queue(), agent, connected.waitedAt(now)));
    }

    /** He will be called back, and needs no line any more. */
    public static Transition<Caller> promise(
            Caller caller, PhoneNumber number, Instant notBefore, Instant promisedBy, Instant now) {
        if (caller.state() != WAITING || caller.callback() != null) {
            return Transition.unchanged(caller);
        }
        Search anew = new Search(null, 0, 0, List.of());
        return Transition.to(
                CallerEdit.of(caller)
                        .callback(CallbackPromise.of(number, now, promisedBy, notBefore))
                        .search(anew)
                        .at(now),
                new CallbackPromised(caller.id(), caller.queue(), number, notBefore, promisedBy));
    }

    /** He wants to be called at another time. */
    public static Transition<Caller> reschedule(Caller caller, Instant notBefore, Instant promisedBy, Instant now) {
        CallbackPromise callback = caller.callback();
        if (callback == null || caller.state() != WAITING) {
            return Transition.unchanged(caller);
        }
        return Transition.to(
                CallerEdit.of(caller)
                        .callback(callback.moved(notBefore, promisedBy))
                        .at(now),
                new CallbackPromised(caller.id(), caller.queue(), callback.number(), notBefore, promisedBy));
    }

    /** An agent waits for him, and he is dialled. */
    public static Transition<Caller> dialled(Caller caller, AgentId agent, CallId call, Instant now) {
        CallbackPromise callback = caller.callback();
        if (callback == null || caller.state() != OFFERED) {
            return Transition.unchanged(caller);
        }
        CallbackPromise dialled = callback.dialled(call);
        return Transition.to(
                CallerEdit.of(caller)
                        .state(DIALING)
                        .callback(dialled)
                        .agent(agent)
                        .at(now),
                new CallbackDialed(caller.id(), caller.queue(), agent, call, dialled.tries()));
    }

    /**
     * He was not reached.
     *
     * @param tries how often he is dialled in all; after the last time he leaves
     * @param between the time until the next try
     */
    public static Transition<Caller> notReached(Caller caller, String why, int tries, Duration between, Instant now) {
        CallbackPromise callback = caller.callback();
        if (callback == null || caller.state() != DIALING) {
            return Transition.unchanged(caller);
        }
        if (callback.tries() >= tries) {
            return left(caller, LeaveReason.NOT_REACHED, why, now);
        }
        Instant next = now.plus(between);
        return Transition.to(
                CallerEdit.of(caller)
                        .state(WAITING)
                        .callback(callback.again(next))
                        .search(new Search(null, 0, 0, caller.search().passed()))
                        .agent(null)
                        .at(now),
                new CallbackMissed(caller.id(), caller.queue(), why, next));
    }

    /** Somebody is told that a promise is about to be broken. */
    public static Transition<Caller> overdue(Caller caller, Instant now) {
        CallbackPromise callback = caller.callback();
        boolean waits = caller.state() != CONNECTED && caller.state() != ENDED;
        if (callback == null || callback.alerted() || !waits) {
            return Transition.unchanged(caller);
        }
        return Transition.to(
                CallerEdit.of(caller).callback(callback.withAlert()).at(now),
                new CallbackOverdue(caller.id(), caller.queue(), callback.promisedBy()));
    }

    /** He is told where he stands. */
    public static Transition<Caller> informed(
            Caller caller, int position, WaitEstimate estimate, boolean rose, boolean callbackOffered, Instant now) {
        if (!caller.holdsLine() || !caller.state().isInLine()) {
            return Transition.unchanged(caller);
        }
        Told told = caller.told().position(position, estimate.likely(), now);
        return Transition.to(
                CallerEdit.of(caller)
                        .told(callbackOffered ? told.withCallbackOffer(now) : told)
                        .at(now),
                new CallerInformed(caller.id(), caller.queue(), position, estimate, rose, callbackOffered));
    }

    /** He is told that he may be called back, and not where he stands. */
    public static Transition<Caller> callbackOffered(Caller caller, int position, WaitEstimate estimate, Instant now) {
        if (!caller.holdsLine() || !caller.state().isInLine()) {
            return Transition.unchanged(caller);
        }
        return Transition.to(
                CallerEdit.of(caller).told(caller.told().withCallbackOffer(now)).at(now),
                new CallerInformed(caller.id(), caller.queue(), position, estimate, false, true));
    }

    /** He was looked after, and there was nothing to do. */
    public static Transition<Caller> lookedAfter(Caller caller, Instant now) {
        return new Transition<>(CallerEdit.of(caller).at(now), List.of());
    }

    /** He stands somewhere else; in another queue the search for an agent begins anew. */
    public static Transition<Caller> moved(Caller caller, Place place, String why, Instant now) {
        if (caller.state() != WAITING || place.equals(caller.place())) {
            return Transition.unchanged(caller);
        }
        Search search = place.queue().equals(caller.queue()) ? caller.search() : Search.NEW;
        return Transition.to(
                CallerEdit.of(caller).place(place).search(search).at(now),
                new CallerMoved(caller.id(), caller.queue(), place.queue(), place.key(), why));
    }

    /** His stay is over. */
    public static Transition<Caller> left(Caller caller, LeaveReason reason, String detail, Instant now) {
        if (caller.state() == ENDED) {
            return Transition.unchanged(caller);
        }
        Caller left = CallerEdit.of(caller)
                .state(ENDED)
                .search(caller.search().succeeded())
                .leaving(new Leaving(reason, detail, now))
                .at(now);
        Instant connectedAt = caller.connectedAt();
        Duration talked =
                connectedAt == null || now.isBefore(connectedAt) ? Duration.ZERO : Duration.between(connectedAt, now);
        return Transition.to(
                left,
                new CallerLeft(
                        caller.id(),
                        caller.queue(),
                        connectedAt == null ? null : caller.agent(),
                        reason,
                        left.leaving() == null ? "" : left.leaving().detail(),
                        left.waitedAt(now),
                        talked));
    }

    /** The same caller, to be looked after at another time. */
    static Caller withAttention(Caller caller, @Nullable Instant attentionAt) {
        return new Caller(
                caller.tenant(),
                caller.id(),
                caller.arrival(),
                caller.features(),
                caller.place(),
                caller.state(),
                caller.search(),
                caller.callback(),
                caller.agent(),
                caller.connectedAt(),
                caller.told(),
                caller.leaving(),
                caller.updatedAt(),
                attentionAt);
    }
}
