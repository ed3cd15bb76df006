package io.callyard.fake.twilio;

import io.callyard.fake.LoopbackServer;
import io.callyard.fake.internal.RealScheduler;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;

/**
 * A {@link FakeTwilio} in real time on a port of this host, also as a process of its own.
 *
 * <p>Arguments, each {@code --key=value}: {@code port} (default: any free one), {@code account}, {@code token}, {@code
 * cps}, {@code max-concurrent}, {@code listing-lag-ms}, {@code status-lag-ms}, {@code answer-delay-ms}, {@code setup-ms}, {@code silent}
 * ({@code true}: every webhook is lost), {@code number} ({@code +1…,voiceUrl[,statusCallback]}, once for each number),
 * {@code party} ({@code reaction,afterMillis,talkMillis}, as {@code no-answer,0,0}; talking -1 ms is for ever), {@code
 * party.+1…} (the same for one address), {@code stop-with-stdin} ({@code true}: ends when its input does).
 *
 * <p>Beside the carrier's API, without credentials: {@code GET /fake/calls}; {@code POST /fake/incoming} with {@code
 * From}, {@code To} and perhaps {@code Party}; {@code GET /fake/lines/{sid}}; {@code POST /fake/lines/{sid}/press} with
 * {@code Digit}; {@code POST /fake/lines/{sid}/hang-up}. Bodies are forms, answers JSON.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public final class FakeTwilioServer implements AutoCloseable {
    private final RealScheduler scheduler;
    private final FakeTwilio twilio;
    private final LoopbackServer server;

    private FakeTwilioServer(RealScheduler scheduler, FakeTwilio twilio, LoopbackServer server) {
        this.scheduler = scheduler;
        this.twilio = twilio;
        this.server = server;
    }

    /**
     * Starts one.
     *
     * @throws IllegalArgumentException if an argument is wrong
     * @throws IOException if it cannot listen
     */
    public static FakeTwilioServer start(String... args) throws IOException {
        return start(new ServerOptions(args));
    }

    private static FakeTwilioServer start(ServerOptions options) throws IOException {
        RealScheduler scheduler = new RealScheduler();
        FakeTwilio twilio = options.build(scheduler);
        LoopbackServer server = LoopbackServer.start(new ControlPanel(twilio), options.port());
        return new FakeTwilioServer(scheduler, twilio, server);
    }

    /** Starts one, prints {@code READY} and its address, and runs until the process is ended. */
    public static void main(String[] args) throws IOException {
        ServerOptions options = new ServerOptions(args);
        FakeTwilioServer server = start(options);
        System.out.println("READY " + server.uri());
        if (options.stopsWithStdin()) {
            System.in.transferTo(OutputStream.nullOutputStream());
            server.close();
        }
    }

    /** Returns where it listens. */
    public URI uri() {
        return server.uri();
    }

    /** Returns the carrier, for whoever is in the same process. */
    public FakeTwilio twilio() {
        return twilio;
    }

    /** Stops. */
    @Override
    public void close() {
        server.close();
        twilio.close();
        scheduler.close();
    }
}
