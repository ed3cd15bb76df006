package io.callyard.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallRequest;
import io.callyard.model.CampaignId;
import io.callyard.model.NewCall;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.spi.store.CallIntake;
import io.callyard.spi.store.Intake;
import io.callyard.spi.store.StoreUnavailableException;
import io.callyard.spi.store.UnknownCampaignException;
import io.callyard.store.jdbc.faults.Databases;
import io.callyard.store.jdbc.faults.Node;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that belong to a transaction of the application's, as the store keeps them. */
@Timeout(60)
@ParameterizedClass
@EnumSource(Databases.class)
class JdbcIntakeTest {
    private static final TenantId ACME = new TenantId("acme");

    @Parameter
    Databases databases;

    private DataSource database;
    private Node node;
    private JdbcStore store;
    private Connection connection;

    @BeforeEach
    void open() throws Exception {
        database = databases.fresh();
        node = Node.on(database);
        store = (JdbcStore) node.store();
        Databases.run(database, "CREATE TABLE lead (id varchar(40) PRIMARY KEY)");
        connection = transaction();
    }

    @AfterEach
    void close() throws SQLException {
        connection.rollback();
        connection.close();
        node.close();
    }

    @Test
    @Tag("R1.9")
    @Tag("R3.3")
    void keepsTheLeadAndItsCallTogether() throws Exception {
        lead("ada");
        Call call = place(store.joining(connection), "ada").call();

        assertThat(leads()).isZero();
        assertThat(store.find(ACME, call.id())).isEmpty();
        assertThat(store.lastSeq(ACME)).isZero();
        connection.commit();

        assertThat(leads()).isOne();
        assertThat(node.fresh(call)).isEqualTo(call);
        assertThat(node.claim(5)).extracting(Call::id).containsExactly(call.id());
        node.audit(ACME);
    }

    @Test
    @Tag("R1.9")
    @Tag("R3.3")
    void keepsNeitherTheLeadNorItsCallAndLosesNoEventNumber() throws Exception {
        place(store, "known");
        long before = store.lastSeq(ACME);

        lead("ada");
        Call undone = place(store.joining(connection), "ada").call();
        connection.rollback();

        assertThat(leads()).isZero();
        assertThat(store.find(ACME, undone.id())).isEmpty();
        assertThat(store.lastSeq(ACME)).isEqualTo(before);
        assertThat(place(store, "ada").isNew()).as("the key is free again").isTrue();
        assertThat(store.lastSeq(ACME)).isEqualTo(before + 1);
        node.audit(ACME);
    }

    @Test
    void keepsNothingOfATenantThatTheTransactionWouldHaveMade() throws Exception {
        place(store.joining(connection), "ada");
        connection.rollback();

        assertThat(store.lastSeq(ACME)).isZero();
        assertThat(place(store, "ada").isNew()).isTrue();
        node.audit(ACME);
    }

    @Test
    @Tag("R1.1")
    void letsASecondTransactionOfTheTenantWaitForTheFirst() throws Exception {
        Call first = place(store.joining(connection), "ada").call();
        try (Connection other = transaction()) {
            CompletableFuture<Intake> second = CompletableFuture.supplyAsync(() -> place(store.joining(other), "bo"));

            assertThatThrownBy(() -> second.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            connection.commit();

            Call waited = second.get(10, TimeUnit.SECONDS).call();
            other.commit();
            assertThat(waited.position()).isEqualTo(first.position() + 1);
            assertThat(node.claim(5)).extracting(Call::id).containsExactly(first.id(), waited.id());
        }
        node.audit(ACME);
    }

    @Test
    @Tag("R3.3")
    void letsASecondTransactionFindTheCallOfTheFirst() throws Exception {
        Call first = place(store.joining(connection), "ada").call();
        try (Connection other = transaction()) {
            CompletableFuture<Intake> second = CompletableFuture.supplyAsync(() -> place(store.joining(other), "ada"));
            connection.commit();

            assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(new Intake(first, false));
            other.commit();
        }
        node.audit(ACME);
    }

    @Test
    @Tag("R3.3")
    void findsACallOfItsOwnByTheKey() throws Exception {
        CallIntake intake = store.joining(connection);
        Call first = place(intake, "ada").call();

        assertThat(place(intake, "ada")).isEqualTo(new Intake(first, false));
        connection.commit();
        node.audit(ACME);
    }

    @Test
    void needsNoConnectionBesideTheApplications() throws Exception {
        try (HikariDataSource pool = Databases.pool(databases.fresh(), 1);
                Node narrow = Node.on(pool)) {
            Call call;
            try (Connection only = pool.getConnection()) {
                only.setAutoCommit(false);
                call = place(((JdbcStore) narrow.store()).joining(only), "ada").call();
                only.commit();
            }

            assertThat(narrow.fresh(call)).isEqualTo(call);
        }
    }

    @Test
    void leavesTheTransactionAsItWasIfThereIsNoSuchCampaign() throws Exception {
        place(store, "known");
        long before = store.lastSeq(ACME);
        lead("ada");
        CallRequest request = CallRequest.campaign(ACME, new CampaignId("none"), PhoneNumber.parse("+12025550142"))
                .build();

        assertThatExceptionOfType(UnknownCampaignException.class)
                .isThrownBy(() -> place(store.joining(connection), request));
        connection.commit();

        assertThat(leads()).isOne();
        assertThat(store.lastSeq(ACME)).isEqualTo(before);
    }

    @Test
    void refusesAConnectionThatCommitsByItself() throws Exception {
        connection.setAutoCommit(true);

        assertThatIllegalStateException()
                .isThrownBy(() -> place(store.joining(connection), "ada"))
                .withMessageContaining("setAutoCommit(false)");
        assertThat(store.lastSeq(ACME)).isZero();
        connection.setAutoCommit(false);
    }

    @ParameterizedTest
    @ValueSource(ints = {Connection.TRANSACTION_REPEATABLE_READ, Connection.TRANSACTION_SERIALIZABLE})
    void refusesATransactionThatLooksAtThePast(int isolation) throws Exception {
        connection.setTransactionIsolation(isolation);

        assertThatIllegalStateException()
                .isThrownBy(() -> place(store.joining(connection), "ada"))
                .withMessageContaining("READ COMMITTED only");
    }

    @Test
    void saysThatTheConnectionIsClosed() throws Exception {
        try (Connection closed = transaction()) {
            closed.close();

            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> place(store.joining(closed), "ada"));
        }
    }

    @Test
    void refusesToJoinWhenTheStoreIsClosed() {
        store.close();

        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> store.joining(connection));
    }

    private Connection transaction() throws SQLException {
        Connection begun = database.getConnection();
        begun.setAutoCommit(false);
        return begun;
    }

    private void lead(String id) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO lead VALUES ('" + id + "')");
        }
    }

    private long leads() throws SQLException {
        return Databases.number(database, "SELECT count(*) FROM lead");
    }

    private static Intake place(CallIntake intake, String key) {
        return place(intake, Node.direct(ACME).key(key).build());
    }

    private static Intake place(CallIntake intake, CallRequest request) {
        NewCall call = NewCall.of(new CallId(UUID.randomUUID()), request);
        return intake.place(ACME, List.of(call), Node.MACHINE).get(0);
    }
}
