package io.callyard.benchmarks.live;

import jakarta.websocket.server.ServerEndpointConfig;

/** A container of WebSocket endpoints on the loopback interface, with room for tens of thousands of sockets. */
interface Container extends AutoCloseable {
    /** How many connections may wait to be accepted: more than come while the server is busy. */
    int BACKLOG = 1_024;

    /**
     * Starts one.
     *
     * @param name {@code jetty} or {@code tomcat}
     */
    static Container start(String name, ServerEndpointConfig... endpoints) throws Exception {
        return switch (name) {
            case "jetty" -> new JettyContainer(endpoints);
            case "tomcat" -> new TomcatContainer(endpoints);
            default -> throw new IllegalArgumentException("no such container: " + name);
        };
    }

    int port();

    @Override
    void close() throws Exception;
}
