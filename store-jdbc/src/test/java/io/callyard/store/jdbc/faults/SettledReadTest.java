package io.callyard.store.jdbc.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.callyard.event.LoggedEvent;
import io.callyard.model.TenantId;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nobody hears of an event that the death of the process could undo: its number would become another's, and who goes on
 * after it would miss that one. H2 shows a commit before it is written.
 */
@Timeout(60)
class SettledReadTest {
    @TempDir
    Path folder;

    private final CountDownLatch committed = new CountDownLatch(1);
    private final CountDownLatch written = new CountDownLatch(1);

    /** Holds one thread up between the moment at which others see its commit and the answer to it. */
    private final class SlowDisk implements Interposed.Listener {
        private volatile @Nullable Thread writer;

        @Override
        public void after(Connection connection, String trip) {
            if (trip.equals("commit") && Thread.currentThread() == writer) {
                committed.countDown();
                await(written);
            }
        }
    }

    @Test
    @Tag("R0.5")
    void anEventIsHeardOfWhenItIsCertain() throws ExecutionException, InterruptedException {
        SlowDisk disk = new SlowDisk();
        try (HikariDataSource pool = Databases.pool(Databases.h2File(folder.resolve("calls")), 4);
                Node node = Node.on(Interposed.before(pool, disk))) {
            TenantId tenant = node.tenant(2);
            long before = node.store().lastSeq(tenant);
            Thread writer = new Thread(() -> node.place(tenant), "writer");
            disk.writer = writer;
            FutureTask<List<LoggedEvent>> reading =
                    new FutureTask<>(() -> node.store().read(tenant, before, 100));
            Thread reader = new Thread(reading, "reader");

            writer.start();
            await(committed);
            reader.start();
            while (!reading.isDone() && reader.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            boolean early = reading.isDone();
            written.countDown();

            assertThat(early).as("was told before it was certain").isFalse();
            assertThat(reading.get()).isNotEmpty();
            writer.join();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
