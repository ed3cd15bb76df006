package io.callyard.telephony.trials;

import io.callyard.fake.FakeRequest;
import io.callyard.fake.FakeResponse;
import io.callyard.fake.Faults;
import io.callyard.fake.Party;
import io.callyard.memory.InMemoryStore;
import io.callyard.memory.Retention;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.QueueId;
import io.callyard.spi.carrier.IncomingCall;
import io.callyard.spi.carrier.IncomingCalls.Destination;
import io.callyard.testkit.VirtualScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * A day in virtual time of an installation of two nodes at one carrier: calls that users ask for, campaigns, leads,
 * callers, agents, callbacks; and everything going wrong between the nodes and the carrier that can. Then an evening in
 * which nothing goes wrong, and everything has to come to its end.
 */
public final class CarrierDay {
    static final TenantId TENANT = new TenantId("acme");
    static final QueueId SUPPORT = new QueueId("support");
    static final QueueId SALES = new QueueId("sales");
    static final Duration DAY = Duration.ofHours(10);

    /** The end of a talk of which nothing was heard is taken for granted after four hours. */
    private static final Duration EVENING = Duration.ofHours(6);

    /** Makes the carrier of a day. */
    public interface Maker {
        /** Makes it. */
        DayCarrier make(Ground ground);
    }

    /**
     * What a carrier is made on.
     *
     * @param scheduler its time
     * @param random what draws its settings
     * @param faults what goes wrong at it
     * @param parties who is there when somebody is called
     * @param webhooks takes its webhooks
     */
    public record Ground(
            VirtualScheduler scheduler,
            SplittableRandom random,
            Faults faults,
            Function<String, Party> parties,
            Function<FakeRequest, CompletionStage<FakeResponse>> webhooks) {}

    final VirtualScheduler scheduler;
    final InMemoryStore store;
    final DayCarrier carrier;
    final DayNodes nodes;
    final DayTrouble trouble;
    final DayPeople people;
    final DayWatch watch;
    final List<String> problems = new ArrayList<>();
    private final SplittableRandom random;

    private CarrierDay(long seed, Maker maker) {
        scheduler = VirtualScheduler.seeded(seed);
        random = new SplittableRandom(seed);
        store = new InMemoryStore(
                scheduler, new Retention(Duration.ofDays(7), 1_000_000, 2_000_000, 100_000, Duration.ofDays(7)));
        trouble = new DayTrouble(random.split());
        nodes = new DayNodes(scheduler, store, trouble, random.split(), problems::add);
        people = new DayPeople(scheduler, store, nodes, trouble, random);
        carrier = maker.make(new Ground(scheduler, random.split(), trouble, people::reaction, nodes::deliver));
        watch = new DayWatch(store, carrier, scheduler, problems);
        trouble.meet(carrier);
        people.meet(carrier);
    }

    static DayFindings run(long seed, Maker maker) {
        return run(seed, maker, DAY);
    }

    /** A day of which people go home early; what they had planned for later happens in the evening. */
    static DayFindings run(long seed, Maker maker, Duration length) {
        CarrierDay day = new CarrierDay(seed, maker);
        day.open();
        day.plan();
        day.live(length);
        day.trouble.heal();
        day.nodes.heal();
        day.live(EVENING);
        return DayFindings.of(day);
    }

    /** Returns ground on which nothing goes wrong and nobody listens. */
    public static Ground ground(VirtualScheduler scheduler) {
        return new Ground(
                scheduler,
                new SplittableRandom(1),
                Faults.NONE,
                address -> Party.answering(Duration.ofSeconds(1), Duration.ofSeconds(1)),
                webhook -> CompletableFuture.completedFuture(FakeResponse.empty(204)));
    }

    /** Returns webhooks of all kinds, as they came in three hours in which nothing went wrong. */
    public static List<FakeRequest> webhooks(long seed, Maker maker) {
        CarrierDay day = new CarrierDay(seed, maker);
        day.trouble.heal();
        day.open();
        day.plan();
        day.live(Duration.ofHours(3));
        return day.nodes.seen();
    }

    /** Where calls to our number go. */
    public static Optional<Destination> route(IncomingCall call) {
        String from = call.caller() == null ? "" : call.caller().e164();
        QueueId queue = from.endsWith("1") || from.endsWith("2") ? SALES : SUPPORT;
        return from.endsWith("77")
                ? Optional.empty()
                : Optional.of(
                        new Destination(TENANT, Arrival.of(queue, call.caller()).called(call.name())));
    }

    private void open() {
        nodes.start(carrier);
        store.setTenantLimits(TENANT, TenantLimits.DEFAULT.withMaxLive(random.nextInt(3, 9)));
        people.define();
    }

    /** Spreads over the day what people do and what breaks. */
    private void plan() {
        people.plan();
        for (int i = 0; i < 6; i++) {
            sometime(() -> nodes.freezeOne(Duration.ofSeconds(random.nextInt(1, 120))));
            sometime(people::hangUpOne);
        }
        sometime(nodes::killOne);
        sometime(nodes::killOne);
        Duration silence = Duration.ofMinutes(random.nextInt((int) DAY.toMinutes() - 60));
        scheduler.schedule(silence, () -> trouble.silence(true));
        scheduler.schedule(silence.plusHours(1), () -> trouble.silence(false));
    }

    private void sometime(Runnable action) {
        scheduler.schedule(Duration.ofMillis(random.nextLong(DAY.toMillis())), action);
    }

    private void live(Duration length) {
        Duration end = scheduler.uptime().plus(length);
        while (scheduler.uptime().compareTo(end) < 0) {
            scheduler.advance(Duration.ofSeconds(20));
            nodes.replaceTheDead();
            people.lookAtScreens();
            watch.look();
        }
    }
}
