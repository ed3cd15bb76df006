package io.callyard.postgresql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts servers on one data directory, one after another, each until it answers. */
final class Launcher {
    private static final Logger log = LoggerFactory.getLogger(Launcher.class);

    /** Recovery after a crash takes its time; only a broken server needs all of this. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Long enough for what a killed server leaves behind, short enough to learn that a port is taken. */
    private static final Duration PATIENCE_WITH_PREDECESSOR = Duration.ofSeconds(15);

    private static final Duration PAUSE = Duration.ofMillis(20);
    /** What a start says while a predecessor's last processes still hold its port, lock file or memory. */
    private static final List<String> PREDECESSOR = List.of(
            "lock file \"postmaster.pid\" already exists",
            "pre-existing shared memory block",
            "Address already in use");

    private final Path home;
    private final DataDirectory directory;
    private final boolean fsync;
    private final Map<String, String> settings;

    Launcher(Path home, DataDirectory directory, boolean fsync, Map<String, String> settings) {
        this.home = home;
        this.directory = directory;
        this.fsync = fsync;
        this.settings = settings;
    }

    /**
     * Starts a server.
     *
     * @param wanted the port; 0 for any that is free
     */
    Running launch(int wanted) throws IOException {
        long begin = System.nanoTime();
        while (true) {
            int port = wanted == 0 ? freePort() : wanted;
            ServerProcess server = ServerProcess.start(
                    directory.user(),
                    command(port),
                    directory.log(),
                    directory.temporary() ? directory.folder().toString() : "");
            if (answers(server, port, begin)) {
                log.debug("PostgreSQL answers on port {} after {}", port, since(begin));
                return new Running(server, port);
            }
            String reason = server.log();
            if (PREDECESSOR.stream().noneMatch(reason::contains)
                    || since(begin).compareTo(PATIENCE_WITH_PREDECESSOR) > 0) {
                throw new IllegalStateException("PostgreSQL does not start in " + directory.folder() + ": " + reason);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Whether the server came up; if not, it has ended. */
    private boolean answers(ServerProcess server, int port, long begin) {
        SQLException last = null;
        while (!server.endsWithin(PAUSE)) {
            if (since(begin).compareTo(PATIENCE) > 0) {
                server.kill();
                throw new IllegalStateException(
                        "PostgreSQL runs but does not answer on port " + port + ": " + server.log(), last);
            }
            try {
                if (isOurs(port)) {
                    return true;
                }
            } catch (SQLException e) {
                last = e;
            }
        }
        return false;
    }

    /** Another program's server may have taken the port before ours did. */
    private boolean isOurs(int port) throws SQLException {
        String url = EmbeddedPostgreSql.jdbcUrl(port, "postgres") + "&connectTimeout=5&socketTimeout=5";
        try (Connection connection = EmbeddedPostgreSql.source(url).getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("show data_directory")) {
            return result.next() && directory.data().equals(Path.of(result.getString(1)));
        }
    }

    private List<String> command(int port) {
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin/postgres").toString(), "-D", directory.data().toString(), "-p", "" + port));
        set(command, "listen_addresses", "127.0.0.1");
        set(command, "unix_socket_directories", "");
        if (!fsync) {
            set(command, "fsync", "off");
            set(command, "full_page_writes", "off");
        }
        settings.forEach((name, value) -> set(command, name, value));
        return command;
    }

    private static void set(List<String> command, String name, String value) {
        command.add("-c");
        command.add(name + "=" + value);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** A server that answers on its port. */
    record Running(ServerProcess server, int port) {}
}
