package io.callyard.benchmarks.live;

import jakarta.websocket.server.ServerEndpointConfig;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty as it comes. */
final class JettyContainer implements Container {
    /** In whose jar's name the version stands. */
    static final Class<?> VERSION = JakartaWebSocketServletContainerInitializer.class;

    private static final int NARROW = 16 * 1024;

    private final Server server = new Server();
    private final ServerConnector wide = connector();
    private final ServerConnector narrow = connector();

    JettyContainer(ServerEndpointConfig... endpoints) throws Exception {
        narrow.setAcceptedSendBufferSize(NARROW);
        ServletContextHandler context = new ServletContextHandler("/");
        server.setHandler(context);
        JakartaWebSocketServletContainerInitializer.configure(context, (servlets, container) -> {
            for (ServerEndpointConfig endpoint : endpoints) {
                container.addEndpoint(endpoint);
            }
        });
        server.start();
    }

    private ServerConnector connector() {
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setAcceptQueueSize(BACKLOG);
        server.addConnector(connector);
        return connector;
    }

    @Override
    public int port() {
        return wide.getLocalPort();
    }

    /**
     * Returns a port behind which the system keeps only a little of what a client does not read. Otherwise it keeps
     * megabytes on the loopback interface, and the server would not notice for minutes.
     */
    int narrowPort() {
        return narrow.getLocalPort();
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
