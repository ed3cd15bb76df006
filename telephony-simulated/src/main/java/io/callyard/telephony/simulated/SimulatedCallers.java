package io.callyard.telephony.simulated;

import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.CallerType;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.Skills;
import io.callyard.model.inbound.Utterance;
import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * People who call: they come by a Poisson process whose rate may vary, wait as long as they have patience, may ask to
 * be called back, talk and hang up.
 *
 * <p>Each caller is drawn from the seed and his number in the order of coming, and from nothing else: the same day can
 * be run against engines with other settings. Varying rates are made by thinning.
 *
 * <p><b>Threads.</b> Safe for many threads.
 *
 * <p><b>Source.</b> P. A. W. Lewis and G. S. Shedler, "Simulation of nonhomogeneous Poisson processes by thinning",
 * Naval Research Logistics Quarterly 26 (1979), algorithm 1. Exponential patience: C. Palm, 1953; the "A" of the
 * Erlang A model.
 */
public final class SimulatedCallers {
    private final Builder settings;
    private final CallerTally tally = new CallerTally();
    private final Set<PhoneNumber> numbers = ConcurrentHashMap.newKeySet();
    private final SplittableRandom arrivals;
    private final long seed;
    private Scheduler.@Nullable Timer next;
    private boolean isRunning;

    private SimulatedCallers(Builder settings) {
        this.settings = settings;
        seed = settings.seed == null ? settings.scheduler.random().nextLong() : settings.seed;
        arrivals = new SplittableRandom(seed);
        settings.carrier.change(
                order -> numbers.contains(order.subject().phoneNumber()),
                Behaviour.TYPICAL
                        .withOdds(new Behaviour.Odds(0, 1 - settings.answersCallback, 0, 0, 0))
                        .withTalk(settings.talk)
                        .withScripts());
    }

    /** Begins callers who call a carrier's lines. */
    public static Builder on(Scheduler scheduler, SimulatedCarrier carrier, TenantId tenant) {
        return new Builder(scheduler, carrier, tenant);
    }

    /** Has people call from now on. The carrier's inbound side must have been started. */
    public synchronized void start() {
        if (!isRunning) {
            isRunning = true;
            scheduleNext();
        }
    }

    /** Has nobody else call. Those who are there stay as long as they want. */
    public synchronized void stop() {
        isRunning = false;
        if (next != null) {
            next.cancel();
        }
    }

    /** Returns what has become of them up to now. */
    public CallerCounts counts() {
        return tally.counts();
    }

    /** One more caller comes now, whatever the rate. */
    public CallerLine comeNow() {
        long number = tally.arrived();
        SplittableRandom own = new SplittableRandom(new SplittableRandom(seed ^ (number + 1)).nextLong());
        Arrival arrival = draw(own, number);
        SimulatedCaller caller = new SimulatedCaller(
                settings.scheduler, settings.carrier.lines(), plan(own), settings.offersCallback, tally);
        CallerLine line = settings.carrier.lines().call(settings.tenant, arrival, caller);
        caller.waits(line);
        return line;
    }

    private void scheduleNext() {
        Duration gap = Dice.sample(Distribution.exponential(settings.rate.betweenCandidates()), arrivals);
        next = settings.scheduler.schedule(gap, this::candidate);
    }

    private void candidate() {
        boolean comes;
        synchronized (this) {
            if (!isRunning) {
                return;
            }
            comes = arrivals.nextDouble() < settings.rate.share(settings.scheduler.instant());
            scheduleNext();
        }
        if (comes) {
            comeNow();
        }
    }

    // In both, all is drawn, needed or not: a change of one setting must not change every other sample.

    private Arrival draw(SplittableRandom own, long number) {
        QueueId queue = settings.queues.draw(own, new QueueId("main"));
        CallerType type = settings.types.draw(own, CallerType.NEW);
        Skills skills = settings.skills.draw(own, Skills.NONE);
        boolean withheld = own.nextDouble() < settings.withheld;
        PhoneNumber phone = PhoneNumber.parse(settings.numberPrefix + String.format("%07d", number));
        if (!withheld) {
            numbers.add(phone);
        }
        return Arrival.of(queue, withheld ? null : phone).as(type).wanting(skills);
    }

    private CallerPlan plan(SplittableRandom own) {
        Distribution patience = settings.patience;
        Duration waits = patience == null ? null : Dice.sample(patience, own.split());
        Duration talk = Dice.sample(settings.talk, own.split());
        boolean presses = own.nextDouble() < settings.pressesOne;
        Duration after = Dice.sample(settings.pressesAfter, own.split());
        boolean agentEnds = own.nextDouble() < settings.agentEnds;
        return new CallerPlan(waits, talk, presses ? after : null, agentEnds);
    }

