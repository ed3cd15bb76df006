package io.callyard.store.jdbc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class H2CheckTest {
    private static final String GOOD = ";OPTIMIZE_REUSE_RESULTS=0;LOCK_TIMEOUT=10000;DB_CLOSE_ON_EXIT=FALSE";

    @TempDir
    Path folder;

    @Test
    void acceptsADatabaseInMemoryAndOneInAFile() throws SQLException {
        assertThat(problems("mem:" + UUID.randomUUID() + GOOD)).isEmpty();
        assertThat(problems(file() + ";WRITE_DELAY=0" + GOOD)).isEmpty();
        assertThat(problems(file() + ";WRITE_DELAY=0;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE" + GOOD))
                .isEmpty();
    }

    @Test
    void namesEachSettingThatIsMissing() throws SQLException {
        assertThat(problems(file() + ";LOCK_TIMEOUT=999;LOCK_MODE=0"))
                .hasSize(4)
                .anySatisfy(problem -> assertThat(problem).contains(";WRITE_DELAY=0"))
                .anySatisfy(problem -> assertThat(problem).contains(";OPTIMIZE_REUSE_RESULTS=0"))
                .anySatisfy(problem -> assertThat(problem).contains("wait 999 ms"))
                .anySatisfy(problem -> assertThat(problem).contains("LOCK_MODE is 0"));
        assertThat(problems(file() + ";WRITE_DELAY=1" + GOOD)).hasSize(1);
        assertThat(problems(file() + ";WRITE_DELAY=0;OPTIMIZE_REUSE_RESULTS=0;LOCK_TIMEOUT=1000"))
                .isEmpty();
    }

    @Test
    void findsOutWhetherResultsAreReusedAsOftenAsItAsks() throws SQLException {
        try (Connection connection =
                H2MigratorTest.source("mem:" + UUID.randomUUID() + GOOD).getConnection()) {
            for (int i = 0; i < 3; i++) {
                Sql.run(connection, "SET OPTIMIZE_REUSE_RESULTS 1");
                assertThat(DatabaseCheck.problems(connection, Database.H2)).hasSize(1);
                Sql.run(connection, "SET OPTIMIZE_REUSE_RESULTS 0");
                assertThat(DatabaseCheck.problems(connection, Database.H2)).isEmpty();
            }
        }
    }

    @Test
    void refusesADatabaseThatIsReadOnly() throws SQLException {
        String file = file() + ";WRITE_DELAY=0" + GOOD;
        assertThat(problems(file)).isEmpty();

        assertThat(problems(file + ";ACCESS_MODE_DATA=r"))
                .anySatisfy(problem -> assertThat(problem).contains("The database is read-only."));
    }

    @ParameterizedTest
    @CsvSource({"1, 4, 1", "2, 2, 1", "2, 3, 0", "2, 10, 0", "3, 0, 0"})
    void wantsVersionTwoPointThree(int major, int minor, int expected) {
        List<String> problems = new ArrayList<>();

        H2Check.version(major, minor, problems);

        assertThat(problems).hasSize(expected);
    }

    private String file() {
        return "file:" + folder.resolve(UUID.randomUUID().toString());
    }

    private static List<String> problems(String url) throws SQLException {
        try (Connection connection = H2MigratorTest.source(url).getConnection()) {
            return DatabaseCheck.problems(connection, Database.of(connection));
        }
    }
}
