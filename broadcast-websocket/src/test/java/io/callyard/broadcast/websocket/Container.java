package io.callyard.broadcast.websocket;

import jakarta.servlet.http.HttpServlet;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.glassfish.tyrus.spi.ServerContainerFactory;

/** The containers that the endpoint runs in, on loopback. */
enum Container {
    JETTY {
        @Override
        Running start(ServerEndpointConfig endpoint) throws Exception {
            Server server = new Server();
            ServerConnector connector = new ServerConnector(server);
            connector.setHost("127.0.0.1");
            server.addConnector(connector);
            ServletContextHandler context = new ServletContextHandler("/");
            server.setHandler(context);
            JakartaWebSocketServletContainerInitializer.configure(
                    context, (servlets, container) -> container.addEndpoint(endpoint));
            server.start();
            return new Running(connector.getLocalPort(), server::stop);
        }
    },
    TOMCAT {
        @Override
        Running start(ServerEndpointConfig endpoint) throws Exception {
            Path base = Files.createTempDirectory("callyard-tomcat");
            Tomcat tomcat = new Tomcat();
            tomcat.setBaseDir(base.toString());
            tomcat.setPort(0);
            tomcat.getConnector().setProperty("address", "127.0.0.1");
            Context context = tomcat.addContext("", null);
            context.addServletContainerInitializer(new WsSci(), null);
            context.addServletContainerInitializer(
                    (classes, servlets) -> add(
                            (ServerContainer) servlets.getAttribute("jakarta.websocket.server.ServerContainer"),
                            endpoint),
                    null);
            // Without any servlet there are no filters either, and the handshake is done by one.
            Tomcat.addServlet(context, "none", new HttpServlet() {});
            context.addServletMappingDecoded("/", "none");
            tomcat.start();
            return new Running(tomcat.getConnector().getLocalPort(), () -> stop(tomcat, base));
        }
    },
    TYRUS {
        @Override
        Running start(ServerEndpointConfig endpoint) throws Exception {
            int port;
            try (ServerSocket probe = new ServerSocket(0)) {
                port = probe.getLocalPort();
            }
            var container = ServerContainerFactory.createServerContainer(Map.of());
            add(container, endpoint);
            container.start("/", port);
            return new Running(port, container::stop);
        }
    };

    static {
        // Two of them tell on the console when they start and what they find when they stop.
        for (Handler console : Logger.getLogger("").getHandlers()) {
            console.setLevel(Level.OFF);
        }
    }

    /** A container that runs. */
    record Running(int port, AutoCloseable stop) implements AutoCloseable {
        @Override
        public void close() throws Exception {
            stop.close();
        }
    }

    abstract Running start(ServerEndpointConfig endpoint) throws Exception;

    private static void add(ServerContainer container, ServerEndpointConfig endpoint) {
        try {
            container.addEndpoint(endpoint);
        } catch (DeploymentException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void stop(Tomcat tomcat, Path base) throws LifecycleException, IOException {
        tomcat.stop();
        tomcat.destroy();
        try (var files = Files.walk(base)) {
            Set.copyOf(files.toList()).stream()
                    .sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
