package io.callyard.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JvmDeathTest {

    @Test
    void endsTheServerOfAKilledJvm() throws Exception {
        Process child = ChildJvm.start(ServerOfAChild.class);
        try (BufferedReader words = child.inputReader()) {
            int port = Integer.parseInt(words.readLine());
            ProcessHandle server = serverOn(port);

            child.destroyForcibly().waitFor();

            assertThat(server.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
        } finally {
            child.destroyForcibly();
        }
    }

    @Test
    void startsAgainOnTheDataOfAKilledJvm(@TempDir Path folder) throws Exception {
        Process child = ChildJvm.start(ServerOfAChild.class, folder.toString());
        try (BufferedReader words = child.inputReader()) {
            int port = Integer.parseInt(words.readLine());
            Tables.create(EmbeddedPostgreSql.source(EmbeddedPostgreSql.jdbcUrl(port, "postgres")));
            Tables.insert(EmbeddedPostgreSql.source(EmbeddedPostgreSql.jdbcUrl(port, "postgres")), 1);

            child.destroyForcibly().waitFor();

            try (EmbeddedPostgreSql successor =
                    EmbeddedPostgreSql.builder().in(folder).port(port).start()) {
                assertThat(Tables.contains(successor.dataSource("postgres"), 1)).isTrue();
            }
        } finally {
            child.destroyForcibly();
        }
    }

    /** The first line of postmaster.pid is the process id. */
    private static ProcessHandle serverOn(int port) throws Exception {
        try (Connection connection = EmbeddedPostgreSql.source(EmbeddedPostgreSql.jdbcUrl(port, "postgres"))
                        .getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select split_part(pg_read_file('postmaster.pid'), e'\\n', 1)::bigint")) {
            rows.next();
            return ProcessHandle.of(rows.getLong(1)).orElseThrow();
        }
    }
}
