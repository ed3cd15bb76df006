package io.callyard.telephony.twilio;

import io.callyard.Callyard;
import io.callyard.fake.FakeRequest;
import io.callyard.fake.FakeResponse;
import io.callyard.fake.Faults;
import io.callyard.fake.Party;
import io.callyard.memory.InMemoryStore;
import io.callyard.memory.Retention;
import io.callyard.model.AgentId;
import io.callyard.model.CallData;
import io.callyard.model.CallId;
import io.callyard.model.CallRequest;
import io.callyard.model.CallType;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignSettings;
import io.callyard.model.Contact;
import io.callyard.model.ContactId;
import io.callyard.model.Outcome;
import io.callyard.model.PhoneNumber;
import io.callyard.model.RetryPolicy;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.Membership;
import io.callyard.model.inbound.OverflowAction;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.QueueSettings;
import io.callyard.outbound.Admission;
import io.callyard.spi.carrier.IncomingCall;
import io.callyard.spi.carrier.IncomingCalls.Destination;
import io.callyard.testkit.VirtualScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * A day in virtual time of an installation of two nodes at one carrier: calls that users ask for, campaigns, leads,
 * callers, agents, callbacks; and everything going wrong between the nodes and the carrier that can. Then an evening in
 * which nothing goes wrong, and everything has to come to its end.
 */
final class CarrierDay {
    static final TenantId TENANT = new TenantId("acme");
    static final QueueId SUPPORT = new QueueId("support");
    static final QueueId SALES = new QueueId("sales");
    private static final Duration DAY = Duration.ofHours(10);

    /** The end of a talk of which nothing was heard is taken for granted after four hours. */
    private static final Duration EVENING = Duration.ofHours(6);

    /** Makes the carrier of a day. */
    interface Maker {
        DayCarrier make(Ground ground);
    }

