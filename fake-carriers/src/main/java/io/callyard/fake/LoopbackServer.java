package io.callyard.fake;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link FakeCarrier} on a port of this host.
 *
 * <p>A request that never gets an answer keeps its connection and nothing else. Where the carrier's stage fails, the
 * connection is closed without an answer; a refused connection cannot be told from a broken one here, since the port is
 * open: stop the server for that, or use an {@link InProcessClient}.
 *
 * <p><b>Threads.</b> Safe for many threads; the carrier is called on several.
 */
public final class LoopbackServer implements AutoCloseable {
    private static final int MAX_BODY = 1 << 20;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final FakeCarrier carrier;
    private final HttpServer server;
    private final ExecutorService workers;

    private LoopbackServer(FakeCarrier carrier, HttpServer server, ExecutorService workers) {
        this.carrier = carrier;
        this.server = server;
        this.workers = workers;
    }

    /**
     * Starts on any free port.
     *
     * @throws IOException if it cannot listen
     */
    public static LoopbackServer start(FakeCarrier carrier) throws IOException {
        return start(carrier, 0);
    }

    /**
     * Starts on a port.
     *
     * @param port 0: any free one
     * @throws IOException if it cannot listen there
     */
    public static LoopbackServer start(FakeCarrier carrier, int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port);
        ExecutorService workers = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "fake-carrier");
            thread.setDaemon(true);
            return thread;
        });
        HttpServer server = HttpServer.create(address, 0);
        LoopbackServer loopback = new LoopbackServer(carrier, server, workers);
        server.setExecutor(workers);
        server.createContext("/", loopback::handle);
        server.start();
        return loopback;
    }

    /** Returns where it listens: scheme, host and port, without a slash at the end. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Stops listening and closes all connections. */
    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            exchange.sendResponseHeaders(413, -1);
            exchange.close();
            return;
        }
        FakeRequest request = new FakeRequest(
                exchange.getRequestMethod(), exchange.getRequestURI(), headers(exchange.getRequestHeaders()), body);
        carrier.handle(request).whenComplete((response, failure) -> finish(exchange, response));
    }

    private void finish(HttpExchange exchange, @Nullable FakeResponse response) {
        if (response == null) {
            exchange.close();
        } else if (!workers.isShutdown()) {
            // The carrier's thread must not wait for a reader who is slow.
            workers.execute(() -> write(exchange, response));
        }
    }

    private static void write(HttpExchange exchange, FakeResponse response) {
        byte[] body = response.body();
        response.headers().forEach((name, value) -> {
            if (!name.equals("content-length")) {
                exchange.getResponseHeaders().add(name, value);
            }
        });
        try (exchange) {
            exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                OutputStream out = exchange.getResponseBody();
                out.write(body);
                out.close();
            }
        } catch (IOException e) {
            // The client has gone: nobody is left to be told.
            exchange.getResponseHeaders().clear();
        }
    }

    private static Map<String, String> headers(Headers headers) {
        Map<String, String> plain = new LinkedHashMap<>();
        headers.forEach((name, values) -> plain.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        return plain;
    }
}
