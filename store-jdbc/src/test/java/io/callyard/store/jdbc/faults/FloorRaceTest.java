package io.callyard.store.jdbc.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.callyard.audit.EventAudit;
import io.callyard.event.CallerEvent.CallerConnected;
import io.callyard.event.CallerEvent.CallerJoined;
import io.callyard.event.CallerEvent.CallerLeft;
import io.callyard.event.LoggedEvent;
import io.callyard.model.TenantId;
import io.callyard.postgresql.SharedPostgreSql;
import io.callyard.store.jdbc.StoreAudit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two nodes, each a JVM of its own, at work on the same floors of one PostgreSQL. */
@Timeout(90)
class FloorRaceTest {
    private static final int SECONDS = 4;

    @Test
    @Tag("R4.8")
    @Tag("R4.10")
    void givesEachCallerOneAgentAndLosesNobody() throws Exception {
        String url = SharedPostgreSql.freshDatabaseUrl();
        DataSource source = Databases.postgreSql(url);
        AtomicBoolean over = new AtomicBoolean();
        List<String> tenants = List.of("hot", "cold");
        try (HikariDataSource pool = Databases.pool(source, 8, config -> config.setConnectionTimeout(20_000));
                Node node = Node.on(pool);
                ChildNode child = new ChildNode("floors", url, tenants.get(0), tenants.get(1))) {
            for (String tenant : tenants) {
                new Hall(node.store(), new TenantId(tenant)).furnished(5);
            }
            assertThat(child.line()).isEqualTo("ready");
            child.go();
            CompletableFuture<Long> here =
                    CompletableFuture.supplyAsync(() -> ChildNode.workOnFloors(node, tenants, over, 6));
            long end = System.nanoTime() + SECONDS * 1_000_000_000L;
            while (System.nanoTime() < end) {
                assertThat(StoreAudit.of(source).run().findings()).isEmpty();
            }
            over.set(true);

            assertThat(here.get()).as("failures that a user saw").isZero();
            assertThat(child.end()).isEqualTo("failures: 0");
            for (String tenant : tenants) {
                check(node, new Hall(node.store(), new TenantId(tenant)));
            }
        }
    }

    /** Each event of the log is numbered, and calls were taken in between. */
    private static void check(Node node, Hall hall) {
        EventAudit audit = hall.audit();
        assertThat(audit.openCalls()).as("outbound calls").isNotEmpty();
        Map<Object, Integer> connected = new HashMap<>();
        int joined = 0;
        int left = 0;
        for (LoggedEvent logged : node.log(hall.tenant())) {
            joined += logged.event() instanceof CallerJoined ? 1 : 0;
            left += logged.event() instanceof CallerLeft ? 1 : 0;
            if (logged.event() instanceof CallerConnected event) {
                connected.merge(event.caller(), 1, Integer::sum);
            }
        }
        int standing = hall.line().size();
        int talking = hall.store().viewFloor(hall.tenant(), floor -> (int) floor.agents().stream()
                .flatMap(agent -> agent.engagements().stream())
                .filter(engaged -> engaged.talking())
                .count());
        assertThat(connected.values()).hasSizeGreaterThan(20).containsOnly(1);
        assertThat(joined).as("who came").isEqualTo(standing + talking + left);
        assertThat(connected).as("who was connected").hasSize(talking + left);
    }
}
