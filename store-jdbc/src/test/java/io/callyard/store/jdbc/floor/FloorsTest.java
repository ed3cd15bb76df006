package io.callyard.store.jdbc.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import io.callyard.event.QueueEvent.AlertCleared;
import io.callyard.model.AgentId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.AgentRecord;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueBook;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.QueueSettings;
import io.callyard.spi.store.Floor;
import io.callyard.spi.store.FloorView;
import io.callyard.spi.store.Store;
import io.callyard.spi.store.StoreUnavailableException;
import io.callyard.store.jdbc.faults.Crew;
import io.callyard.store.jdbc.faults.Databases;
import io.callyard.store.jdbc.faults.Hall;
import io.callyard.store.jdbc.faults.Interposed;
import io.callyard.store.jdbc.faults.Node;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a step on a floor may do to a transaction, and a transaction to a step. */
@Timeout(60)
class FloorsTest {
    private final TenantId tenant = new TenantId("acme");
    private final Failing failing = new Failing();
    private HikariDataSource pool;
    private Node node;
    private Store store;
    private Hall hall;

    /** Makes statements fail whose words contain something. */
    private static final class Failing implements Interposed.Listener {
        private String words = "";
        private String state = "";
        private int left;

        void fail(String theWords, String theState, int times) {
            words = theWords;
            state = theState;
            left = times;
        }

        @Override
        public void before(Connection connection, String trip) throws SQLException {
            if (left > 0 && trip.contains(words)) {
                left--;
                throw new SQLException("made to fail", state);
            }
        }
    }

    private void open(Databases database) {
        pool = Databases.pool(database.fresh(), 4, config -> config.setConnectionTimeout(10_000));
        node = Node.on(Interposed.before(pool, failing));
        store = node.store();
        hall = new Hall(store, tenant).furnished(2);
    }

    @AfterEach
    void close() {
        node.close();
        pool.close();
    }

    private void change(Consumer<Floor> step) {
        store.onFloor(tenant, floor -> {
            step.accept(floor);
            return true;
        });
    }

