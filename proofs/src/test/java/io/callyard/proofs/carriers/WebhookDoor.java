package io.callyard.proofs.carriers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.callyard.spi.carrier.CarrierWebhooks;
import io.callyard.spi.carrier.WebhookRequest;
import io.callyard.spi.carrier.WebhookResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Where carriers' webhooks come in: on a port of the loopback interface, the same for each node that follows. */
final class WebhookDoor implements AutoCloseable {
    private final int port;
    private final HttpServer server;
    private final ExecutorService hands = Executors.newCachedThreadPool();

    WebhookDoor(int port) {
        this.port = port;
        try {
            server = HttpServer.create();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(hands);
    }

    /** Brings a driver its webhooks. */
    WebhookDoor bring(Provider provider, CarrierWebhooks driver, Trap trap) {
        String mount = mount(provider);
        server.createContext(mount, exchange -> take(exchange, mount, driver, trap));
        return this;
    }

    /** Opens it: the node that had the port before has to be gone. */
    void open() {
        try {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.start();
    }

    /** Returns where a door on a port is reached. */
    static URI url(int port, Provider provider) {
        return URI.create("http://127.0.0.1:" + port + mount(provider));
    }

    private static String mount(Provider provider) {
        return "/webhooks/" + provider;
    }

    private static void take(HttpExchange exchange, String mount, CarrierWebhooks driver, Trap trap)
            throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        boolean isTrapped = trap.concerns(new String(body, StandardCharsets.UTF_8));
        if (isTrapped) {
            try {
                trap.awaitAnswerKept();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        WebhookResponse response = driver.handle(request(exchange, mount, body));
        if (isTrapped && response.status() / 100 == 2) {
            trap.reached(Step.WEBHOOK_KEPT);
        }
        try (exchange) {
            byte[] answer = response.body();
            exchange.sendResponseHeaders(response.status(), answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static WebhookRequest request(HttpExchange exchange, String mount, byte[] body) {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        URI uri = exchange.getRequestURI();
        return new WebhookRequest(
                exchange.getRequestMethod(),
                uri.getRawPath().substring(mount.length()),
                uri.getRawQuery(),
                headers,
                body);
    }

    @Override
    public void close() {
        server.stop(0);
        hands.shutdownNow();
    }
}
