package io.callyard.fake.telnyx;

import io.callyard.fake.LoopbackServer;
import io.callyard.fake.internal.RealScheduler;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.concurrent.CountDownLatch;

/**
 * A {@link FakeTelnyx} on a port of this host, in real time; also as a process of its own.
 *
 * <p>Arguments, each {@code --name=value}, all optional: {@code port} (any free one), {@code webhook-url}, {@code
 * failover-url}, {@code api-key}, {@code connection-id}, {@code dials-per-second}, {@code concurrent-calls}, {@code
 * listing-lag-ms}, {@code setup-ms}, {@code detection-ms}, {@code answer-settling-ms}, {@code ring-ms} (3000) and {@code
 * talk-ms} (60000) of all who are called, and any number of {@code party} for those who are different: {@code
 * address;reaction;ring ms;talk ms}.
 *
 * <p>Beside the carrier's API it has, without a key: {@code POST /fake/incoming} ({@code from}, {@code to}, {@code
 * talk_ms}), {@code GET /fake/calls}, {@code GET /fake/placed?to=}, {@code GET /fake/lines/{id}} and {@code POST
 * /fake/lines/{id}/press} ({@code digit}), {@code …/pick_up}, {@code …/hang_up}.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public final class FakeTelnyxServer implements AutoCloseable {
    private final RealScheduler scheduler;
    private final FakeTelnyx carrier;
    private final LoopbackServer server;

    private FakeTelnyxServer(RealScheduler scheduler, FakeTelnyx carrier, LoopbackServer server) {
        this.scheduler = scheduler;
        this.carrier = carrier;
        this.server = server;
    }

    /**
     * Starts one.
     *
     * @throws IOException if it cannot listen
     * @throws IllegalArgumentException if an argument makes no sense
     */
    public static FakeTelnyxServer start(String... arguments) throws IOException {
        ServerArguments parsed = new ServerArguments(arguments);
        int port = parsed.port();
        RealScheduler scheduler = new RealScheduler();
        try {
            FakeTelnyx carrier = parsed.build(scheduler);
            return new FakeTelnyxServer(scheduler, carrier, LoopbackServer.start(new ControlPanel(carrier), port));
        } catch (IOException | RuntimeException e) {
            scheduler.close();
            throw e;
        }
    }

    /**
     * Starts one and says {@code READY}, its address and its public key on standard output. Runs until the process is
     * ended.
     */
    @SuppressWarnings("SystemOut") // The output is what the parent process waits for.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (FakeTelnyxServer server = start(arguments)) {
            PrintStream out = System.out;
            out.println("READY " + server.uri() + " " + server.carrier().publicKey());
            out.flush();
            new CountDownLatch(1).await();
        }
    }

    /** Returns where it listens, without a slash at the end. */
    public URI uri() {
        return server.uri();
    }

    /** Returns the carrier. */
    public FakeTelnyx carrier() {
        return carrier;
    }

    @Override
    public void close() {
        server.close();
        carrier.close();
        scheduler.close();
    }
}
