package io.callyard.store.jdbc.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.callyard.event.CallEvent.CallQueued;
import io.callyard.event.LeadEvent.LeadDialed;
import io.callyard.model.lead.Lead;
import io.callyard.model.lead.LeadState;
import io.callyard.spi.store.LeadAnswer;
import io.callyard.store.jdbc.StoreAudit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sixty-four tabs at once, on four nodes of one database, say that they have fetched the same leads. */
@Tag("R3.3")
@Tag("R3.4")
@Timeout(60)
class LeadRaceTest {
    private static final int TABS = 64;
    private static final int NODES = 4;
    private static final int LEADS = 25;

    @ParameterizedTest
    @EnumSource
    void dialsEachLeadOnce(Databases database) throws Exception {
        DataSource source = database.fresh();
        List<HikariDataSource> pools = new ArrayList<>();
        List<Node> nodes = new ArrayList<>();
        try {
            for (int i = 0; i < NODES; i++) {
                pools.add(Databases.pool(source, 4, config -> config.setConnectionTimeout(20_000)));
                nodes.add(Node.on(pools.get(i)));
            }
            LeadHall hall = new LeadHall(nodes.get(0), nodes.get(0).tenant(2));
            List<Lead> leads = hall.add(LEADS);
            CyclicBarrier start = new CyclicBarrier(TABS);

            List<List<LeadAnswer>> answers = all(IntStream.range(0, TABS)
                    .<Callable<List<LeadAnswer>>>mapToObj(tab -> () -> {
                        LeadHall mine = new LeadHall(nodes.get(tab % NODES), hall.tenant());
                        List<Lead> wanted = new ArrayList<>(leads);
                        Collections.rotate(wanted, tab);
                        start.await(10, TimeUnit.SECONDS);
                        return mine.dial(LeadHall.orders(wanted));
                    })
                    .toList());

            assertThat(answers.stream().mapToLong(LeadHall::dialed).sum()).isEqualTo(LEADS);
            assertThat(hall.in(LeadState.DIALED)).hasSize(LEADS);
            assertThat(hall.audit().openCalls()).hasSize(LEADS);
            assertThat(hall.node().log(hall.tenant()))
                    .filteredOn(logged -> logged.event() instanceof LeadDialed)
                    .hasSize(LEADS);
            assertThat(hall.node().log(hall.tenant()))
                    .filteredOn(logged -> logged.event() instanceof CallQueued)
                    .hasSize(LEADS);
            assertThat(StoreAudit.of(source).run().findings()).isEmpty();
        } finally {
            nodes.forEach(Node::close);
            pools.forEach(HikariDataSource::close);
        }
    }

    private static <T> List<T> all(List<Callable<T>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            List<T> answers = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(tasks)) {
                answers.add(future.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
