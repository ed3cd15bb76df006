package io.callyard.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedPostgreSqlTest {

    @Test
    void givesAnEmptyDatabaseEachTime() throws Exception {
        DataSource first = SharedPostgreSql.freshDatabase();
        Tables.create(first);
        Tables.insert(first, 1);
        DataSource second = EmbeddedPostgreSql.source(SharedPostgreSql.freshDatabaseUrl());
        Tables.create(second);

        assertThat(Tables.contains(first, 1)).isTrue();
        assertThat(Tables.contains(second, 1)).isFalse();
    }

    @Test
    void keepsTheRestOfAUrlWithAnotherDatabase() {
        assertThat(SharedPostgreSql.withDatabase("jdbc:postgresql://db:5433/postgres?user=a&password=b/c", "x"))
                .isEqualTo("jdbc:postgresql://db:5433/x?user=a&password=b/c");
        assertThat(SharedPostgreSql.withDatabase("jdbc:postgresql://db", "x")).isEqualTo("jdbc:postgresql://db/x");
        assertThat(SharedPostgreSql.withDatabase("jdbc:postgresql://db?user=a", "x"))
                .isEqualTo("jdbc:postgresql://db/x?user=a");
    }
}
