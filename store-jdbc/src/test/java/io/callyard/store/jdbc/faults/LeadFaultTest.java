package io.callyard.store.jdbc.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.callyard.model.lead.Lead;
import io.callyard.model.lead.LeadState;
import io.callyard.postgresql.FaultProxy;
import io.callyard.postgresql.SharedPostgreSql;
import io.callyard.spi.store.LeadAnswer;
import io.callyard.spi.store.LeadOrder;
import io.callyard.spi.store.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A lead's mark and its call come to be together, or neither does, wherever the way to the database breaks. */
@Tag("R3.3")
@Timeout(60)
class LeadFaultTest {
    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, 08006, false",
        "POSTGRESQL, 08006, true",
        "POSTGRESQL, 57014, false",
        "POSTGRESQL, 40001, false",
        "H2, 90098, false",
        "H2, 08006, true",
        "H2, 40001, false"
    })
    void leavesBothOrNeitherAtEachTripThatFails(Databases database, String state, boolean afterwards) {
        Fault fault = new Fault();
        try (HikariDataSource pool = Databases.pool(database.fresh(), 2);
                Node sound = Node.on(pool);
                Node faulty =
                        Node.on(Interposed.before(pool, fault), builder -> builder.lookEvery(Duration.ofHours(1)))) {
            int neither = 0;
            boolean fired = true;
            for (int nth = 1; fired; nth++) {
                LeadHall here = new LeadHall(sound, sound.tenant(2));
                List<LeadOrder> orders = LeadHall.orders(here.add(3));
                fault.arm(nth, state, afterwards);
                try {
                    new LeadHall(faulty, here.tenant()).dial(orders);
                } catch (StoreUnavailableException e) {
                    // Whether it was done is what is looked at.
                }
                fired = fault.isOver();
                String where = state + " at trip " + fault.where();
                fault.arm(0, "", false);

                int marked = here.in(LeadState.DIALED).size();
                assertThat(marked).as(where).isIn(0, 3);
                assertThat(here.audit().openCalls()).as(where).hasSize(marked);
                neither += marked == 0 ? 1 : 0;

                assertThat(LeadHall.dialed(here.dial(orders))).as(where).isEqualTo(3 - marked);
                assertThat(here.audit().openCalls()).as(where).hasSize(3);
            }
            assertThat(neither).as("dials that were undone").isGreaterThan(state.equals("40001") ? -1 : 0);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void dialsALeadOnceWhoseDialWasInDoubt(boolean committed) {
        String url = SharedPostgreSql.freshDatabaseUrl();
        try (FaultProxy proxy = Databases.proxyBefore(url);
                HikariDataSource pool = Databases.pool(Databases.through(proxy, url), 4);
                Node node = Node.on(pool)) {
            LeadHall hall = new LeadHall(node, node.tenant(2));
            List<Lead> leads = hall.add(8);
            for (Lead lead : leads) {
                List<LeadOrder> orders = LeadHall.orders(List.of(lead));
                if (committed) {
                    proxy.cutAfterCommit();
                } else {
                    proxy.cutBeforeCommit();
                }
                assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> hall.dial(orders));

                LeadAnswer again = hall.dial(LeadHall.orders(List.of(lead))).get(0);

                assertThat(again).isInstanceOf(committed ? LeadAnswer.DialedBefore.class : LeadAnswer.Dialed.class);
            }
            assertThat(hall.audit().openCalls()).hasSize(leads.size());
        }
    }
}
