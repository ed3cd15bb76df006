package io.callyard.postgresql;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A running {@code postgres} and the shell that watches over it.
 *
 * <p>The shell holds one end of a pipe whose other end this JVM has. The system closes it when the JVM ends
 * in whatever way, and the shell then ends the server.
 */
final class ServerProcess {
    /** The first argument is a folder to delete if the JVM ends first, or empty; the others are the command. */
    private static final String WATCH = """
            doomed=$1
            shift
            exec 3<&0
            "$@" </dev/null 3<&- >&2 &
            server=$!
            {
                read -r line <&3
                trap '' TERM
                kill -QUIT "$server"
                if [ -n "$doomed" ]; then
                    while kill -0 "$server"; do sleep 0.1; done
                    rm -rf -- "$doomed"
                fi
            } >/dev/null 2>&1 &
            watcher=$!
            echo "$server"
            wait "$server"
            status=$?
            kill "$watcher" 2>/dev/null
            exit "$status"
            """;

    private final Process shell;
    private final long pid;
    private final Path log;

    private ServerProcess(Process shell, long pid, Path log) {
        this.shell = shell;
        this.pid = pid;
        this.log = log;
    }

    /**
     * Starts a server without waiting until it answers.
     *
     * @param deletedIfJvmDies a folder, or empty
     */
    static ServerProcess start(Unprivileged user, List<String> server, Path log, String deletedIfJvmDies)
            throws IOException {
        // A session of its own: Ctrl-C in the terminal is for the JVM, which may still need its database
        List<String> session = Commands.attempt(List.of("setsid", "true")).isPresent() ? List.of("setsid") : List.of();
        List<String> watch = Commands.join(session, List.of("sh", "-c", WATCH, "sh", deletedIfJvmDies));
        ProcessBuilder builder = new ProcessBuilder(user.command(Commands.join(watch, server)))
                .directory(new File("/"))
                .redirectError(log.toFile());
        builder.environment().put("LC_ALL", "C");
        Process shell = builder.start();
        BufferedReader answers = shell.inputReader(StandardCharsets.UTF_8);
        String pid = answers.readLine();
        if (pid == null) {
            throw new IOException("PostgreSQL did not start: " + Files.readString(log));
        }
        return new ServerProcess(shell, Long.parseLong(pid), log);
    }

    /** Waits for the end of the server. */
    boolean endsWithin(Duration time) {
        try {
            return shell.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw Interrupts.restored(e);
        }
    }

    boolean isAlive() {
        return shell.isAlive();
    }

    /** Asks the server to stop and waits for its end; kills it if that takes too long. */
    void stop(StopMode mode, Duration patience) {
        if (isAlive()) {
            Commands.attempt(List.of("sh", "-c", "kill -" + mode.signal() + " " + pid));
            if (!endsWithin(patience)) {
                kill();
            }
        }
    }

    /** Kills the server's first process as {@code kill -9} does; the others notice that a moment later. */
    void kill() {
        if (isAlive()) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            if (!endsWithin(Duration.ofSeconds(30))) {
                throw new IllegalStateException("PostgreSQL outlives kill -9: " + pid);
            }
        }
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
