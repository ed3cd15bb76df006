package io.callyard.examples.livemonitor;

import io.callyard.Callyard;
import io.callyard.broadcast.websocket.CallyardSockets;
import io.callyard.broadcast.websocket.ClientMessages;
import io.callyard.broadcast.websocket.LeadsFetched;
import io.callyard.broadcast.websocket.SocketSettings;
import io.callyard.spi.carrier.CarrierWebhooks;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.security.Authenticator;
import io.callyard.ticket.MemoryTickets;
import io.callyard.web.CallyardServlet;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/** The demo's web server: the way in at {@code /}, the engine's servlet, and live events over WebSocket beside it. */
final class DemoServer {
    private static final int HTTP_PORT = 80;

    private final DemoSettings settings;
    private final Server server = new Server();
    private final ServerConnector connector;
    private @Nullable CallyardSockets sockets;

    /** Makes one that does not listen yet. */
    DemoServer(DemoSettings settings) {
        this.settings = settings;
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        server.addConnector(connector);
    }

    /**
     * Takes its port, and returns where it will listen: carriers are told before anything answers there. Twice is once.
     *
     * @throws DemoException if the port is taken
     */
    URI bind() {
        try {
            connector.open();
        } catch (IOException e) {
            throw taken(e);
        }
        return URI.create("http://" + settings.host() + ":" + connector.getLocalPort());
    }

    /**
     * Begins to listen.
     *
     * @throws DemoException if the port is taken
     */
    void start(
            Callyard engine, Authenticator authenticator, Scheduler scheduler, Map<String, CarrierWebhooks> webhooks) {
        // Which pages may open a socket depends on the port.
        bind();
        MemoryTickets tickets = new MemoryTickets(scheduler, new SecureRandom());
        CallyardSockets live = CallyardSockets.of(engine.broadcaster(), authenticator, scheduler)
                .settings(SocketSettings.DEFAULT.withOrigins(origins()))
                .tickets(tickets)
                .messages(ClientMessages.of(Map.of(LeadsFetched.TYPE, new LeadsFetched(engine.leads(), scheduler))))
                .build();
        CallyardServlet servlet = CallyardServlet.of(engine, authenticator, scheduler)
                .webhooks(webhooks)
                .tickets(tickets)
                .clientScript(CallyardSockets.clientScript())
                .build();
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(servlet), "/*");
        context.addServlet(new ServletHolder(new HomeServlet(settings.token())), "");
        JakartaWebSocketServletContainerInitializer.configure(
                context, (servlets, container) -> container.addEndpoint(live.endpoint("/ws")));
        sockets = live;
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception e) {
            throw taken(e);
        }
    }

    /** The names by which a browser may have come to the page. */
    private Set<String> origins() {
        int port = connector.getLocalPort();
        String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        return Stream.of("localhost", "127.0.0.1", "[::1]", host)
                .map(name -> "http://" + name + (port == HTTP_PORT ? "" : ":" + port))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns where it can be found. */
    String url() {
        String host = settings.host().equals("127.0.0.1") ? "localhost" : settings.host();
        return "http://" + host + ":" + connector.getLocalPort();
    }

    /** Waits until it is stopped. */
    void join() throws InterruptedException {
        server.join();
    }

    /**
     * Closes the sockets, which tells their clients to come back later, and lets no more requests in.
     *
     * @throws Exception if it does not stop cleanly
     */
    void stop() throws Exception {
        if (sockets != null) {
            sockets.close();
        }
        server.stop();
    }

    private DemoException taken(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return new DemoException(
                        "Port " + settings.port() + " on " + settings.host()
                                + " is taken. Stop what uses it, or start with -Dcallyard.port=8081.",
                        e);
            }
        }
        return new DemoException("The server did not start: " + e, e);
    }
}
