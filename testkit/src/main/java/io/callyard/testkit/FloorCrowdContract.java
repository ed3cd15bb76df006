package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.TenantId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.Engagement;
import io.callyard.model.inbound.Presence;
import io.callyard.spi.store.Floor;
import io.callyard.spi.store.FloorView;
import io.callyard.spi.store.Store;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sixteen threads on the floors, half of them beside a second user of the store. */
abstract class FloorCrowdContract extends FloorFixture {
    private static final int ROUNDS = 10;

    FloorCrowdContract(StoreContract opener) {
        super(opener);
    }

    private static void talkOnceMore(Floor floor, Agent agent) {
        Agent before = floor.agent(agent.id()).orElseThrow();
        floor.save(AgentSample.like(before).talked().build());
    }

    private long calls(TenantId of) {
        return store.viewFloor(of, floor -> floor.agents().get(0).history().calls());
    }

    @Test
    void losesNoneOfTheStepsOfOneTenant() {
        Agent agent = save(agent("ann"));
        Caller caller = save(caller(SALES));

        Crowd.run(thread -> () -> {
            for (int i = 0; i < ROUNDS; i++) {
                change(user(thread), tenant, floor -> {
                    talkOnceMore(floor, agent);
                    Caller before = floor.caller(caller.id()).orElseThrow();
                    floor.save(CallerSample.like(before)
                            .told(before.told().position() + 1)
                            .build());
                });
            }
            return true;
        });

        assertThat(calls(tenant)).isEqualTo(Crowd.SIZE * ROUNDS);
        assertThat(line(SALES)).extracting(now -> now.told().position()).containsExactly(Crowd.SIZE * ROUNDS);
    }

    @Test
    void makesTheStepsOfManyTenantsAtOnce() {
        List<Agent> agents = IntStream.range(0, Crowd.SIZE)
                .mapToObj(thread -> save(AgentSample.of(newTenant(1), "ann", SALES, clock.instant())))
                .toList();

        Crowd.run(thread -> () -> {
            for (int i = 0; i < ROUNDS; i++) {
                Agent agent = agents.get((thread + i) % Crowd.SIZE);
                change(user(thread), agent.tenant(), floor -> talkOnceMore(floor, agent));
            }
            return true;
        });

        assertThat(agents).extracting(agent -> calls(agent.tenant())).containsOnly((long) ROUNDS);
    }

    @Test
    @Tag("R4.8")
    void givesEachCallerToOneAgentAndEachAgentOneCaller() {
        int callers = Crowd.SIZE * 3;
        change(floor -> {
            for (int i = 0; i < callers; i++) {
                floor.save(caller(SALES).key(clock.instant().plusSeconds(i)).build());
                floor.save(agent("agent " + i).build());
            }
        });

        List<Optional<Engagement>> made = Crowd.run(thread -> () -> {
                    Store user = user(thread);
                    return IntStream.range(0, 3)
                            .mapToObj(i -> user.<Optional<Engagement>>onFloor(tenant, this::match))
                            .toList();
                })
                .stream()
                .flatMap(List::stream)
                .toList();

        assertThat(made).doesNotContain(Optional.empty()).hasSize(callers).doesNotHaveDuplicates();
        assertThat(line(SALES)).allMatch(caller -> caller.state() == CallerState.OFFERED);
        assertThat(view(FloorView::agents))
                .allMatch(agent -> agent.engagements().size() == 1);
        Set<Object> taken = new HashSet<>();
        view(FloorView::agents)
                .forEach(agent -> taken.add(agent.engagements().get(0).caller()));
        assertThat(taken).hasSize(callers);
    }

    /** The first who waits is offered to the first who is ready. */
    private Optional<Engagement> match(Floor floor) {
        Optional<Caller> waiting = floor.line(SALES, MANY).stream()
                .filter(caller -> caller.mayBeOfferedAt(floor.now()))
                .findFirst();
        Optional<Agent> ready = floor.readyAgents(MANY).stream()
                .filter(agent -> agent.isReadyAt(floor.now()))
                .findFirst();
        if (waiting.isEmpty() || ready.isEmpty()) {
            return Optional.empty();
        }
        Engagement engagement = new Engagement(waiting.get().id(), nextOfferId(), false, floor.now());
        floor.save(CallerSample.like(waiting.get()).state(CallerState.OFFERED).build());
        floor.save(AgentSample.like(ready.get()).with(List.of(engagement)).build());
        return Optional.of(engagement);
    }

    @Test
    void showsAReaderOneInstantAndNeverHalfAStep() {
        Caller first = save(caller(SALES));
        Caller second = save(caller(SALES));
        Agent agent = save(agent("ann"));
        AtomicInteger writing = new AtomicInteger(Crowd.SIZE - 4);

        Crowd.run(thread -> () -> {
            if (thread < 4) {
                while (writing.get() > 0) {
                    user(thread).viewFloor(tenant, this::assertBothTogether);
                }
            } else {
                for (int i = 0; i < ROUNDS; i++) {
                    change(user(thread), tenant, floor -> moveBoth(floor, first, second, agent));
                }
                writing.decrementAndGet();
            }
            return true;
        });

        assertThat(writing.get()).isZero();
    }

    /** Both callers go from one queue to the other, and the agent is there for those in sales only. */
    private static void moveBoth(Floor floor, Caller first, Caller second, Agent agent) {
        boolean toSupport = floor.lineLength(SALES) == 2;
        floor.save(CallerSample.like(first).in(toSupport ? SUPPORT : SALES).build());
        floor.save(AgentSample.like(agent)
                .presence(toSupport ? Presence.AWAY : Presence.AVAILABLE)
                .build());
        floor.save(CallerSample.like(second).in(toSupport ? SUPPORT : SALES).build());
    }

    private boolean assertBothTogether(FloorView floor) {
        int inSales = floor.lineLength(SALES);
        Presence presence = floor.agents().get(0).presence();
        assertThat(inSales).isIn(0, 2);
        assertThat(floor.line(SUPPORT, MANY)).hasSize(2 - inSales);
        assertThat(floor.line(SALES, MANY)).hasSize(inSales);
        assertThat(presence).isEqualTo(inSales == 2 ? Presence.AVAILABLE : Presence.AWAY);
        assertThat(floor.readyAgents(MANY).stream().filter(agent -> agent.isReadyAt(floor.now())))
                .hasSize(inSales / 2);
        return true;
    }

    @Test
    void showsAStepToAnotherUserAtOnce() {
        for (int round = 0; round < ROUNDS; round++) {
            int user = round % 2;
            CallerSample sample = caller(SALES).attentionAt(clock.instant());
            Caller caller = sample.on(FullValues.line(uniqueName("line"))).build();

            change(user(user), tenant, floor -> floor.save(caller));

            Store other = user(1 - user);
            assertThat(other.callerAnywhere(caller.id())).contains(caller);
            assertThat(other.<Optional<Caller>>onFloor(tenant, floor -> floor.caller(caller.id())))
                    .contains(caller);
            assertThat(other.<List<Caller>>viewFloor(tenant, floor -> floor.dueCallers(MANY)))
                    .contains(caller);
            assertThat(other.dueFloors(MANY)).contains(tenant);
        }
    }
}
