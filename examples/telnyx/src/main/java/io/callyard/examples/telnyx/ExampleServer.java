package io.callyard.examples.telnyx;

import io.callyard.SystemScheduler;
import io.callyard.model.UserId;
import io.callyard.spi.carrier.SetupFinding;
import io.callyard.spi.security.Authenticator;
import io.callyard.spi.security.Principal;
import io.callyard.telephony.telnyx.TelnyxCheck;
import io.callyard.web.CallyardServlet;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/** The web server: the page at {@code /}, Telnyx's webhooks, and all that the engine has to show. */
final class ExampleServer implements AutoCloseable {
    private static final Duration CHECK_TAKES_AT_MOST = Duration.ofSeconds(45);

    private final SystemScheduler scheduler = new SystemScheduler();
    private final Server server = new Server();
    private final ServerConnector connector;
    private final @Nullable Settings settings;
    private final @Nullable PhoneDesk desk;

    /**
     * Makes one that does not listen yet. Where settings are missing, it has the page only.
     *
     * @throws ExampleException if the database cannot be used, or the driver does not start in this JVM
     */
    ExampleServer(Environment environment) {
        settings = environment.settings().orElse(null);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(environment.host());
        connector.setPort(environment.port());
        server.addConnector(connector);
        desk = settings == null ? null : desk(settings);
        String token = random();
        ServletContextHandler context = new ServletContextHandler("/");
        ServletHolder page = new ServletHolder(new SetupServlet(environment, desk, this::check, token, random()));
        List.of("", "/first-call", "/watch").forEach(path -> context.addServlet(page, path));
        if (desk != null) {
            CallyardServlet engine = CallyardServlet.of(desk.engine(), authenticator(token), scheduler)
                    .webhooks(Map.of("telnyx", desk.webhooks()))
                    .build();
            context.addServlet(new ServletHolder(engine), "/*");
        }
        server.setHandler(context);
    }

    private PhoneDesk desk(Settings complete) {
        try {
            return new PhoneDesk(complete, scheduler);
        } catch (IllegalStateException | IllegalArgumentException e) {
            scheduler.close();
            throw new ExampleException("The driver does not start: " + e.getMessage(), e);
        } catch (ExampleException e) {
            scheduler.close();
            throw e;
        }
    }

    /**
     * Begins to listen.
     *
     * @return whether it does: false if somebody else listens there
     * @throws ExampleException if it cannot
     */
    boolean listen() {
        try {
            server.start();
            return true;
        } catch (Exception e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof BindException) {
                    return false;
                }
            }
            throw new ExampleException("The server did not start: " + e, e);
        }
    }

    /** Begins to make and take calls, if everything is set for it. */
    void open() {
        if (desk != null) {
            desk.open();
        }
    }

    /** Looks how the account and this machine are set up; nothing is found where settings are missing. */
    List<SetupFinding> check() {
        if (settings == null) {
            return List.of();
        }
        try {
            return scheduler.await(
                    TelnyxCheck.builder()
                            .scheduler(scheduler)
                            .apiKey(settings.apiKey())
                            .publicKey(settings.publicKey())
                            .connection(settings.connection())
                            .number(settings.number())
                            .publicUrl(settings.webhooks())
                            .baseUrl(settings.api())
                            .build()
                            .run(),
                    CHECK_TAKES_AT_MOST);
        } catch (TimeoutException e) {
            return List.of(SetupFinding.unknown("check", "it took too long", "Try again"));
        }
    }

    /** Returns where it is found on this machine. */
    String url() {
        return "http://localhost:" + connector.getLocalPort();
    }

    void join() throws InterruptedException {
        server.join();
    }

    @Nullable
    PhoneDesk desk() {
        return desk;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            System.err.println("The server did not stop cleanly: " + e);
        }
        if (desk != null) {
            desk.close();
        }
        scheduler.close();
    }

    private static Authenticator authenticator(String expected) {
        Principal developer = new Principal(PhoneDesk.TENANT, new UserId("developer"), Set.of(Principal.Role.ADMIN));
        return token ->
                MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8))
                        ? Optional.of(developer)
                        : Optional.empty();
    }

    private static String random() {
        byte[] secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }
}
