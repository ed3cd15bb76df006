package io.callyard.examples.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callyard.SystemScheduler;
import io.callyard.examples.twilio.Settings.Database;
import io.callyard.memory.InMemoryStore;
import io.callyard.store.jdbc.JdbcStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ExampleStoreTest {
    private final SystemScheduler scheduler = new SystemScheduler();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        scheduler.close();
    }

    @Test
    void withoutAUrlCallsAreKeptInMemory() {
        try (ExampleStore kept = ExampleStore.open(new Database("", "", ""), scheduler)) {
            assertThat(kept.store()).isInstanceOf(InMemoryStore.class);
        }
    }

    @Test
    void aUrlLeadsToADatabase() {
        String url = "jdbc:h2:file:" + folder.resolve("calls")
                + ";WRITE_DELAY=0;OPTIMIZE_REUSE_RESULTS=0;LOCK_TIMEOUT=10000" + ";DB_CLOSE_ON_EXIT=FALSE";

        try (ExampleStore kept = ExampleStore.open(new Database(url, "sa", "secret"), scheduler)) {
            assertThat(kept.store()).isInstanceOf(JdbcStore.class);
        }
        assertThat(folder.resolve("calls.mv.db")).exists();
    }

    @Test
    void aDatabaseThatCannotBeUsedIsToldWithoutItsPassword() {
        Database wrong = new Database("jdbc:h2:file:" + folder.resolve("none") + ";IFEXISTS=TRUE", "sa", "secret");

        assertThatThrownBy(() -> ExampleStore.open(wrong, scheduler))
                .isInstanceOf(ExampleException.class)
                .hasMessageStartingWith("The database cannot be used: ")
                .hasMessageNotContaining("secret");
    }
}