    /** What a carrier is made on. */
    record Ground(
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
    final List<String> problems = new ArrayList<>();
    final Set<CallId> accepted = new LinkedHashSet<>();
    final Set<String> askedOnce = new LinkedHashSet<>();
    final Set<String> hungUp = new HashSet<>();
    final Map<String, List<Party>> reactions = new HashMap<>();
    final DayWatch watch = new DayWatch(this);
    int callers;
    private final SplittableRandom random;
    private final List<AgentId> agents = new ArrayList<>();
    private int numbers;

    private CarrierDay(long seed, Maker maker) {
        scheduler = VirtualScheduler.seeded(seed);
        random = new SplittableRandom(seed);
        store = new InMemoryStore(
                scheduler, new Retention(Duration.ofDays(7), 1_000_000, 2_000_000, 100_000, Duration.ofDays(7)));
        trouble = new DayTrouble(random.split());
        nodes = new DayNodes(scheduler, store, trouble, random.split(), problems::add);
        carrier = maker.make(new Ground(scheduler, random.split(), trouble, this::party, nodes::deliver));
        trouble.meet(carrier);
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
    static Ground ground(VirtualScheduler scheduler) {
        return new Ground(
                scheduler,
                new SplittableRandom(1),
                Faults.NONE,
                address -> Party.answering(Duration.ofSeconds(1), Duration.ofSeconds(1)),
                webhook -> CompletableFuture.completedFuture(FakeResponse.empty(204)));
    }

    /** Returns webhooks of all kinds, as they came in three hours in which nothing went wrong. */
    static List<FakeRequest> webhooks(long seed, Maker maker) {
        CarrierDay day = new CarrierDay(seed, maker);
        day.trouble.heal();
        day.open();
        day.plan();
        day.live(Duration.ofHours(3));
        return day.nodes.seen();
    }

    /** Where calls to our number go. */
    static Optional<Destination> route(IncomingCall call) {
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
        define();
        List<String> devices = carrier.devices();
        for (int i = 0; i < devices.size(); i++) {
            agents.add(new AgentId("agent-" + i));
        }
    }

    private void define() {
        QueueSettings support = QueueSettings.named("Support");
        QueueSettings sales = QueueSettings.named("Sales").routedBy(random.nextBoolean() ? "ring_all" : "longest_idle");
        Duration longest = Duration.ofMinutes(random.nextInt(3, 12));
        nodes.use(engine -> {
            engine.inbound()
                    .define(
                            TENANT,
                            SUPPORT,
                            support.with(support.callbacks().offeringAfter(Duration.ofMinutes(1)))
                                    .with(support.waits().withLongest(longest)));
            engine.inbound()
                    .define(
                            TENANT,
                            SALES,
                            sales.with(sales.waits().withLongest(longest).overflowing(OverflowAction.VOICEMAIL, null)));
        });
    }

    /** Spreads over the day what people do. */
    private void plan() {
        at(Duration.ofMinutes(1), this::define);
        at(Duration.ofMinutes(2), this::define);
        for (int i = 0; i < 120; i++) {
            sometime(this::placeDirect);
        }
        for (int i = 0; i < 3; i++) {
            String name = "campaign-" + i;
            RetryPolicy retry = i == 2
                    ? RetryPolicy.NONE
                            .with(Outcome.NO_ANSWER, 3, Duration.ofMinutes(20))
                            .with(Outcome.BUSY, 2, Duration.ofMinutes(5))
                    : RetryPolicy.NONE;
            campaign(name, retry, random.nextInt(10, 50));
        }
        for (int i = 0; i < 30; i++) {
            lead("lead-" + i);
        }
        for (int i = 0; i < 100; i++) {
            sometime(this::callerComes);
        }
        for (int i = 0; i < 6; i++) {
            sometime(() -> nodes.freezeOne(Duration.ofSeconds(random.nextInt(1, 120))));
            sometime(this::hangUpOne);
        }
        sometime(nodes::killOne);
        sometime(nodes::killOne);
        Duration silence = Duration.ofMinutes(random.nextInt((int) DAY.toMinutes() - 60));
        at(silence, () -> trouble.silence(true));
        at(silence.plusHours(1), () -> trouble.silence(false));
    }

    private void at(Duration when, Runnable action) {
        scheduler.schedule(when, action);
    }

    private void sometime(Runnable action) {
        scheduler.schedule(Duration.ofMillis(random.nextLong(DAY.toMillis())), action);
    }

    private PhoneNumber nextNumber() {
        return PhoneNumber.parse("+1555%07d".formatted(++numbers));
    }

    private void placeDirect() {
        PhoneNumber number = nextNumber();
        askedOnce.add(number.e164());
        place(
                CallRequest.direct(TENANT, number)
                        .key("direct-" + number.e164().substring(1))
                        .build(),
                5);
    }

    /** A user asks until he is told that it is accepted, and at times once more. */
    private void place(CallRequest request, int tries) {
        nodes.use(engine -> {
            Admission admission = engine.calls().place(request);
            if (admission instanceof Admission.Started started) {
                accepted.add(started.call().id());
            } else if (admission instanceof Admission.Queued queued) {
                accepted.add(queued.call().id());
            }
        });
        if (tries > 0 && random.nextInt(3) == 0) {
            at(Duration.ofSeconds(random.nextInt(1, 30)), () -> place(request, tries - 1));
        }
    }

    private void campaign(String name, RetryPolicy retry, int contacts) {
        CampaignId id = new CampaignId(name);
        CampaignSettings settings = CampaignSettings.named(name)
                .withMaxLive(random.nextInt(1, 4))
                .withDelayBetween(Duration.ofSeconds(random.nextInt(0, 10)))
                .withRetry(retry);
        List<Contact> list = new ArrayList<>();
        for (int i = 0; i < contacts; i++) {
            PhoneNumber number = nextNumber();
            if (retry.equals(RetryPolicy.NONE)) {
                askedOnce.add(number.e164());
            }
            list.add(new Contact(number.e164(), name + "-" + i, "Contact " + i, null, null, null));
        }
        Duration begins = Duration.ofMinutes(random.nextInt(1, 500));
        // Whoever runs it comes back until it runs.
        for (int i = 0; i < 4; i++) {
            at(
                    begins.plusMinutes(i * 10L),
                    () -> nodes.use(engine -> {
                        engine.campaigns().create(TENANT, id, settings);
                        engine.campaigns().add(TENANT, id, list.iterator());
                        engine.campaigns().start(TENANT, id);
                    }));
        }
    }

    private void lead(String contact) {
        PhoneNumber number = nextNumber();
        askedOnce.add(number.e164());
        // Two lists hold him.
        for (int i = 0; i < 2; i++) {
            CallRequest request = new CallRequest(
                    TENANT,
                    CallType.LEAD,
                    number,
                    null,
                    null,
                    null,
                    new ContactId(contact),
                    null,
                    CallData.NONE,
                    null,
                    null,
                    null,
                    contact);
            sometime(() -> place(request, 2));
        }
    }

    private void hangUpOne() {
        store.liveCalls(TENANT).stream().findFirst().ifPresent(call -> {
            hungUp.add(call.subject().phoneNumber().e164());
            nodes.use(engine -> engine.calls().hangUp(TENANT, call.id()));
        });
    }

    private void callerComes() {
        callers++;
        String from = random.nextInt(12) == 0 ? "anonymous" : "+1557%07d".formatted(random.nextInt(100));
        Party caller = Party.answering(Duration.ZERO, Duration.ofSeconds(random.nextInt(1, 900)));
        if (random.nextInt(3) == 0) {
            caller = caller.pressing(Duration.ofSeconds(random.nextInt(20, 200)), '1');
        }
        carrier.incoming(from, caller);
    }

    /** How somebody reacts who is called: agents, those on lists, those who are called back. */
    private Party party(String address) {
        Duration after = Duration.ofMillis(random.nextInt(500, 14_000));
        Party party = switch (random.nextInt(12)) {
            case 0 -> Party.reacting(Party.Reaction.NO_ANSWER, after);
            case 1 -> Party.reacting(Party.Reaction.BUSY, after);
            case 2 -> Party.reacting(Party.Reaction.REJECT, after);
            case 3 -> Party.reacting(Party.Reaction.UNREACHABLE, after);
            case 4 -> new Party(Party.Reaction.MACHINE, after, Duration.ofSeconds(40), List.of());
            case 5 -> Party.answering(after, Party.FOR_EVER);
            default -> Party.answering(after, Duration.ofSeconds(random.nextInt(1, 600)));
        };
        if (address.startsWith("+1559")) {
            party = party.pressing(Duration.ofSeconds(random.nextInt(1, 14)), random.nextInt(5) == 0 ? '2' : '1');
        }
        reactions.computeIfAbsent(address, any -> new ArrayList<>()).add(party);
        return party;
    }

    private void live(Duration length) {
        Duration end = scheduler.uptime().plus(length);
        while (scheduler.uptime().compareTo(end) < 0) {
            scheduler.advance(Duration.ofSeconds(20));
            nodes.replaceTheDead();
            for (int i = 0; i < agents.size(); i++) {
                screenOf(i);
            }
            watch.look();
        }
    }

    private void screenOf(int i) {
        AgentId agent = agents.get(i);
        if (trouble.isHealed() || random.nextInt(10) > 0) {
            nodes.use(engine -> heartbeat(engine, agent, i));
        }
        if (random.nextInt(200) == 0) {
            Presence presence = random.nextBoolean() ? Presence.AWAY : Presence.AVAILABLE;
            nodes.use(engine -> engine.agents().setPresence(TENANT, agent, presence));
        }
        if (random.nextInt(20) == 0 || trouble.isHealed()) {
            nodes.use(engine -> engine.agents().setPresence(TENANT, agent, Presence.AVAILABLE));
        }
    }

    private void heartbeat(Callyard engine, AgentId agent, int i) {
        if (engine.agents().find(TENANT, agent).isEmpty()) {
            List<Membership> queues = i == 0
                    ? List.of(Membership.of(SUPPORT), Membership.of(SALES))
                    : List.of(Membership.of(i % 2 == 0 ? SUPPORT : SALES));
            engine.agents()
                    .register(
                            TENANT,
                            agent,
                            AgentProfile.of("Agent " + i, SUPPORT)
                                    .serving(queues)
                                    .rungAt(carrier.devices().get(i)));
        }
        engine.agents().heartbeat(TENANT, agent);
    }
}
