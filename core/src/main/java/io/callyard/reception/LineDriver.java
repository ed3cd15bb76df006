package io.callyard.reception;

import io.callyard.announce.Announcement;
import io.callyard.announce.AnnouncementWriter;
import io.callyard.event.CallerEvent.CallbackPromised;
import io.callyard.event.CallerEvent.CallerInformed;
import io.callyard.event.CallerEvent.CallerJoined;
import io.callyard.event.CallerEvent.CallerLeft;
import io.callyard.event.InboundEvent;
import io.callyard.event.OfferEvent.OfferAccepted;
import io.callyard.event.OfferEvent.OfferDeclined;
import io.callyard.event.OfferEvent.OfferEnded;
import io.callyard.event.OfferEvent.OfferMade;
import io.callyard.inbound.InboundSettings;
import io.callyard.model.AgentId;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.CallbackPromise;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.Candidate;
import io.callyard.model.inbound.Feature;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.OfferState;
import io.callyard.model.inbound.OverflowAction;
import io.callyard.model.inbound.QueueSettings;
import io.callyard.model.inbound.Utterance;
import io.callyard.spi.announce.GreetingSource;
import io.callyard.spi.carrier.BridgeAnswer;
import io.callyard.spi.carrier.BridgeOrder;
import io.callyard.spi.carrier.InboundCarrier;
import io.callyard.spi.carrier.LineEnd;
import io.callyard.spi.carrier.RingOrder;
import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does on lines what steps have decided, where the carrier has the ability. Where it has not, the application listens
 * to the events and does it itself.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class LineDriver implements Reception.FollowUp {
    private static final Logger log = LoggerFactory.getLogger(LineDriver.class);

    private final Map<CarrierAccountId, InboundCarrier> carriers;
    private final GreetingSource greetings;
    private final AnnouncementWriter writer;
    private final InboundSettings settings;
    private final Scheduler scheduler;
    private final Bridging bridging;

    /** Is told how a connection went. */
    interface Bridging {
        /** They talk. */
        void done(TenantId tenant, OfferId offer);

        /** They do not. */
        void failed(TenantId tenant, OfferId offer, String why);
    }

    LineDriver(
            Map<CarrierAccountId, InboundCarrier> carriers,
            GreetingSource greetings,
            AnnouncementWriter writer,
            InboundSettings settings,
            Scheduler scheduler,
            Bridging bridging) {
        this.carriers = carriers;
        this.greetings = greetings;
        this.writer = writer;
        this.settings = settings;
        this.scheduler = scheduler;
        this.bridging = bridging;
    }

    @Override
    public void follow(FloorStep step) {
        if (carriers.isEmpty()) {
            return;
        }
        for (InboundEvent event : step.events()) {
            if (event instanceof CallerJoined joined) {
                welcome(step, joined);
            } else if (event instanceof CallerInformed informed && !isWelcomed(step, informed.caller())) {
                inform(step, informed);
            } else if (event instanceof OfferMade made) {
                ring(step, made);
            } else if (event instanceof OfferDeclined declined) {
                stopRinging(step, declined.caller(), declined.offer(), List.of(declined.agent()));
            } else if (event instanceof OfferAccepted accepted) {
                accept(step, accepted);
            } else if (event instanceof OfferEnded ended && ended.state() != OfferState.CONNECTED) {
                stopRinging(step, ended.caller(), ended.offer(), ended.agents());
            } else if (event instanceof CallbackPromised promised) {
                confirm(step, promised);
            } else if (event instanceof CallerLeft left) {
                release(step, left);
            }
        }
    }

    /** Says to somebody who cannot join why, and lets go of his line. */
    void turnAway(CallerLine line, QueueSettings queue, String language, OverflowAction action) {
        InboundCarrier carrier = carriers.get(line.account());
        if (carrier != null) {
            letGo(carrier, line, words(new Announcement.Overflow(action), language, queue), end(action));
        }
    }

    /** Connects a person who was called back, on the line of that call. */
    boolean bridge(TenantId tenant, Offer offer, Agent agent, CallerLine line) {
        InboundCarrier carrier = carriers.get(line.account());
        if (carrier == null || agent.profile().device().isEmpty()) {
            return false;
        }
        BridgeOrder order = new BridgeOrder(
                tenant,
                offer.id(),
                offer.caller(),
                line,
                agent.id(),
                agent.profile().device());
        connect(carrier, order);
        return true;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what comes of it is told
    private void connect(InboundCarrier carrier, BridgeOrder order) {
        CompletionStage<BridgeAnswer> answer;
        try {
            answer = carrier.bridge(order);
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedStage(e);
        }
        answer.whenComplete((how, failure) -> {
            if (failure != null) {
                log.atInfo().addKeyValue("offer", order.offer()).log("not connected: {}", failure.toString());
                bridging.failed(order.tenant(), order.offer(), "the connection failed");
            } else if (how == BridgeAnswer.TALKING) {
                bridging.done(order.tenant(), order.offer());
            }
        });
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the words are said when they are found
    private void welcome(FloorStep step, CallerJoined joined) {
        Caller caller = step.seenCaller(joined.caller());
        CallerLine line = joined.arrival().line();
        InboundCarrier carrier = line == null ? null : carriers.get(line.account());
        if (caller == null || line == null || carrier == null) {
            return;
        }
        QueueSettings queue = step.queue(joined.queue()).settings();
        if (caller.gets(Feature.HOLD_MUSIC)) {
            ask("hold", () -> carrier.hold(line, music(caller, queue)));
        }
        Announcement first = firstInformation(step, caller);
        CompletableFuture<Optional<Utterance>> greeting = new CompletableFuture<>();
        Scheduler.Timer timer =
                scheduler.schedule(settings.greetingTimeout(), () -> greeting.complete(Optional.empty()));
        scheduler.execute(() -> greet(step.tenant(), caller, greeting));
        greeting.whenComplete((found, failure) -> {
            timer.cancel();
            Utterance words = found == null || found.isEmpty()
                    ? words(new Announcement.Welcome(), caller.arrival().language(), queue)
                    : found.get();
            Utterance all = first == null
                    ? words
                    : joined(words, words(first, caller.arrival().language(), queue));
            ask("greet", () -> carrier.say(line, all, music(caller, queue)));
        });
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it goes on in the greeting
    private void greet(TenantId tenant, Caller caller, CompletableFuture<Optional<Utterance>> greeting) {
        try {
            greetings
                    .greetingFor(tenant, caller)
                    .whenComplete((found, failure) ->
                            greeting.complete(failure == null && found != null ? found : Optional.empty()));
        } catch (RuntimeException e) {
            log.atWarn().setCause(e).addKeyValue("tenant", tenant).log("a greeting source failed");
            greeting.complete(Optional.empty());
        }
    }

    private void inform(FloorStep step, CallerInformed informed) {
        Caller caller = step.seenCaller(informed.caller());
        CallerLine line = caller == null ? null : caller.arrival().line();
        InboundCarrier carrier = line == null ? null : carriers.get(line.account());
        if (caller == null || line == null || carrier == null) {
            return;
        }
        QueueSettings queue = step.queue(informed.queue()).settings();
        Utterance words = words(announcement(caller, informed), caller.arrival().language(), queue);
        ask("say", () -> carrier.say(line, words, music(caller, queue)));
    }

    private static Announcement announcement(Caller caller, CallerInformed informed) {
        return caller.gets(Feature.POSITION_UPDATES)
                ? new Announcement.Standing(
                        informed.position(), informed.estimate(), informed.rose(), informed.callbackOffered())
                : new Announcement.CallbackOffer();
    }

    private static boolean isWelcomed(FloorStep step, CallerId caller) {
        return step.events().stream()
                .anyMatch(event ->
                        event instanceof CallerJoined joined && joined.caller().equals(caller));
    }

    /** Returns what a caller is told as he comes: said after the greeting, not instead of it. */
    private static @Nullable Announcement firstInformation(FloorStep step, Caller caller) {
        return step.events().stream()
                .filter(CallerInformed.class::isInstance)
                .map(CallerInformed.class::cast)
                .filter(informed -> informed.caller().equals(caller.id()))
                .findFirst()
                .map(informed -> announcement(caller, informed))
                .orElse(null);
    }

    /** Two texts in one; after a recording, the first information waits for its next time. */
    private static Utterance joined(Utterance greeting, Utterance information) {
        if (!(greeting instanceof Utterance.Spoken one
                && information instanceof Utterance.Spoken other
                && one.language().equals(other.language()))) {
            return greeting;
        }
        String text = one.text() + " " + other.text();
        return text.length() > Utterance.MAX_TEXT ? greeting : new Utterance.Spoken(text, one.language());
    }

    private void ring(FloorStep step, OfferMade made) {
        Duration rings = step.queue(made.queue()).settings().offers().rings();
        for (AgentId id : made.agents()) {
            Agent agent = step.seenAgent(id);
            InboundCarrier carrier = carrierOf(step, made.caller());
            if (agent != null && carrier != null && !agent.profile().device().isEmpty()) {
                RingOrder order = new RingOrder(
                        step.tenant(),
                        made.offer(),
                        made.caller(),
                        id,
                        agent.profile().device(),
                        rings);
                ask("ring", () -> carrier.ring(order));
            }
        }
    }

    private void accept(FloorStep step, OfferAccepted accepted) {
        Offer offer = step.keptOffer(accepted.offer());
        Caller caller = step.seenCaller(accepted.caller());
        if (offer == null || caller == null) {
            return;
        }
        List<AgentId> others = offer.decision().candidates().stream()
                .filter(candidate ->
                        candidate.passedOver().isEmpty() && !candidate.agent().equals(accepted.agent()))
                .map(Candidate::agent)
                .toList();
        stopRinging(step, accepted.caller(), accepted.offer(), others);
        CallerLine line = caller.arrival().line();
        Agent agent = step.seenAgent(accepted.agent());
        if (caller.callback() == null && line != null && agent != null) {
            bridge(step.tenant(), offer, agent, line);
        }
    }

    private void stopRinging(FloorStep step, CallerId caller, OfferId offer, List<AgentId> agents) {
        InboundCarrier carrier = agents.isEmpty() ? null : carrierOf(step, caller);
        if (carrier != null) {
            for (AgentId id : agents) {
                Agent agent = step.seenAgent(id);
                String device = agent == null ? "" : agent.profile().device();
                ask("stop ringing", () -> carrier.stopRinging(offer, id, device));
            }
        }
    }

    private void confirm(FloorStep step, CallbackPromised promised) {
        Caller caller = step.seenCaller(promised.caller());
        CallbackPromise callback = caller == null ? null : caller.callback();
        CallerLine line = caller == null ? null : caller.arrival().line();
        InboundCarrier carrier = line == null ? null : carriers.get(line.account());
        // Who only moves his promise has let go of the line before.
        boolean isNew = callback != null && callback.askedAt().equals(step.now());
        if (caller != null && line != null && carrier != null && isNew) {
            Duration within = Duration.between(step.now(), promised.promisedBy());
            Utterance words = words(
                    new Announcement.CallbackConfirmed(within),
                    caller.arrival().language(),
                    step.queue(promised.queue()).settings());
            letGo(carrier, line, words, LineEnd.HANG_UP);
        }
    }

    private void release(FloorStep step, CallerLeft left) {
        Caller caller = step.seenCaller(left.caller());
        CallerLine line = caller == null ? null : caller.arrival().line();
        InboundCarrier carrier = line == null ? null : carriers.get(line.account());
        if (caller == null || line == null || carrier == null || caller.callback() != null) {
            return;
        }
        if (left.reason() == LeaveReason.OVERFLOWED) {
            OverflowAction action = actionIn(left.detail());
            Utterance words = words(
                    new Announcement.Overflow(action),
                    caller.arrival().language(),
                    step.queue(left.queue()).settings());
            letGo(carrier, line, words, end(action));
        } else if (left.reason() == LeaveReason.CONNECTED) {
            letGo(carrier, line, null, LineEnd.HANG_UP);
        }
    }

    private static OverflowAction actionIn(String detail) {
        return detail.startsWith(OverflowAction.VOICEMAIL.name().toLowerCase(Locale.ROOT))
                ? OverflowAction.VOICEMAIL
                : OverflowAction.HANG_UP;
    }

    private static LineEnd end(OverflowAction action) {
        return action == OverflowAction.VOICEMAIL ? LineEnd.VOICEMAIL : LineEnd.HANG_UP;
    }

    private static void letGo(InboundCarrier carrier, CallerLine line, @Nullable Utterance words, LineEnd how) {
        ask("release", () -> carrier.release(line, words, how));
    }

    private Utterance words(Announcement announcement, String language, QueueSettings queue) {
        return writer.write(announcement, language, queue.announcements().language());
    }

    /** What he hears while he waits. */
    private static String music(Caller caller, QueueSettings queue) {
        return caller.gets(Feature.HOLD_MUSIC) ? queue.announcements().music() : "";
    }

    private @Nullable InboundCarrier carrierOf(FloorStep step, CallerId id) {
        Caller caller = step.seenCaller(id);
        CallerLine line = caller == null ? null : caller.arrival().line();
        // Without a line of his own, whoever can ring agents does it.
        return line != null
                ? carriers.get(line.account())
                : carriers.values().iterator().next();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it did not work: that is all there is to say
    private static void ask(String what, Supplier<CompletionStage<Void>> request) {
        CompletionStage<Void> answer;
        try {
            answer = request.get();
        } catch (RuntimeException e) {
            log.atWarn().setCause(e).addKeyValue("request", what).log("a carrier failed");
            return;
        }
        answer.whenComplete((done, failure) -> {
            if (failure != null) {
                log.atInfo().addKeyValue("request", what).log("a line did not do it: {}", failure.toString());
            }
        });
    }
}
