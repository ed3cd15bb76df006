package io.callyard.store.jdbc.floor;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferId;
import io.callyard.spi.store.Floor;
import io.callyard.store.jdbc.faults.Databases;
import io.callyard.store.jdbc.faults.Hall;
import io.callyard.store.jdbc.faults.Interposed;
import io.callyard.store.jdbc.faults.Node;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often a step goes to PostgreSQL and back: all that it costs where the database is far away. */
@Tag("R4.7")
class FloorTripsTest {
    private final List<String> trips = new ArrayList<>();
    private final Interposed.Listener counter = new Interposed.Listener() {
        @Override
        public void before(Connection connection, String trip) {
            if (!trip.equals("close")) {
                trips.add(trip);
            }
        }
    };

    private final HikariDataSource pool = Databases.pool(Databases.POSTGRESQL.fresh(), 2);
    private final Node node = Node.on(Interposed.before(pool, counter));
    private Hall hall;

    @BeforeEach
    void furnish() {
        hall = new Hall(node.store(), new TenantId("acme")).furnished(3);
    }

    @AfterEach
    void close() {
        node.close();
        pool.close();
    }

    private <R> R step(int expected, Function<Floor, R> step) {
        trips.clear();
        R answer = hall.store().onFloor(hall.tenant(), step);
        assertThat(trips).as("trips").hasSize(expected);
        return answer;
    }

    @Test
    void takesTwoForWhatIsKnownBehindTheLock() {
        step(2, floor -> {
            assertThat(floor.queues()).hasSize(1);
            assertThat(floor.queue(Hall.QUEUE)).isPresent();
            assertThat(floor.readyAgents(1_000)).hasSize(3);
            assertThat(floor.agent(Hall.agentId(2))).isPresent();
            return Hall.arrive(floor, new CallerId(UUID.randomUUID()));
        });
    }

    @Test
    void takesNoneMoreToPutTheFirstInLineToAnAgent() {
        hall.arrive();

        Optional<Offer> offer = step(2, floor -> Hall.match(floor, new OfferId(UUID.randomUUID())));

        assertThat(offer).isPresent();
    }

    @Test
    void takesNoneMoreForWhatWasSavedBefore() {
        CallerId id = new CallerId(UUID.randomUUID());

        Optional<Offer> offer = step(2, floor -> {
            Hall.arrive(floor, id);
            return Hall.match(floor, new OfferId(UUID.randomUUID()));
        });

        assertThat(offer).hasValueSatisfying(made -> assertThat(made.caller()).isEqualTo(id));
    }

    @Test
    void takesTheCallerOfAnOfferAlong() {
        hall.arrive();
        Offer offer = hall.match().orElseThrow();

        // The agent is offered, so he was not read with those who are idle.
        boolean connected =
                step(4, floor -> Hall.connect(floor, offer.id(), offer.ringing().get(0)));

        assertThat(connected).isTrue();
    }

    @Test
    void takesNoneMoreToCountAShortLine() {
        Caller first = hall.arrive();

        step(2, floor -> {
            Caller second = Hall.arrive(floor, new CallerId(UUID.randomUUID()));
            assertThat(floor.ahead(second)).isEqualTo(1);
            assertThat(floor.ahead(first)).isZero();
            assertThat(floor.line(Hall.QUEUE, 10)).containsExactly(first, second);
            return floor.lineLength(Hall.QUEUE);
        });
    }

    @Test
    void countsALongLineOnceAsLongAsNobodyMoves() {
        Caller first = hall.arrive();
        for (int i = 1; i < 17; i++) {
            hall.arrive();
        }

        step(4, floor -> {
            Caller second = Hall.arrive(floor, new CallerId(UUID.randomUUID()));
            assertThat(floor.ahead(second)).isEqualTo(17);
            floor.save(second);
            assertThat(floor.ahead(second)).isEqualTo(17);
            assertThat(floor.ahead(first)).isZero();
            return floor.ahead(second);
        });
    }

    @Test
    void takesTwoForAStepThatChangesNothing() {
        step(2, floor -> floor.queues());
    }
}
