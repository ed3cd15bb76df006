package io.callyard.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.Callyard;
import io.callyard.SystemScheduler;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.TenantId;
import io.callyard.outbound.Admission;
import io.callyard.outbound.EngineSettings;
import io.callyard.spi.carrier.Carrier;
import io.callyard.spi.carrier.CarrierReporter;
import io.callyard.spi.carrier.LookUp;
import io.callyard.spi.carrier.LookUpAnswer;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.store.jdbc.faults.Databases;
import io.callyard.store.jdbc.faults.Node;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** An engine starts what a transaction of the application's has taken in, once that commits. */
@Timeout(60)
@ParameterizedClass
@EnumSource(Databases.class)
class JoinedCallTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final Duration NEVER = Duration.ofHours(1);

    @Parameter
    Databases databases;

    private final BlockingQueue<CallId> dialled = new LinkedBlockingQueue<>();
    private final SystemScheduler scheduler = new SystemScheduler();
    private DataSource database;
    private JdbcStore store;
    private Callyard yard;

    @AfterEach
    void close() {
        yard.close();
        scheduler.close();
        store.close();
    }

    @Test
    @Tag("R1.9")
    void startsAtOnceWhenItIsToldOfTheCommit() throws Exception {
        start(NEVER);
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            JdbcIntake intake = store.joining(connection);
            Call call = join(intake);

            assertThat(dialled.poll(100, TimeUnit.MILLISECONDS)).isNull();
            connection.commit();
            intake.committed();

            assertThat(dialled.poll(10, TimeUnit.SECONDS)).isEqualTo(call.id());
        }
    }

    @Test
    @Tag("R1.9")
    void startsSoonWhenNobodyTellsOfTheCommit() throws Exception {
        start(Duration.ofMillis(50));
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            Call call = join(store.joining(connection));
            connection.commit();

            assertThat(dialled.poll(10, TimeUnit.SECONDS)).isEqualTo(call.id());
        }
    }

    @Test
    @Tag("R1.9")
    void startsNothingAfterARollback() throws Exception {
        start(Duration.ofMillis(50));
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            JdbcIntake intake = store.joining(connection);
            join(intake);
            connection.rollback();
            intake.committed();
        }

        Admission.Started next =
                (Admission.Started) yard.calls().place(Node.direct(ACME).build());

        assertThat(dialled.poll(10, TimeUnit.SECONDS)).isEqualTo(next.call().id());
        assertThat(dialled.poll(200, TimeUnit.MILLISECONDS)).isNull();
    }

    private void start(Duration lookEvery) {
        database = databases.fresh();
        store = JdbcStore.builder(database, scheduler).lookEvery(lookEvery).open();
        yard = Callyard.builder()
                .store(store)
                .scheduler(scheduler)
                .carrier(new Noting())
                .settings(EngineSettings.DEFAULT.withSweep(NEVER))
                .build();
        yard.start();
    }

    private Call join(JdbcIntake intake) {
        Admission admission = yard.calls().placeIn(intake, Node.direct(ACME).build());
        assertThat(admission).isInstanceOf(Admission.Joined.class);
        return ((Admission.Joined) admission).call();
    }

    /** Takes every call and notes it. */
    private final class Noting implements Carrier {
        @Override
        public void start(CarrierReporter reports) {}

        @Override
        public CompletionStage<PlaceAnswer> place(PlaceOrder order) {
            dialled.add(order.subject().id());
            return CompletableFuture.completedFuture(new PlaceAnswer.Placed(
                    new CarrierCallId("carrier-" + order.subject().id())));
        }

        @Override
        public CompletionStage<Void> hangUp(CarrierCallId call) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<LookUpAnswer> lookUp(LookUp question) {
            return CompletableFuture.completedFuture(new LookUpAnswer.Unavailable("never asked"));
        }
    }
}