    @ParameterizedTest
    @EnumSource
    void runsAStepOnceThatFailsByItself(Databases database) {
        open(database);
        AtomicInteger runs = new AtomicInteger();
        // As a step would fail that asks another store: it is no failure of this one.
        RuntimeException failure = new StoreUnavailableException("another", new SQLException("deadlock", "40001"));

        Throwable passedOn = catchThrowable(() -> change(floor -> {
            runs.incrementAndGet();
            throw failure;
        }));

        assertThat(passedOn).isSameAs(failure);
        assertThat(runs).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("R1.9")
    void runsAStepAgainOnWhatHasBecomeOfTheFloor(Databases database) {
        open(database);
        hall.arrive();
        AtomicInteger runs = new AtomicInteger();
        failing.fail("left_at >=", "40001", 2);

        change(floor -> {
            runs.incrementAndGet();
            floor.append(new AlertCleared("rule", null, runs.get()));
            assertThat(floor.left(Hall.QUEUE, Instant.EPOCH, 9)).isEmpty();
        });

        assertThat(runs).hasValue(3);
        assertThat(store.read(tenant, 0, 100))
                .extracting(logged -> (Object) logged.event())
                .filteredOn(AlertCleared.class::isInstance)
                .containsExactly(new AlertCleared("rule", null, 3));
    }

    /** A step that catches what it does not know must not be taken for made: its transaction is gone. */
    @ParameterizedTest
    @EnumSource
    void doesNotTakeAStepForMadeThatSwallowsAFailureOfTheDatabase(Databases database) {
        open(database);
        failing.fail("left_at >=", "08006", 1);

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> change(floor -> {
                    assertThat(catchThrowable(() -> floor.left(Hall.QUEUE, Instant.EPOCH, 9)))
                            .isNotNull();
                    Hall.arrive(floor, new CallerId(UUID.randomUUID()));
                }))
                .havingRootCause()
                .withMessage("made to fail");
        assertThat(hall.line()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void repeatsAStepThatMakesAFailureOfItsOwnFromOneOfTheDatabase(Databases database) {
        open(database);
        failing.fail("left_at >=", "40001", 1);

        Boolean empty = store.onFloor(tenant, floor -> {
            try {
                return floor.left(Hall.QUEUE, Instant.EPOCH, 9).isEmpty();
            } catch (RuntimeException e) {
                throw new IllegalStateException("cannot go on", e);
            }
        });

        assertThat(empty).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void refusesToDoAnythingElseInsideOfAStep(Databases database) {
        open(database);

        change(floor -> List.<Runnable>of(
                        () -> store.onFloor(new TenantId("other"), Floor::now),
                        () -> store.viewFloor(tenant, FloorView::now),
                        () -> store.dueFloors(1),
                        () -> node.place(tenant),
                        () -> store.lastSeq(tenant))
                .forEach(use -> assertThat(catchThrowable(use::run))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("no effect but on its floor")));
        store.viewFloor(
                tenant, view -> assertThat(catchThrowable(hall::arrive)).isInstanceOf(IllegalStateException.class));

        assertThat(hall.arrive()).as("afterwards").isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    void takesNothingFromAnotherFloorThatHasItsId(Databases database) {
        open(database);
        Hall other = new Hall(store, new TenantId("other")).furnished(1);
        Caller caller = other.arrive();
        Offer offer = other.match().orElseThrow();
        List<Consumer<Floor>> thefts = List.of(
                floor -> Hall.arrive(floor, caller.id()),
                floor -> {
                    Hall.arrive(floor, new CallerId(UUID.randomUUID()));
                    Hall.match(floor, offer.id());
                },
                floor -> {
                    Hall.arrive(floor, caller.id());
                    floor.line(Hall.QUEUE, 1);
                },
                floor -> floor.save(caller),
                floor -> floor.save(offer));

        thefts.forEach(theft -> assertThatIllegalArgumentException()
                .isThrownBy(() -> change(theft))
                .withMessage("nothing of another tenant's stands on the floor of acme"));

        assertThat(store.callerAnywhere(caller.id()))
                .hasValueSatisfying(found -> assertThat(found.tenant()).isEqualTo(other.tenant()));
        assertThat(store.offerAnywhere(offer.id())).contains(offer);
        assertThat(hall.line()).isEmpty();
        other.audit();
    }

    @ParameterizedTest
    @EnumSource
    void findsEverybodyWhereThereAreMoreThanAreReadAtFirst(Databases database) {
        open(database);
        Instant now = store.viewFloor(tenant, FloorView::now);
        List<QueueBook> queues = IntStream.range(100, 140)
                .mapToObj(i -> QueueBook.open(tenant, new QueueId("queue " + i), QueueSettings.named("x"), now))
                .toList();
        List<Agent> agents = IntStream.range(100, 140)
                .mapToObj(i -> agent("idle " + i, now.minusSeconds(i), now))
                .toList();
        change(floor -> {
            queues.forEach(floor::save);
            agents.forEach(floor::save);
        });

        change(floor -> {
            for (QueueBook queue : queues) {
                assertThat(floor.queue(queue.id())).contains(queue);
            }
            assertThat(floor.queue(new QueueId("none"))).isEmpty();
            assertThat(floor.queues()).hasSize(41).containsAll(queues);
            assertThat(floor.readyAgents(1_000)).hasSize(42).startsWith(agents.get(39), agents.get(38));
            assertThat(floor.readyAgents(3)).containsExactly(agents.get(39), agents.get(38), agents.get(37));
            assertThat(floor.agents()).hasSize(42).containsAll(agents);
            floor.save(agent("idle 139", now, now));
            assertThat(floor.readyAgents(2)).containsExactly(agents.get(38), agents.get(37));
        });
    }

    private Agent agent(String id, Instant idleSince, Instant now) {
        return new Agent(
                tenant,
                new AgentId(id),
                AgentProfile.of(id, Hall.QUEUE),
                Presence.AVAILABLE,
                "",
                now,
                now,
                List.of(),
                idleSince,
                AgentRecord.since(idleSince),
                now,
                null);
    }

    /** More threads than connections: who waits for a floor has none. */
    @ParameterizedTest
    @EnumSource
    void letsOthersHaveConnectionsWhileManyWaitForOneFloor(Databases database) {
        open(database);
        AtomicInteger inside = new AtomicInteger();

        List<Integer> free = Crew.ask(
                16,
                thread -> () -> store.onFloor(tenant, floor -> {
                    assertThat(inside.incrementAndGet()).isEqualTo(1);
                    int used = pool.getHikariPoolMXBean().getActiveConnections();
                    inside.decrementAndGet();
                    return used;
                }));

        assertThat(free).containsOnly(1);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("R4.12")
    void isDueUntilSomebodyHasLooked(Databases database) {
        open(database);
        Caller caller = hall.arrive();
        assertThat(store.untilNextDueFloor())
                .hasValueSatisfying(until -> assertThat(until).isLessThan(Duration.ofSeconds(91)));

        change(floor -> floor.save(overdue(caller)));

        assertThat(store.dueFloors(9)).containsExactly(tenant);
        assertThat(store.untilNextDueFloor()).contains(Duration.ZERO);
        assertThat(store.<List<Caller>>viewFloor(tenant, floor -> floor.dueCallers(9)))
                .extracting(Caller::id)
                .containsExactly(caller.id());
    }

    private static Caller overdue(Caller caller) {
        return new Caller(
                caller.tenant(),
                caller.id(),
                caller.arrival(),
                caller.features(),
                caller.place(),
                caller.state(),
                caller.search(),
                null,
                null,
                null,
                caller.told(),
                null,
                caller.updatedAt(),
                caller.updatedAt().minusSeconds(1));
    }
}
