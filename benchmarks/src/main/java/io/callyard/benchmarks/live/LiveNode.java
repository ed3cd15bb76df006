package io.callyard.benchmarks.live;

import io.callyard.Callyard;
import io.callyard.broadcast.websocket.CallyardSockets;
import io.callyard.broadcast.websocket.SocketLimits;
import io.callyard.broadcast.websocket.SocketSettings;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.store.Store;
import io.callyard.testkit.FakeCarrier;
import jakarta.websocket.server.ServerEndpointConfig;

/**
 * An engine on a store that outlives it, and sockets that follow it, as many as come.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class LiveNode implements AutoCloseable {
    static final String PATH = "/ws";

    /** The tenant of the first users of {@link Tokens}. */
    static final TenantId TENANT = new TenantId("tenant-0");

    private static final int ANY = 1_000_000;
    private static final SocketSettings SETTINGS = SocketSettings.DEFAULT.withLimits(
            SocketLimits.DEFAULT.withSockets(SocketLimits.DEFAULT.perUser(), ANY, ANY, ANY));

    private final FakeCarrier carrier = new FakeCarrier(TenantLimits.DEFAULT_ACCOUNT);
    private final Callyard engine;
    private final CallyardSockets sockets;

    /** Starts one. */
    LiveNode(Store store, Scheduler scheduler) {
        engine = Callyard.builder()
                .store(store)
                .scheduler(scheduler)
                .carrier(carrier)
                .build();
        engine.start();
        sockets = CallyardSockets.of(engine.broadcaster(), Tokens::authenticate, scheduler)
                .settings(SETTINGS)
                .build();
    }

    FakeCarrier carrier() {
        return carrier;
    }

    Callyard engine() {
        return engine;
    }

    CallyardSockets sockets() {
        return sockets;
    }

    /** Returns what a container needs, at {@value #PATH}. */
    ServerEndpointConfig endpoint() {
        return sockets.endpoint(PATH);
    }

    @Override
    public void close() {
        sockets.close();
        engine.close();
    }
}
