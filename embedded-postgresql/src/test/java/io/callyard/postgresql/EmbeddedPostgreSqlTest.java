package io.callyard.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EmbeddedPostgreSqlTest {

    @Test
    void answersUntilItIsClosed() throws Exception {
        DataSource database;
        Path data;
        try (EmbeddedPostgreSql server = EmbeddedPostgreSql.start()) {
            database = server.dataSource("postgres");
            data = Path.of(show(database, "data_directory"));

            assertThat(show(database, "fsync")).isEqualTo("on");
            assertThat(data).exists();

            server.close();
        }

        assertThatThrownBy(database::getConnection).isInstanceOf(SQLException.class);
        assertThat(data.getParent()).doesNotExist();
    }

    @Test
    void keepsDatabasesApartAndTakesSettings() throws Exception {
        try (EmbeddedPostgreSql server = EmbeddedPostgreSql.builder()
                .fsync(false)
                .settings(Map.of("max_connections", "7"))
                .setting("lock_timeout", "1234ms")
                .start()) {
            DataSource first = server.dataSource(server.createDatabase());
            DataSource second = server.dataSource(server.createDatabase("Second-one"));
            Tables.create(first);
            Tables.create(second);

            Tables.insert(first, 1);

            assertThat(Tables.contains(first, 1)).isTrue();
            assertThat(Tables.contains(second, 1)).isFalse();
            assertThat(show(first, "fsync")).isEqualTo("off");
            assertThat(show(first, "max_connections")).isEqualTo("7");
            assertThat(show(first, "lock_timeout")).isEqualTo("1234ms");
        }
    }

    @Test
    void keepsItsDataAndPortThroughEveryEnd() throws Exception {
        try (EmbeddedPostgreSql server = EmbeddedPostgreSql.start()) {
            int port = server.port();
            DataSource database = server.dataSource(server.createDatabase());
            Tables.create(database);

            Tables.insert(database, 1);
            server.restart();
            Tables.insert(database, 2);
            server.stop(StopMode.IMMEDIATE);
            assertThatThrownBy(database::getConnection).isInstanceOf(SQLException.class);
            server.restart();
            for (int kill = 3; kill < 6; kill++) {
                try (Connection uncommitted = database.getConnection()) {
                    uncommitted.setAutoCommit(false);
                    Tables.insert(uncommitted, -kill);
                    Tables.insert(database, kill);
                    server.kill();
                    server.restart();
                }
                assertThat(Tables.contains(database, -kill)).isFalse();
            }

            assertThat(server.port()).isEqualTo(port);
            for (int value = 1; value < 6; value++) {
                assertThat(Tables.contains(database, value)).as("row %d", value).isTrue();
            }
        }
    }

    @Test
    void usesTheFolderOfAnEarlierServerAgain(@TempDir Path folder) throws Exception {
        try (EmbeddedPostgreSql server =
                EmbeddedPostgreSql.builder().in(folder).fsync(false).start()) {
            Tables.create(server.dataSource(server.createDatabase("kept")));
            Tables.insert(server.dataSource("kept"), 1);
        }

        try (EmbeddedPostgreSql server =
                EmbeddedPostgreSql.builder().in(folder).fsync(false).start()) {
            assertThat(Tables.contains(server.dataSource("kept"), 1)).isTrue();
        }
    }

    @Test
    void saysWhyItCannotStart() {
        EmbeddedPostgreSql.Builder builder =
                EmbeddedPostgreSql.builder().fsync(false).setting("no_such_setting", "1");

        assertThatThrownBy(builder::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no_such_setting");
    }

    private static String show(DataSource database, String setting) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("show " + setting)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