    /** Collects settings. One thread at a time; not to be used again after {@link #build}. */
    public static final class Builder {
        private static final Pattern OFFER = Pattern.compile(
                "\\b(press|pulse|drücken sie die) 1\\b", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

        private final Scheduler scheduler;
        private final SimulatedCarrier carrier;
        private final TenantId tenant;
        private final Weighted<QueueId> queues = new Weighted<>();
        private final Weighted<CallerType> types = new Weighted<>();
        private final Weighted<Skills> skills = new Weighted<>();
        private @Nullable Long seed;
        private ArrivalRate rate = ArrivalRate.constant(60);
        private @Nullable Distribution patience = Distribution.exponential(Duration.ofMinutes(10));
        private Distribution talk =
                Distribution.logNormal(Duration.ofMinutes(3), 0.7).atMost(Duration.ofHours(1));
        private Distribution pressesAfter = Distribution.uniform(Duration.ofSeconds(2), Duration.ofSeconds(8));
        private Predicate<Utterance> offersCallback = words -> words instanceof Utterance.Spoken spoken
                && OFFER.matcher(spoken.text()).find();
        private String numberPrefix = "+1555";
        private double withheld;
        private double pressesOne = 0.5;
        private double answersCallback = 0.85;
        private double agentEnds = 0.2;

        private Builder(Scheduler scheduler, SimulatedCarrier carrier, TenantId tenant) {
            this.scheduler = scheduler;
            this.carrier = carrier;
            this.tenant = tenant;
        }

        /** Sets where chance begins; drawn from the scheduler by default. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /** Sets how many come; 60 an hour by default. */
        public Builder rate(ArrivalRate value) {
            rate = value;
            return this;
        }

        /** Adds a queue that is called, as often as its weight among all weights says; {@code main} if none is added. */
        public Builder queue(QueueId queue, double weight) {
            queues.add(queue, weight);
            return this;
        }

        /** Adds a type of caller with a weight; {@link CallerType#NEW} if none is added. */
        public Builder type(CallerType type, double weight) {
            types.add(type, weight);
            return this;
        }

        /** Adds wanted skills with a weight; none are wanted if nothing is added. */
        public Builder skills(Skills wanted, double weight) {
            skills.add(wanted, weight);
            return this;
        }

        /** Sets the beginning of all numbers, 7 digits follow; {@code +1555} by default. */
        public Builder numberPrefix(String value) {
            numberPrefix = value;
            return this;
        }

        /** Sets the share of those who withhold their number, 0 to 1; 0 by default. */
        public Builder withheld(double share) {
            withheld = share(share, "withheld numbers");
            return this;
        }

        /** Sets how long people wait; exponential with a mean of 10 minutes by default. */
        public Builder patience(Distribution value) {
            patience = value;
            return this;
        }

        /** Has everybody wait for ever. */
        public Builder endlessPatience() {
            patience = null;
            return this;
        }

        /** Sets how long people talk, called back or not; log-normal with a median of 3 minutes by default. */
        public Builder talk(Distribution value) {
            talk = value;
            return this;
        }

        /** Sets the share of those who press 1 when a callback is offered, 0 to 1; 0.5 by default. */
        public Builder pressesOne(double share) {
            pressesOne = share(share, "callers who press 1");
            return this;
        }

        /** Sets how long after the words the key is pressed; 2 to 8 s by default. */
        public Builder pressesAfter(Distribution value) {
            pressesAfter = value;
            return this;
        }

        /** Sets how people recognize an offer of a callback; by default "press 1" in English, German or Spanish. */
        public Builder offersCallback(Predicate<Utterance> value) {
            offersCallback = value;
            return this;
        }

        /** Sets the share of callbacks that are answered, 0 to 1; 0.85 by default. */
        public Builder answersCallback(double share) {
            answersCallback = share(share, "answered callbacks");
            return this;
        }

        /** Sets the share of talks in which the agent hangs up first, 0 to 1; 0.2 by default. */
        public Builder agentEnds(double share) {
            agentEnds = share(share, "talks that the agent ends");
            return this;
        }

        private static double share(double value, String what) {
            Rates.require(value, what);
            return value;
        }

        /** Makes the callers. They still have to be started. */
        public SimulatedCallers build() {
            return new SimulatedCallers(this);
        }
    }
}
