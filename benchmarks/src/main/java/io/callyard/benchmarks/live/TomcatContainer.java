package io.callyard.benchmarks.live;

import jakarta.servlet.http.HttpServlet;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/** Tomcat, with room for more connections than the 8,192 that it lets in by itself. */
final class TomcatContainer implements Container {
    /** Kept, or what is set here would be forgotten. */
    private static final Logger LOG = Logger.getLogger("org.apache");

    private static final int CONNECTIONS = 100_000;

    /** How large Tomcat makes some of the buffers of a socket; it reads it once, when the first is made. */
    private static final String BUFFER_SIZE = "org.apache.tomcat.websocket.DEFAULT_BUFFER_SIZE";

    private final Path base = Files.createTempDirectory("callyard-tomcat");
    private final Tomcat tomcat = new Tomcat();

    TomcatContainer(ServerEndpointConfig... endpoints) throws Exception {
        LOG.setLevel(Level.SEVERE);
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(0);
        Connector connector = tomcat.getConnector();
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("acceptCount", String.valueOf(BACKLOG));
        connector.setProperty("maxConnections", String.valueOf(CONNECTIONS));
        Integer size = Integer.getInteger(BUFFER_SIZE);
        if (size != null) {
            connector.setProperty("socket.appReadBufSize", size.toString());
            connector.setProperty("socket.appWriteBufSize", size.toString());
        }
        Context context = tomcat.addContext("", null);
        context.addServletContainerInitializer(new WsSci(), null);
        context.addServletContainerInitializer(
                (classes, servlets) ->
                        add((ServerContainer) servlets.getAttribute(ServerContainer.class.getName()), endpoints),
                null);
        // Without any servlet there are no filters either, and the handshake is done by one.
        Tomcat.addServlet(context, "none", new HttpServlet() {});
        context.addServletMappingDecoded("/", "none");
        tomcat.start();
    }

    /** Makes the buffers of sockets other than the 8 KB that they have by themselves. Before any server is started. */
    static void useBuffersOf(int bytes) {
        System.setProperty(BUFFER_SIZE, String.valueOf(bytes));
    }

    private static void add(ServerContainer container, ServerEndpointConfig... endpoints) {
        Integer size = Integer.getInteger(BUFFER_SIZE);
        if (size != null) {
            container.setDefaultMaxTextMessageBufferSize(size);
            container.setDefaultMaxBinaryMessageBufferSize(size);
        }
        try {
            for (ServerEndpointConfig endpoint : endpoints) {
                container.addEndpoint(endpoint);
            }
        } catch (DeploymentException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() throws Exception {
        tomcat.stop();
        tomcat.destroy();
        for (Path path : contents()) {
            Files.delete(path);
        }
    }

    /** Returns what is in the folder, and at last the folder itself. */
    private List<Path> contents() throws IOException {
        try (Stream<Path> paths = Files.walk(base)) {
            return paths.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
