package io.callyard.store.jdbc.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.callyard.model.AccountLimits;
import io.callyard.model.CallId;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.Limits;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.postgresql.SharedPostgreSql;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nodes in JVMs of their own. */
@Timeout(90)
class ManyNodesTest {
    @Test
    @Tag("R1.13")
    void openAnEmptyDatabaseAtOnce() throws Exception {
        String url = SharedPostgreSql.freshDatabaseUrl();
        List<ChildNode> children = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            children.add(new ChildNode("open", url));
        }
        Set<CallId> placed = new HashSet<>();
        for (ChildNode child : children) {
            assertThat(child.line()).isEqualTo("ready");
        }
        for (ChildNode child : children) {
            child.go();
        }
        for (ChildNode child : children) {
            placed.add(CallId.parse(child.line()));
            child.close();
        }

        try (Node node = Node.on(Databases.postgreSql(url))) {
            assertThat(node.audit(new TenantId("shared")).openCalls())
                    .extracting(call -> call.subject().id())
                    .containsExactlyInAnyOrderElementsOf(placed);
        }
    }

    @Test
    @Tag("R1.9")
    void loseNothingInAFileWhenTheyAreKilled(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("calls");
        Set<CallId> acknowledged = new HashSet<>();
        for (int kill = 1; kill <= 5; kill++) {
            try (ChildNode child = new ChildNode("place", file.toString())) {
                assertThat(child.line()).isEqualTo("ready");
                child.go();
                for (int i = 0; i < 40 * kill; i++) {
                    acknowledged.add(CallId.parse(child.line()));
                }
                child.kill();
                // What it said before it died counts as well; half a line does not.
                for (String line = child.line(); line != null && line.length() == 36; line = child.line()) {
                    acknowledged.add(CallId.parse(line));
                }
            }
        }

        try (HikariDataSource pool = Databases.pool(Databases.h2File(file), 1);
                Node node = Node.on(pool)) {
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(600);
            assertThat(acknowledged)
                    .allSatisfy(id -> assertThat(node.store().findAnywhere(id)).isPresent());
            for (int i = 0; i < 3; i++) {
                node.audit(new TenantId("tenant-" + i));
            }
        }
    }

    /** From the acknowledgement of a limit on, the calls under it only ever become fewer until it is met. */
    @Test
    @Tag("R0.1")
    @Tag("R1.1")
    void keepLimitsThatAreSetWhileTheyWork() throws Exception {
        String url = SharedPostgreSql.freshDatabaseUrl();
        DataSource source = Databases.postgreSql(url);
        List<String> tenants = List.of("a", "bb", "ccc", "dddd", "eeeee");
        AtomicBoolean over = new AtomicBoolean();
        try (HikariDataSource pool = Databases.pool(source, 12, c -> c.setConnectionTimeout(20_000));
                Node node = Node.on(pool);
                Connection watcher = source.getConnection();
                ChildNode child = new ChildNode(prepend(url, tenants))) {
            for (String tenant : tenants) {
                TenantId id = new TenantId(tenant);
                node.store().setTenantLimits(id, new TenantLimits(5, 0, ChildNode.accountOf(id)));
                node.store().setAccountLimits(ChildNode.accountOf(id), AccountLimits.NONE);
            }
            assertThat(child.line()).isEqualTo("ready");
            child.go();
            CompletableFuture<Long> here = CompletableFuture.supplyAsync(() -> ChildNode.work(node, tenants, over, 6));
            CarrierAccountId account = new CarrierAccountId("account-1");
            for (int round = 0; round < 6; round++) {
                int limit = 1 + round % 3;
                node.store().setAccountLimits(account, new AccountLimits(limit, Double.POSITIVE_INFINITY));
                assertOnlyFewer(watcher, " AND account = 'account-1'", limit);
                node.store().setAccountLimits(account, AccountLimits.NONE);
                node.store().setSystemLimit(limit + 1);
                assertOnlyFewer(watcher, "", limit + 1);
                node.store().setSystemLimit(Limits.UNLIMITED);
                long end = System.nanoTime() + 100_000_000;
                long most = 0;
                while (System.nanoTime() < end) {
                    most = Math.max(most, live(watcher, ""));
                }
                assertThat(most).as("live without a limit").isPositive();
            }
            over.set(true);

            assertThat(here.get()).as("failures that a user saw").isZero();
            assertThat(child.end()).isEqualTo("failures: 0");
            tenants.forEach(tenant -> node.audit(new TenantId(tenant)));
        }
    }

    private static void assertOnlyFewer(Connection watcher, String which, int limit) throws Exception {
        long before = live(watcher, which);
        for (int i = 0; i < 150; i++) {
            long now = live(watcher, which);
            assertThat(now).as("live under a limit of %d", limit).isLessThanOrEqualTo(Math.max(limit, before));
            before = now;
        }
    }

    private static long live(Connection watcher, String which) throws Exception {
        return Databases.number(watcher, "SELECT count(*) FROM callyard_call WHERE phase = 2" + which);
    }

    private static String[] prepend(String url, List<String> tenants) {
        List<String> all = new ArrayList<>(List.of("work", url));
        all.addAll(tenants);
        return all.toArray(new String[0]);
    }
}
