package io.callyard.examples.livemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.callyard.telephony.simulated.Behaviour;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the demo's properties say about its store, and what it says about those that make no sense. */
@Timeout(60)
class StoreChoiceTest {
    @TempDir
    private Path folder;

    @Test
    void isMemoryIfNothingIsSaid() {
        assertThat(chosen()).isEqualTo(new StoreChoice.Memory());
        assertThat(chosen("callyard.store", "memory")).isEqualTo(new StoreChoice.Memory());
    }

    @Test
    void keepsDatabasesOfItsOwnInTheFolderForData() {
        String data = folder.toString();

        assertThat(chosen("callyard.store", "h2", "callyard.data", data))
                .isEqualTo(new StoreChoice.H2File(folder.resolve("h2")));
        assertThat(chosen("callyard.store", "postgresql", "callyard.data", data))
                .isEqualTo(new StoreChoice.EmbeddedPostgreSql(folder.resolve("postgresql")));
        assertThat(chosen("callyard.store", "h2"))
                .isEqualTo(new StoreChoice.H2File(Path.of("target/demo/h2").toAbsolutePath()));
    }

    @Test
    void takesADatabaseThatIsThere() {
        assertThat(chosen("callyard.jdbcUrl", "jdbc:postgresql://db/calls?user=ada"))
                .isEqualTo(new StoreChoice.Url("jdbc:postgresql://db/calls?user=ada", null, null));
        assertThat(chosen(
                        "callyard.store", "postgresql",
                        "callyard.jdbcUrl", "jdbc:postgresql://db/calls",
                        "callyard.jdbcUser", "ada",
                        "callyard.jdbcPassword", "secret"))
                .isEqualTo(new StoreChoice.Url("jdbc:postgresql://db/calls", "ada", "secret"));
        assertThat(chosen("callyard.jdbcUrl", "jdbc:h2:./calls"))
                .isEqualTo(new StoreChoice.Url("jdbc:h2:./calls", null, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            callyard.store   | oracle               | callyard.store must be memory, h2 or postgresql, but is oracle
            callyard.store   | ''                   | callyard.store must be memory, h2 or postgresql, but is
            callyard.jdbcUrl | jdbc:mysql://db/x    | callyard.jdbcUrl must begin with jdbc:postgresql: or jdbc:h2:
            callyard.jdbcUser | ada                 | callyard.jdbcUser and callyard.jdbcPassword go with a callyard.jdbcUrl.
            """)
    void saysWhatIsWrong(String name, String value, String message) {
        assertThatExceptionOfType(DemoException.class)
                .isThrownBy(() -> chosen(name, value))
                .withMessageStartingWith(message);
    }

    @Test
    void saysThatStoreAndUrlContradictEachOther() {
        assertThatExceptionOfType(DemoException.class)
                .isThrownBy(() -> chosen("callyard.store", "memory", "callyard.jdbcUrl", "jdbc:h2:./calls"))
                .withMessage("callyard.store is memory, but callyard.jdbcUrl is for h2");
    }

    @Test
    void saysInOneLineThatTheDatabaseDoesNotAnswer() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }

        assertThatExceptionOfType(DemoException.class)
                .isThrownBy(() -> start("jdbc:postgresql://127.0.0.1:" + port + "/calls?user=ada&password=secret"))
                .withMessageStartingWith("The database does not answer: ")
                .withMessageContaining("refused")
                .satisfies(StoreChoiceTest::isOneLineWithoutThePassword);
    }

    @Test
    void saysInOneLineThatTheUrlCannotBeRead() {
        assertThatExceptionOfType(DemoException.class)
                .isThrownBy(() -> start("jdbc:postgresql://127.0.0.1:99999999/calls?password=secret"))
                .withMessageStartingWith("callyard.jdbcUrl cannot be read: ")
                .satisfies(StoreChoiceTest::isOneLineWithoutThePassword);
    }

    @Test
    void saysInOneLineWhatTheDatabaseLacks() {
        assertThatExceptionOfType(DemoException.class)
                .isThrownBy(() -> start("jdbc:h2:file:" + folder.resolve("calls")))
                .withMessageStartingWith("The database is not ready: ")
                .withMessageContaining(";WRITE_DELAY=0")
                .satisfies(StoreChoiceTest::isOneLineWithoutThePassword);
    }

    @Test
    void saysInOneLineThatPostgreSqlCannotStart() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatExceptionOfType(DemoException.class)
                .isThrownBy(() -> start(chosen("callyard.store", "postgresql", "callyard.data", file.toString())))
                .withMessageStartingWith("PostgreSQL does not start in ")
                .satisfies(StoreChoiceTest::isOneLineWithoutThePassword);
    }

    private static void isOneLineWithoutThePassword(DemoException e) {
        assertThat(e.getMessage()).doesNotContain("\n").doesNotContain("secret");
    }

    private static void start(String url) {
        start(chosen("callyard.jdbcUrl", url));
    }

    private static void start(StoreChoice choice) {
        DemoSettings settings =
                new DemoSettings("127.0.0.1", 0, "token-for-tests", null, choice, new CarrierChoice.Simulated());
        try (Demo demo = new Demo(settings, Behaviour.STEADY, System.out)) {
            demo.start();
        }
    }

    private static StoreChoice chosen(String... namesAndValues) {
        Properties properties = new Properties();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
        }
        return StoreChoice.from(properties);
    }
}
