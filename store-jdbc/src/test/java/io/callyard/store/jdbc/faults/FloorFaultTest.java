package io.callyard.store.jdbc.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.callyard.audit.EventAudit;
import io.callyard.model.AgentId;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.OfferState;
import io.callyard.postgresql.FaultProxy;
import io.callyard.postgresql.SharedPostgreSql;
import io.callyard.spi.store.StoreUnavailableException;
import io.callyard.testkit.ManualClock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each trip of a step on a floor fails once, in each way: all of the step is made, or none of it. */
@Tag("R1.9")
@Timeout(60)
class FloorFaultTest {
    private static final Set<String> REPEATED = Set.of("40001", "40P01");

    private final ManualClock clock = ManualClock.create();

    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, 40001, false",
        "POSTGRESQL, 40P01, false",
        "POSTGRESQL, 55P03, false",
        "POSTGRESQL, 57014, false",
        "POSTGRESQL, 08006, false",
        "POSTGRESQL, 08006, true",
        "POSTGRESQL, 25P02, false",
        "H2, 40001, false",
        "H2, 90098, false",
        "H2, 08006, true"
    })
    void makeAllOfAStepOrNothing(Databases database, String state, boolean afterwards) {
        Fault fault = new Fault();
        try (HikariDataSource pool = Databases.pool(database.fresh(), 2);
                Node sound = Node.on(pool, builder -> builder.clock(clock).lookEvery(Duration.ofHours(1)));
                Node faulty = Node.on(
                        Interposed.before(pool, fault),
                        builder -> builder.clock(clock).lookEvery(Duration.ofHours(1)))) {
            boolean fired = true;
            int nth = 0;
            while (fired) {
                nth++;
                Hall hall = new Hall(sound.store(), Node.tenant()).furnished(1);
                Offer offer = offered(hall);
                AgentId agent = offer.ringing().get(0);
                fault.arm(nth, state, afterwards);
                boolean failed = false;
                try {
                    // Reads, saves, reads what it saved, and saves again.
                    faulty.store().onFloor(hall.tenant(), floor -> {
                        boolean connected = Hall.connect(floor, offer.id(), agent);
                        return connected
                                && floor.lineLength(Hall.QUEUE) == 0
                                && floor.openOffers().isEmpty();
                    });
                } catch (StoreUnavailableException e) {
                    failed = true;
                }
                fired = fault.isOver();
                String where = state + " at trip " + fault.where();
                fault.arm(0, "", false);
                boolean closing = where.endsWith("close");
                assertThat(failed && (!fired || REPEATED.contains(state) && !closing))
                        .as(where)
                        .isFalse();
                check(hall, offer, failed, where);
            }
            assertThat(nth).as("trips").isGreaterThan(5);
        }
    }

    private static Offer offered(Hall hall) {
        hall.arrive();
        return hall.match().orElseThrow();
    }

    private static void check(Hall hall, Offer before, boolean failed, String where) {
        EventAudit audit = hall.audit();
        Offer offer = hall.store().offerAnywhere(before.id()).orElseThrow();
        Caller caller = hall.store().callerAnywhere(before.caller()).orElseThrow();
        boolean done = offer.state() == OfferState.CONNECTED;
        assertThat(done || failed).as(where).isTrue();
        assertThat(caller.state()).as(where).isEqualTo(done ? CallerState.CONNECTED : CallerState.OFFERED);
        assertThat(audit.compare(caller)).as(where).isEmpty();
        assertThat(audit.compare(offer)).as(where).isEmpty();
        assertThat(hall.connect(before)).as(where + ", once more").isEqualTo(!done);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leaveInDoubtWhetherAStepWasMadeWhoseCommitIsLost(boolean committed) {
        String url = SharedPostgreSql.freshDatabaseUrl();
        try (FaultProxy proxy = Databases.proxyBefore(url);
                HikariDataSource pool = Databases.pool(Databases.through(proxy, url), 2);
                Node node = Node.on(pool)) {
            Hall hall = new Hall(node.store(), Node.tenant()).furnished(1);
            for (int round = 0; round < 5; round++) {
                hall.arrive();
                if (committed) {
                    proxy.cutAfterCommit();
                } else {
                    proxy.cutBeforeCommit();
                }
                OfferId id = new OfferId(UUID.randomUUID());
                boolean failed = false;
                try {
                    node.store().onFloor(hall.tenant(), floor -> Hall.match(floor, id));
                } catch (StoreUnavailableException e) {
                    failed = true;
                }

                assertThat(failed).isTrue();
                assertThat(proxy.cuts()).isEqualTo(round + 1);
                assertThat(node.store().offerAnywhere(id).isPresent()).isEqualTo(committed);
                hall.audit();
                Offer offer = committed
                        ? node.store().offerAnywhere(id).orElseThrow()
                        : hall.match().orElseThrow();
                assertThat(hall.connect(offer)).isTrue();
                assertThat(hall.finish(offer.caller())).isTrue();
            }
        }
    }
}
