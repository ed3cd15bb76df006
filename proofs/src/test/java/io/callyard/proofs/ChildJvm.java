package io.callyard.proofs;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** A Java process with this one's class path, spoken to line by line. */
public final class ChildJvm implements Peer {
    private final String name;
    private final Process process;
    private final BufferedWriter in;
    private final Path errors;

    private ChildJvm(String name, Process process, Path errors) {
        this.name = name;
        this.process = process;
        this.errors = errors;
        in = new BufferedWriter(process.outputWriter(StandardCharsets.US_ASCII));
    }

    /**
     * Starts a process.
     *
     * @param lines gets what it says, then {@link Said#END}
     */
    public static ChildJvm start(String name, Path folder, BlockingQueue<Said> lines, Class<?> main, Object... args) {
        Path errors = folder.resolve(name + ".err");
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-Xmx256m",
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        for (Object arg : args) {
            command.add(arg.toString());
        }
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(errors.toFile())
                    .directory(folder.toFile())
                    .start();
            ChildJvm child = new ChildJvm(name, process, errors);
            Thread reader = new Thread(() -> child.read(lines), name + "-reader");
            reader.setDaemon(true);
            reader.start();
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(BlockingQueue<Said> lines) {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(new Said(this, line));
            }
        } catch (IOException e) {
            // A process that is killed ends in the middle of a line.
        }
        lines.add(new Said(this, Said.END));
    }

    /** Waits for a line that begins with {@code start} on a queue that only this process fills. */
    String await(BlockingQueue<Said> lines, String start, Duration atMost) {
        long until = System.nanoTime() + atMost.toNanos();
        try {
            for (Said said; (said = lines.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS)) != null; ) {
                if (said.line().startsWith(start)) {
                    return said.line();
                }
                if (said.isEnd()) {
                    break;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError(name + " did not say " + start + "\n" + complaints());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void send(String line) {
        try {
            in.write(line + "\n");
            in.flush();
        } catch (IOException e) {
            // It is dying; its end is told by its lines.
        }
    }

    @Override
    public void kill() {
        // Gone before another takes its place: a dying process still holds the lock on a database's file.
        process.destroyForcibly().onExit().join();
        try {
            in.close();
        } catch (IOException e) {
            // There is nobody to read what was left in it.
        }
    }

    @Override
    public void freeze() {
        signal("STOP");
    }

    @Override
    public void thaw() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the last lines it wrote to its error stream. */
    @Override
    public String complaints() {
        try {
            List<String> all = Files.readAllLines(errors, StandardCharsets.UTF_8);
            return String.join("\n", all.subList(Math.max(0, all.size() - 40), all.size()));
        } catch (IOException e) {
            return "its error stream cannot be read: " + e;
        }
    }

    @Override
    public void close() {
        try {
            in.close();
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
