package io.callyard.web;

import io.callyard.Callyard;
import io.callyard.SystemScheduler;
import io.callyard.event.Event;
import io.callyard.event.LoggedEvent;
import io.callyard.memory.InMemoryStore;
import io.callyard.model.AccountLimits;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.model.UserId;
import io.callyard.outbound.EngineSettings;
import io.callyard.spi.carrier.CarrierWebhooks;
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.spi.carrier.WebhookResponse;
import io.callyard.spi.security.Authenticator;
import io.callyard.spi.security.Principal;
import io.callyard.spi.security.Principal.Role;
import io.callyard.spi.store.Store;
import io.callyard.spi.store.StoreUnavailableException;
import io.callyard.testkit.FakeCarrier;
import io.callyard.testkit.ScriptedPolicy;
import io.callyard.ticket.MemoryTickets;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * The servlet in a real container on loopback, over an engine in memory with a carrier that does what
 * the test says. Tokens are {@code <tenant>-<role>}: {@code acme-operator}.
 */
final class TestServer implements AutoCloseable {
    static final TenantId ACME = new TenantId("acme");

    /** Where a servlet is that was told nothing but its engine. */
    static final String PLAIN = "/plain";

    static final String CLIENT_SCRIPT = "export const client = 'caf\u00e9';\n";

    final FakeCarrier carrier = new FakeCarrier(TenantLimits.DEFAULT_ACCOUNT);
    final ScriptedPolicy policy = new ScriptedPolicy("scripted");
    final Set<String> revoked = ConcurrentHashMap.newKeySet();
    final Callyard engine;
    private final Store store;
    final SystemScheduler scheduler = new SystemScheduler();
    final MemoryTickets tickets = new MemoryTickets(scheduler, new SecureRandom());
    private final Server server = new Server();
    private final ServerConnector connector;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final Map<String, CompletableFuture<PlaceOrder>> orders = new ConcurrentHashMap<>();
    private volatile boolean storeBroken;

    /** What takes the webhooks of the carrier {@code test}. */
    volatile CarrierWebhooks webhooks = request -> WebhookResponse.of(204);

    TestServer() {
        this(WebSettings.DEFAULT, "/*");
    }

    TestServer(WebSettings settings, String mount) {
        store = breakable(new InMemoryStore(scheduler));
        engine = Callyard.builder()
                .store(store)
                .scheduler(scheduler)
                .carrier(carrier)
                .policy(policy)
                .settings(EngineSettings.DEFAULT.withDefaultLimits(TenantLimits.DEFAULT, AccountLimits.NONE))
                .build();
        carrier.answerBy(order -> {
            ordered(order.subject().id().toString()).complete(order);
            return FakeCarrier.taken(order);
        });
        engine.start();
        connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        CallyardServlet servlet = CallyardServlet.of(engine, authenticator(), scheduler)
                .settings(settings)
                .webhooks(Map.of("test", request -> webhooks.handle(request)))
                .tickets(tickets)
                .clientScript(CLIENT_SCRIPT)
                .build();
        CallyardServlet plain =
                CallyardServlet.of(engine, authenticator(), scheduler).build();
        context.addServlet(new ServletHolder(plain), PLAIN + "/*");
        context.addServlet(new ServletHolder(servlet), mount);
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until the carrier was asked for a call and returns how. */
    PlaceOrder orderOf(String call) {
        return ordered(call).orTimeout(20, TimeUnit.SECONDS).join();
    }

    private CompletableFuture<PlaceOrder> ordered(String call) {
        return orders.computeIfAbsent(call, id -> new CompletableFuture<>());
    }

    /** Makes every call of the store fail, or mends it. */
    void breakStore(boolean broken) {
        storeBroken = broken;
    }

    /** Returns what ACME's log has of a kind. */
    <E extends Event> List<E> events(Class<E> type) {
        return store.read(ACME, 0, 1_000).stream()
                .map(LoggedEvent::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    int port() {
        return connector.getLocalPort();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    HttpClient client() {
        return client;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(30));
    }

    HttpRequest.Builder request(String token, String path) {
        return request(path).header("Authorization", "Bearer " + token);
    }

    Answer get(String token, String path) {
        return send(request(token, path).GET());
    }

    Answer post(String token, String path, String json) {
        return send(
                request(token, path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    Answer send(String method, String token, String path, String json) {
        return send(request(token, path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json)));
    }

    Answer delete(String token, String path) {
        return send(request(token, path).DELETE());
    }

    Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(client.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Follows the events of a tenant. */
    EventClient follow(String token, String query) {
        return EventClient.open(this, token, query);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        engine.close();
        scheduler.close();
    }

    private Authenticator authenticator() {
        return token -> {
            if (token.equals("broken")) {
                throw new IllegalStateException("the identity provider does not answer");
            }
            String[] parts = token.split("-", -1);
            if (parts.length != 2 || revoked.contains(token)) {
                return Optional.empty();
            }
            Map<String, Role> roles = Map.of("viewer", Role.VIEWER, "operator", Role.OPERATOR, "admin", Role.ADMIN);
            return Optional.ofNullable(roles.get(parts[1]))
                    .map(role -> new Principal(new TenantId(parts[0]), new UserId("user-" + parts[1]), Set.of(role)));
        };
    }

    private Store breakable(Store store) {
        return (Store) Proxy.newProxyInstance(
                TestServer.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    if (storeBroken) {
                        throw new StoreUnavailableException("broken by the test");
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
