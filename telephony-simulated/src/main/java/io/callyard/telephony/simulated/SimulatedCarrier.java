package io.callyard.telephony.simulated;

import io.callyard.model.AgentId;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.Utterance;
import io.callyard.spi.carrier.BridgeAnswer;
import io.callyard.spi.carrier.BridgeOrder;
import io.callyard.spi.carrier.Carrier;
import io.callyard.spi.carrier.CarrierReporter;
import io.callyard.spi.carrier.InboundCarrier;
import io.callyard.spi.carrier.InboundReporter;
import io.callyard.spi.carrier.LineEnd;
import io.callyard.spi.carrier.LookUp;
import io.callyard.spi.carrier.LookUpAnswer;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.spi.carrier.RingOrder;
import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A carrier without a network: calls ring, are answered or not, are talked on and end, by chance and a
 * clock. It fails as carriers fail, if asked to.
 *
 * <pre>{@code
 * SimulatedCarrier carrier = SimulatedCarrier.on(scheduler)
 *         .seed(42)
 *         .behaviour(Behaviour.TYPICAL)
 *         .faults(Faults.NONE.with(FaultKind.REPORT_LOST, 0.01))
 *         .build();
 * carrier.start(reporter);
 * carrier.failNext(FaultKind.ANSWER_LOST);
 * }</pre>
 *
 * <p>It behaves as a carrier does. It keeps to the longest ringing and the longest call of a {@link
 * PlaceOrder}, ends a call that is hung up as {@code CANCELED} before the answer and as {@code
 * COMPLETED} after it ({@code MACHINE} if a machine had answered), and remembers its calls for
 * look-ups. A report that is not taken is brought again after 1, 2, 4, 8 and 16 s, then given up. One
 * call's reports come one after the other, in order, unless a fault says otherwise or one has to be
 * brought again.
 *
 * <p><b>Chance.</b> What befalls a call is drawn from the carrier's seed, the call's id and the
 * attempt, and from nothing else. On a virtual scheduler a run with the same seed is the same run; on
 * threads, each call still goes the same way.
 *
 * <p><b>Threads.</b> Safe for many threads. Reports are brought on threads of the scheduler's.
 */
public final class SimulatedCarrier implements Carrier, InboundCarrier {
    private static final Duration LINE_LATENCY = Duration.ofMillis(100);

    private final CarrierAccountId account;
    private final OrderedFaults ordered = new OrderedFaults();
    private final Exchange exchange;
    private final SimulatedLines lines;

    private SimulatedCarrier(Builder settings) {
        account = settings.account;
        exchange = new Exchange(
                settings.scheduler,
                settings.account,
                settings.seed == null ? settings.scheduler.random().nextLong() : settings.seed,
                settings.idempotent,
                settings.keepFinished,
                settings.behaviour,
                settings.faults);
        lines = new SimulatedLines(
                settings.scheduler,
                settings.account,
                LINE_LATENCY,
                settings.keepFinished,
                new SimulatedLines.Outbound() {
                    @Override
                    public boolean isTalking(CarrierCallId call) {
                        return exchange.isTalking(call);
                    }

                    @Override
                    public CompletionStage<Void> hangUp(CarrierCallId call) {
                        return exchange.hangUp(call);
                    }
                });
    }

    /** Begins a carrier that takes time and threads from {@code scheduler}. */
    public static Builder on(Scheduler scheduler) {
        return new Builder(scheduler);
    }

    /** Returns the account that its reports name. */
    public CarrierAccountId account() {
        return account;
    }

    /**
     * Begins to work.
     *
     * @throws IllegalStateException if it has begun before
     */
    @Override
    public void start(CarrierReporter reports) {
        exchange.courier().start(reports);
    }

    /**
     * Asks for a call.
     *
     * @throws IllegalStateException if the carrier was not started, or as {@link FaultKind#THROWS}
     */
    @Override
    public CompletionStage<PlaceAnswer> place(PlaceOrder order) {
        exchange.courier().requireStarted();
        return exchange.place(order, ordered.take(order));
    }

    @Override
    public CompletionStage<Void> hangUp(CarrierCallId call) {
        return exchange.hangUp(call);
    }

    /**
     * Finds out what has become of an attempt. A question that names the carrier's id does not suffer
     * the look-up lag; one about a forgotten call is answered with {@code Absent(WEAK)}.
     */
    @Override
    public CompletionStage<LookUpAnswer> lookUp(LookUp question) {
        return exchange.lookUp(question);
    }

    /** Returns the callers' lines and the agents' devices: what people do there, and what they have heard. */
    public SimulatedLines lines() {
        return lines;
    }

    /**
     * Begins to hold callers.
     *
     * @throws IllegalStateException if it has begun before
     */
    @Override
    public void startInbound(InboundReporter reports) {
        lines.startInbound(reports);
        exchange.onEnd(lines::callEnded);
    }

