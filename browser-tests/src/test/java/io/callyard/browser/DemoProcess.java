package io.callyard.browser;

import io.callyard.examples.livemonitor.LiveMonitor;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The demo in a JVM of its own, so that it can be killed. */
final class DemoProcess implements AutoCloseable {
    static final String TOKEN = "token-for-tests";
    private static final String READY = "open: ";
    private static final int PATIENCE_SECONDS = 120;

    private final Process process;
    private final String url;

    private DemoProcess(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Starts it on a free port, its calls in memory. */
    static DemoProcess start(Path folder) {
        return start(folder, Ports.free(), "-Dcallyard.store=memory");
    }

    /**
     * Starts it and waits until it lets a browser in.
     *
     * @param folder for what it complains about
     * @param store the system property that says where it keeps its calls
     */
    static DemoProcess start(Path folder, int port, String store) {
        Path complaints = folder.resolve("demo.err");
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-Xmx300m",
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dcallyard.port=" + port,
                "-Dcallyard.token=" + TOKEN,
                store,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                LiveMonitor.class.getName()));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(complaints.toFile()))
                    .start();
            CompletableFuture<Void> ready = new CompletableFuture<>();
            Thread reader = new Thread(() -> read(process, ready), "demo-reader");
            reader.setDaemon(true);
            reader.start();
            try {
                ready.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
            } catch (RuntimeException e) {
                process.destroyForcibly();
                throw new AssertionError("The demo did not start:\n" + Files.readString(complaints), e);
            }
            return new DemoProcess(process, "http://localhost:" + port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return url;
    }

    /** Ends it without a word to anybody, and returns when it is gone: until then it holds its port. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    private static void read(Process process, CompletableFuture<Void> ready) {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(READY)) {
                    ready.complete(null);
                }
            }
        } catch (IOException e) {
            // It was killed.
        }
        ready.completeExceptionally(new IllegalStateException("it has ended"));
    }
}
