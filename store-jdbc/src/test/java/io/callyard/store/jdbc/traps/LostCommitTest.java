package io.callyard.store.jdbc.traps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.callyard.model.Call;
import io.callyard.model.CallRequest;
import io.callyard.model.CallState;
import io.callyard.model.TenantId;
import io.callyard.postgresql.FaultProxy;
import io.callyard.postgresql.SharedPostgreSql;
import io.callyard.spi.store.StoreUnavailableException;
import io.callyard.store.jdbc.faults.Databases;
import io.callyard.store.jdbc.faults.Node;
import io.callyard.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection that is lost at the commit: the same exception, whether the database committed or not. */
@Tag("R1.9")
@Timeout(60)
class LostCommitTest {
    private static final int ROUNDS = 10;

    private final String url = SharedPostgreSql.freshDatabaseUrl();
    private final FaultProxy proxy = Databases.proxyBefore(url);
    private final HikariDataSource pool = Databases.pool(Databases.through(proxy, url), 4);
    private final ManualClock clock = ManualClock.create();
    private final Node node = Node.on(pool, builder -> builder.clock(clock).lookEvery(Duration.ofHours(1)));

    @AfterEach
    void close() {
        node.close();
        pool.close();
        proxy.close();
    }

    private void cut(boolean committed) {
        if (committed) {
            proxy.cutAfterCommit();
        } else {
            proxy.cutBeforeCommit();
        }
    }

    private void assertLost(Runnable change) {
        int before = proxy.cuts();
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(change::run);
        assertThat(proxy.cuts()).as("commits that were cut").isEqualTo(before + 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesACallInOnceHoweverOftenItIsAskedFor(boolean committed) {
        TenantId tenant = node.tenant(2);
        for (int i = 0; i < ROUNDS; i++) {
            CallRequest.Builder request = Node.direct(tenant).key("key-" + i);
            cut(committed);
            assertLost(() -> node.place(request));

            assertThat(node.place(request).isNew()).isEqualTo(!committed);
        }
        assertThat(node.audit(tenant).openCalls()).hasSize(ROUNDS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void handsNoCallOutWhoseReservationIsInDoubt(boolean committed) {
        TenantId tenant = node.tenant(1);
        Call call = node.place(tenant);
        cut(committed);
        assertLost(() -> node.claim(1));

        assertThat(node.fresh(call).state()).isEqualTo(committed ? CallState.RESERVED : CallState.QUEUED);
        assertThat(node.claim(1)).hasSize(committed ? 0 : 1);
        // Somebody looks after it when its lease is over, and the slot comes back.
        clock.advance(Duration.ofMinutes(1));
        List<Call> overdue = node.store().overdue(9, Duration.ofMinutes(1));
        assertThat(overdue).extracting(Call::id).containsExactly(call.id());
        node.update(node.fresh(call), Node.over(node.fresh(call)));
        assertThat(node.audit(tenant).live()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void appliesAConditionalChangeOnce(boolean committed) {
        TenantId tenant = node.tenant(1);
        node.place(tenant);
        Call call = node.claim(1).get(0);
        cut(committed);
        assertLost(() -> node.update(call, Node.started(call)));

        assertThat(node.update(call, Node.started(call)).isEffective()).isEqualTo(!committed);
        assertThat(node.fresh(call).state()).isEqualTo(CallState.DIALING);
        node.audit(tenant);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void appliesAKeyedChangeOnce(boolean committed) {
        TenantId tenant = node.tenant(1);
        node.place(tenant);
        Call call = node.claim(1).get(0);
        cut(committed);
        assertLost(() -> node.update(call, "report-1", Node.MACHINE.giveBack(1, "busy", Duration.ofMinutes(5))));

        node.update(call, "report-1", Node.MACHINE.giveBack(1, "busy", Duration.ofMinutes(5)));
        assertThat(node.fresh(call).state()).isEqualTo(CallState.QUEUED);
        assertThat(node.audit(tenant).live()).isZero();
    }

    /** One claim may take several transactions: what the first of them reserved is not lost with the last. */
    @Test
    void handsOutWhatWasReservedBeforeTheLoss() {
        for (int i = 0; i < 70; i++) {
            node.place(node.tenant(1));
        }
        proxy.cutAfterCommit(2);

        List<Call> claimed = node.claim(100);

        assertThat(proxy.cuts()).isEqualTo(1);
        assertThat(claimed).hasSizeBetween(1, 69);
        assertThat(claimed).allSatisfy(call -> assertThat(node.fresh(call)).isEqualTo(call));
    }

    @Test
    void givesNoStaleAnswerFromABrokenRead() {
        TenantId tenant = node.tenant(1);
        Call call = node.place(tenant);
        cut(true);
        assertLost(() -> node.store().situation(tenant, call.id()));

        assertThat(node.store().situation(tenant, call.id())).isPresent();
    }
}
