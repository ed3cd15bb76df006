package io.callyard.telephony.trials;

import io.callyard.Callyard;
import io.callyard.fake.Party;
import io.callyard.memory.InMemoryStore;
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
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.Membership;
import io.callyard.model.inbound.OverflowAction;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueSettings;
import io.callyard.outbound.Admission;
import io.callyard.testkit.VirtualScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What people do on a {@link CarrierDay}: who asks for calls, who calls in, how those react who are called, agents. */
final class DayPeople {
    /** Calls that somebody was told are accepted. */
    final Set<CallId> accepted = new LinkedHashSet<>();

    /** Numbers that may be called once, whatever happens. */
    final Set<String> askedOnce = new LinkedHashSet<>();

    /** Numbers whose calls a user has ended. */
    final Set<String> hungUp = new HashSet<>();

    /** How those have reacted, call by call, who were called. */
    final Map<String, List<Party>> reactions = new HashMap<>();

    int callers;
    private final VirtualScheduler scheduler;
    private final InMemoryStore store;
    private final DayNodes nodes;
    private final DayTrouble trouble;
    private final SplittableRandom random;
    private final List<AgentId> agents = new ArrayList<>();
    private @Nullable DayCarrier carrier;
    private int numbers;

    DayPeople(
            VirtualScheduler scheduler,
            InMemoryStore store,
            DayNodes nodes,
            DayTrouble trouble,
            SplittableRandom random) {
        this.scheduler = scheduler;
        this.store = store;
        this.nodes = nodes;
        this.trouble = trouble;
        this.random = random;
    }

    void meet(DayCarrier met) {
        carrier = met;
        for (int i = 0; i < met.devices().size(); i++) {
            agents.add(new AgentId("agent-" + i));
        }
    }

    private DayCarrier carrier() {
        return Objects.requireNonNull(carrier);
    }

    /** Sets up the queues. */
    void define() {
        QueueSettings support = QueueSettings.named("Support");
        QueueSettings sales = QueueSettings.named("Sales").routedBy(random.nextBoolean() ? "ring_all" : "longest_idle");
        Duration longest = Duration.ofMinutes(random.nextInt(3, 12));
        nodes.use(engine -> {
            engine.inbound()
                    .define(
                            CarrierDay.TENANT,
                            CarrierDay.SUPPORT,
                            support.with(support.callbacks().offeringAfter(Duration.ofMinutes(1)))
                                    .with(support.waits().withLongest(longest)));
            engine.inbound()
                    .define(
                            CarrierDay.TENANT,
                            CarrierDay.SALES,
                            sales.with(sales.waits().withLongest(longest).overflowing(OverflowAction.VOICEMAIL, null)));
        });
    }

    /** Spreads over the day what people do. */
    void plan() {
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
    }

    private void at(Duration when, Runnable action) {
        scheduler.schedule(when, action);
    }

    private void sometime(Runnable action) {
        scheduler.schedule(Duration.ofMillis(random.nextLong(CarrierDay.DAY.toMillis())), action);
    }

    private PhoneNumber nextNumber() {
        return PhoneNumber.parse("+1555%07d".formatted(++numbers));
    }

    private void placeDirect() {
        PhoneNumber number = nextNumber();
        askedOnce.add(number.e164());
        place(
                CallRequest.direct(CarrierDay.TENANT, number)
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
                        engine.campaigns().create(CarrierDay.TENANT, id, settings);
                        engine.campaigns().add(CarrierDay.TENANT, id, list.iterator());
                        engine.campaigns().start(CarrierDay.TENANT, id);
                    }));
        }
    }

    private void lead(String contact) {
        PhoneNumber number = nextNumber();
        askedOnce.add(number.e164());
        // Two lists hold him.
        for (int i = 0; i < 2; i++) {
            CallRequest request = new CallRequest(
                    CarrierDay.TENANT,
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

    /** A user ends the first call there is. */
    void hangUpOne() {
        store.liveCalls(CarrierDay.TENANT).stream().findFirst().ifPresent(call -> {
            hungUp.add(call.subject().phoneNumber().e164());
            nodes.use(engine -> engine.calls().hangUp(CarrierDay.TENANT, call.id()));
        });
    }

    private void callerComes() {
        callers++;
        String from = random.nextInt(12) == 0 ? "anonymous" : "+1557%07d".formatted(random.nextInt(100));
        Party caller = Party.answering(Duration.ZERO, Duration.ofSeconds(random.nextInt(1, 900)));
        if (random.nextInt(3) == 0) {
            caller = caller.pressing(Duration.ofSeconds(random.nextInt(20, 200)), '1');
        }
        carrier().incoming(from, caller);
    }

    /** How somebody reacts who is called: agents, those on lists, those who are called back. */
    Party reaction(String address) {
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

    /** Every agent's screen says that he is there, most of the time. */
    void lookAtScreens() {
        for (int i = 0; i < agents.size(); i++) {
            screenOf(i);
        }
    }

    private void screenOf(int i) {
        AgentId agent = agents.get(i);
        if (trouble.isHealed() || random.nextInt(10) > 0) {
            nodes.use(engine -> heartbeat(engine, agent, i));
        }
        if (random.nextInt(200) == 0) {
            Presence presence = random.nextBoolean() ? Presence.AWAY : Presence.AVAILABLE;
            nodes.use(engine -> engine.agents().setPresence(CarrierDay.TENANT, agent, presence));
        }
        if (random.nextInt(20) == 0 || trouble.isHealed()) {
            nodes.use(engine -> engine.agents().setPresence(CarrierDay.TENANT, agent, Presence.AVAILABLE));
        }
    }

    private void heartbeat(Callyard engine, AgentId agent, int i) {
        if (engine.agents().find(CarrierDay.TENANT, agent).isEmpty()) {
            List<Membership> queues = i == 0
                    ? List.of(Membership.of(CarrierDay.SUPPORT), Membership.of(CarrierDay.SALES))
                    : List.of(Membership.of(i % 2 == 0 ? CarrierDay.SUPPORT : CarrierDay.SALES));
            engine.agents()
                    .register(
                            CarrierDay.TENANT,
                            agent,
                            AgentProfile.of("Agent " + i, CarrierDay.SUPPORT)
                                    .serving(queues)
                                    .rungAt(carrier().devices().get(i)));
        }
        engine.agents().heartbeat(CarrierDay.TENANT, agent);
    }
}
