package io.callyard.browser;

import io.callyard.Callyard;
import io.callyard.SystemScheduler;
import io.callyard.broadcast.websocket.CallyardSockets;
import io.callyard.broadcast.websocket.ClientMessages;
import io.callyard.broadcast.websocket.LeadsFetched;
import io.callyard.broadcast.websocket.SocketLimits;
import io.callyard.broadcast.websocket.SocketSettings;
import io.callyard.browser.ServerSettings.Sockets;
import io.callyard.memory.InMemoryStore;
import io.callyard.model.AccountLimits;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallRequest;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.outbound.Admission;
import io.callyard.outbound.EngineSettings;
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.spi.store.Store;
import io.callyard.testkit.FakeCarrier;
import io.callyard.ticket.MemoryTickets;
import io.callyard.web.CallyardServlet;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * An engine with the monitor, the API and sockets in a web server on loopback. Its carrier does what the test says:
 * untold, it takes every call and reports nothing. Who may do what is said by {@link Tokens}.
 */
final class TestServer implements AutoCloseable {
    /** A page that is reloaded opens its next socket before the server has seen the end of the last. */
    private static final SocketLimits LIMITS = SocketLimits.DEFAULT.withSockets(200, 200, 200, 200);

    private final SystemScheduler scheduler = new SystemScheduler();
    private final FakeCarrier carrier = new FakeCarrier(TenantLimits.DEFAULT_ACCOUNT);
    private final Tokens tokens = new Tokens();
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final Map<CallId, CompletableFuture<PlaceOrder>> orders = new ConcurrentHashMap<>();
    private final Store store;
    private final Callyard engine;
    private final CallyardSockets sockets;

    private TestServer(ServerSettings settings) throws Exception {
        Store shared = settings.store();
        store = shared == null ? new InMemoryStore(scheduler) : shared;
        engine = Callyard.builder()
                .scheduler(scheduler)
                .store(store)
                .carrier(carrier)
                .settings(EngineSettings.DEFAULT.withDefaultLimits(
                        TenantLimits.DEFAULT.withMaxLive(settings.maxLive()), AccountLimits.NONE))
                .build();
        carrier.answerBy(order -> {
            orderOf(order.subject().id()).complete(order);
            return FakeCarrier.taken(order);
        });
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        connector.open();
        sockets = sockets(settings);
        server.setHandler(site(settings.sockets()));
        server.start();
        engine.start();
    }

    static TestServer start(ServerSettings settings) {
        try {
            return new TestServer(settings);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return connector.getLocalPort();
    }

    Callyard engine() {
        return engine;
    }

    Store store() {
        return store;
    }

    FakeCarrier carrier() {
        return carrier;
    }

    /** Takes a direct call in. */
    Call place(TenantId tenant, String number, String name) {
        Admission admission = engine.calls()
                .place(CallRequest.direct(tenant, PhoneNumber.parse(number))
                        .contactName(name)
                        .build());
        if (admission instanceof Admission.Started started) {
            return started.call();
        } else if (admission instanceof Admission.Queued queued) {
            return queued.call();
        }
        throw new AssertionError(admission);
    }

    /** Waits until the carrier was asked for a call and returns how. */
    PlaceOrder awaitOrder(CallId call) {
        return orderOf(call)
                .orTimeout(Tab.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private CompletableFuture<PlaceOrder> orderOf(CallId call) {
        return orders.computeIfAbsent(call, id -> new CompletableFuture<>());
    }

    Tokens tokens() {
        return tokens;
    }

    /** Returns how many sockets are open. */
    int openSockets() {
        return sockets.figures().open();
    }

    @Override
    public void close() {
        sockets.close();
        try {
            server.stop();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        engine.close();
        scheduler.close();
    }

    private CallyardSockets sockets(ServerSettings settings) {
        Set<String> origins = new HashSet<>(settings.origins());
        origins.add(url());
        return CallyardSockets.of(engine.broadcaster(), tokens, scheduler)
                .settings(SocketSettings.DEFAULT
                        .withOrigins(origins)
                        .withLimits(LIMITS)
                        .withTokenCheck(settings.tokenCheck()))
                .messages(ClientMessages.of(Map.of(LeadsFetched.TYPE, new LeadsFetched(engine.leads(), scheduler))))
                .build();
    }

    private ServletContextHandler site(Sockets offered) {
        CallyardServlet.Builder servlet =
                CallyardServlet.of(engine, tokens, scheduler).tickets(new MemoryTickets(scheduler, new SecureRandom()));
        if (offered != Sockets.ABSENT) {
            servlet.clientScript(CallyardSockets.clientScript());
        }
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(servlet.build()), "/*");
        context.addServlet(new ServletHolder(new FollowerServlet()), "/follower/*");
        if (offered == Sockets.THERE) {
            JakartaWebSocketServletContainerInitializer.configure(
                    context, (servlets, container) -> container.addEndpoint(sockets.endpoint("/ws")));
        }
        return context;
    }
}