    @Override
    public CompletionStage<Void> hold(CallerLine line, String music) {
        return lines.hold(line, music);
    }

    @Override
    public CompletionStage<Void> say(CallerLine line, Utterance words, String music) {
        return lines.say(line, words, music);
    }

    @Override
    public CompletionStage<Void> ring(RingOrder order) {
        return lines.ring(order);
    }

    @Override
    public CompletionStage<Void> stopRinging(OfferId offer, AgentId agent, String device) {
        return lines.stopRinging(offer, agent, device);
    }

    @Override
    public CompletionStage<BridgeAnswer> bridge(BridgeOrder order) {
        return lines.bridge(order);
    }

    @Override
    public CompletionStage<Void> release(CallerLine line, @Nullable Utterance lastWords, LineEnd how) {
        return lines.release(line, lastWords, how);
    }

    /**
     * Has some calls go in a way of their own. Of several that fit, the newest counts.
     *
     * @param which asked under the carrier's lock, so it has to be quick and must not call the carrier
     */
    public void change(Predicate<PlaceOrder> which, Behaviour behaviour) {
        exchange.add(which, behaviour);
    }

    /** Changes how calls go that are made from now on. */
    public void change(Behaviour behaviour) {
        exchange.change(behaviour);
    }

    /** Changes what goes wrong from now on. Faults ordered by {@link #failNext} stay ordered. */
    public void change(Faults faults) {
        exchange.change(faults);
    }

    /**
     * Orders faults for the next call that is asked for. They happen at every opportunity that this one
     * call gives, as if their rates were 1: all its reports are late, each of its look-ups fails. Orders
     * pile up: each call asked for takes the first one that is meant for it.
     *
     * @param kinds at least one, and at most one of placing
     */
    public void failNext(FaultKind... kinds) {
        ordered.add(order -> true, kinds);
    }

    /** Orders faults for the next call to a number, as {@link #failNext(FaultKind...)} does for any. */
    public void failNext(PhoneNumber number, FaultKind... kinds) {
        ordered.add(order -> order.subject().phoneNumber().equals(number), kinds);
    }

    /**
     * Orders faults for the next call like this, as {@link #failNext(FaultKind...)} does for any.
     *
     * @param which asked on the thread that places a call, so it has to be quick
     */
    public void failNext(Predicate<PlaceOrder> which, FaultKind... kinds) {
        ordered.add(which, kinds);
    }

    /**
     * Begins or ends an outage of the carrier's interface. While it lasts, placing is answered with "no
     * connection", look-ups are unavailable, hanging up fails and reports are held up, to be brought
     * when it ends. The calls themselves go on.
     */
    public void outage(boolean begins) {
        exchange.courier().outage(begins);
        lines.outage(begins);
    }

    /** Returns what really happened, up to now. */
    public CarrierLog log() {
        return exchange.log();
    }

    /** Returns how many reports were given up because nobody took them. */
    public long reportsGivenUp() {
        return exchange.courier().givenUp();
    }

    /** Collects the settings of a carrier. One thread at a time. */
    public static final class Builder {
        private final Scheduler scheduler;
        private CarrierAccountId account = new CarrierAccountId("simulated");
        private @Nullable Long seed;
        private boolean idempotent;
        private int keepFinished = Integer.MAX_VALUE;
        private Behaviour behaviour = Behaviour.TYPICAL;
        private Faults faults = Faults.NONE;

        private Builder(Scheduler scheduler) {
            this.scheduler = scheduler;
        }

        /** Sets the account that reports name; {@code simulated} by default. */
        public Builder account(CarrierAccountId value) {
            account = value;
            return this;
        }

        /** Sets where chance begins; drawn from the scheduler by default. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /** Sets how calls go at first; {@link Behaviour#TYPICAL} by default. */
        public Builder behaviour(Behaviour value) {
            behaviour = value;
            return this;
        }

        /** Sets what goes wrong at first; nothing by default. */
        public Builder faults(Faults value) {
            faults = value;
            return this;
        }

        /**
         * Sets whether call id and attempt work as an idempotency key; not by default. If so, an attempt
         * that is ordered twice is made once, a look-up suffers no lag, and one that finds nothing
         * settles the matter: it says {@code Absent(STRONG)}, and a request that comes later is refused.
         */
        public Builder idempotent(boolean value) {
            idempotent = value;
            return this;
        }

        /**
         * Sets how many requests are remembered when they and their calls are over, the newest; all by
         * default. Live calls are always remembered.
         *
         * @param value zero or more
         */
        public Builder keepFinished(int value) {
            if (value < 0) {
                throw new IllegalArgumentException("keepFinished must not be negative, but was " + value);
            }
            keepFinished = value;
            return this;
        }

        /** Makes the carrier. It still has to be started. */
        public SimulatedCarrier build() {
            return new SimulatedCarrier(this);
        }
    }
}
