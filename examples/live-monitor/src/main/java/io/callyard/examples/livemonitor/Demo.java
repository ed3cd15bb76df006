package io.callyard.examples.livemonitor;

import io.callyard.Callyard;
import io.callyard.CallyardBuilder;
import io.callyard.SystemScheduler;
import io.callyard.campaign.Campaigns;
import io.callyard.campaign.ContactImport;
import io.callyard.campaign.ContactSourceException;
import io.callyard.model.AccountLimits;
import io.callyard.model.CallTimeouts;
import io.callyard.model.Campaign;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignProgress;
import io.callyard.model.CampaignSettings;
import io.callyard.model.CampaignStatus;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.model.UserId;
import io.callyard.outbound.EngineSettings;
import io.callyard.spi.security.Authenticator;
import io.callyard.spi.security.Principal;
import io.callyard.spi.store.StoreUnavailableException;
import io.callyard.telephony.simulated.Behaviour;
import io.callyard.web.CallyardServlet;
import io.callyard.web.WebSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/**
 * One engine with its carrier, simulated unless another is chosen, and its HTTP server: a tenant with two live calls, a
 * campaign that calls one contact after the other, room for direct calls beside it, and inbound queues. On a database it
 * goes on where it was when it ended, however it ended.
 */
final class Demo implements AutoCloseable {
    static final TenantId TENANT = new TenantId("demo");
    static final CampaignId CAMPAIGN = new CampaignId("check-up");
    private static final int LIVE_CALLS = 2;

    /**
     * A simulated carrier ends with its JVM, and its calls with it. They keep their slots until the next
     * engine has waited for as long as they might have rung or lasted: here a minute, and not two hours.
     */
    private static final CallTimeouts SHORT = new CallTimeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2));

    /** A simulated carrier lists its calls at once. */
    private static final Duration SETTLING = Duration.ofMillis(20);

    private final DemoSettings settings;
    private final PrintStream console;
    private final SystemScheduler scheduler = new SystemScheduler();
    private final DemoStore kept;
    private final DemoCarrier carrier;
    private final Callyard engine;
    private final Server server = new Server();
    private final ServerConnector connector;

    /**
     * Makes a demo that has not started.
     *
     * @throws DemoException if the database cannot be used
     */
    Demo(DemoSettings settings, Behaviour behaviour, PrintStream console) {
        this(
                settings,
                settings.store() instanceof StoreChoice.Memory ? CallTimeouts.DEFAULT : SHORT,
                behaviour,
                console);
    }

    /** Makes a demo with time-outs of its own. */
    Demo(DemoSettings settings, CallTimeouts timeouts, Behaviour behaviour, PrintStream console) {
        this.settings = settings;
        this.console = console;
        kept = openStore(settings.store());
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        server.addConnector(connector);
        carrier = carrier(settings.carrier(), behaviour);
        CallyardBuilder builder =
                Callyard.builder().scheduler(scheduler).store(kept.store()).settings(engineSettings(timeouts));
        carrier.join(builder);
        engine = builder.build();
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(
                new ServletHolder(new CallyardServlet(
                        engine, authenticator(), scheduler, WebSettings.DEFAULT, carrier.webhooks())),
                "/*");
        context.addServlet(new ServletHolder(new HomeServlet(settings.token())), "");
        server.setHandler(context);
    }

    /**
     * Starts everything and tells where it is.
     *
     * @throws DemoException if the port is taken or the contacts cannot be read
     */
    void start() {
        try (ContactFile contacts = openContacts(settings.contacts())) {
            listen();
            engine.start();
            console.println("Callyard live monitor");
            console.println("open: " + url() + "/monitor/#token=" + settings.token());
            console.println("development token: " + settings.token());
            console.println("calls are kept in: " + kept.words());
            console.println("calls are made by: " + carrier.words());
            if (!carrier.isReal() || settings.contacts() != null) {
                beginOrGoOn(contacts);
            }
            SupportQueues.define(engine);
            carrier.open(engine);
        } catch (IOException e) {
            throw new DemoException("The contacts cannot be read: " + e, e);
        } catch (StoreUnavailableException e) {
            throw new DemoException("The store does not do its work: " + e.getMessage(), e);
        }
    }

    /** A start that was cut off is made good: contacts that are there already are left out as duplicates. */
    private void beginOrGoOn(ContactFile contacts) {
        Campaigns campaigns = engine.campaigns();
        Campaign campaign = campaigns
                .create(TENANT, CAMPAIGN, CampaignSettings.named("Check-up calls"))
                .or(() -> campaigns.find(TENANT, CAMPAIGN))
                .orElseThrow();
        boolean begins = campaign.status() == CampaignStatus.DRAFT;
        if (begins || settings.contacts() != null && campaign.status() != CampaignStatus.STOPPED) {
            load(contacts);
        }
        if (begins) {
            campaigns.start(TENANT, CAMPAIGN);
        } else {
            CampaignProgress progress = campaign.progress();
            console.println("campaign: " + campaign.status() + " as before, with " + progress.processed() + " of "
                    + progress.total() + " contacts called and " + progress.live() + " calls live");
        }
    }

    /** Where it can be found. */
    String url() {
        String host = settings.host().equals("127.0.0.1") ? "localhost" : settings.host();
        return "http://" + host + ":" + connector.getLocalPort();
    }

    /** Waits until it is stopped. */
    void join() throws InterruptedException {
        server.join();
    }

    /** Lets no more requests in, lets the engine end its placings and all that runs, and closes the store last. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            console.println("The server did not stop cleanly: " + e);
        }
        carrier.leave();
        engine.close();
        carrier.close();
        scheduler.close();
        kept.close();
    }

    DemoStore kept() {
        return kept;
    }

    DemoCarrier carrier() {
        return carrier;
    }

    Callyard engine() {
        return engine;
    }

    private DemoStore openStore(StoreChoice choice) {
        try {
            return DemoStore.open(choice, scheduler);
        } catch (RuntimeException e) {
            scheduler.close();
            throw e;
        }
    }

    private DemoCarrier carrier(CarrierChoice choice, Behaviour behaviour) {
        if (choice instanceof CarrierChoice.Twilio twilio) {
            return new TwilioWorld(scheduler, twilio.account(), here());
        } else if (choice instanceof CarrierChoice.Telnyx telnyx) {
            return new TelnyxWorld(scheduler, telnyx.account(), here());
        }
        return new SimulatedWorld(scheduler, behaviour);
    }

    /** A carrier's webhooks come to a port that has to be known before the server listens. */
    private URI here() {
        try {
            connector.open();
        } catch (IOException e) {
            throw taken(e);
        }
        return URI.create("http://" + settings.host() + ":" + connector.getLocalPort());
    }

    private EngineSettings engineSettings(CallTimeouts timeouts) {
        // Only a real carrier has a pace to keep to.
        AccountLimits pace = carrier.isReal() ? AccountLimits.DEFAULT : AccountLimits.NONE;
        EngineSettings settings =
                EngineSettings.DEFAULT.withDefaultLimits(TenantLimits.DEFAULT.withMaxLive(LIVE_CALLS), pace);
        return timeouts.equals(CallTimeouts.DEFAULT)
                ? settings
                : settings.withAnswerTimeouts(
                                timeouts.lease().dividedBy(2), timeouts.lease().dividedBy(2))
                        .withTimeouts(timeouts)
                        .withSettling(SETTLING);
    }

    private static ContactFile openContacts(@Nullable Path path) {
        return path == null ? ContactFile.sample() : ContactFile.open(path);
    }

    private void listen() {
        try {
            server.start();
        } catch (Exception e) {
            throw taken(e);
        }
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

    private void load(ContactFile contacts) {
        ContactImport result;
        try {
            result = engine.campaigns().add(TENANT, CAMPAIGN, contacts);
        } catch (ContactSourceException e) {
            if (e.getCause() instanceof DemoException clear) {
                throw clear;
            }
            console.println("The contacts broke off: " + e.getCause());
            result = e.soFar();
        }
        result.rejections().forEach(rejection -> console.println(contacts.explain(rejection)));
        console.println("contacts: " + result.accepted() + " added, " + result.duplicates() + " duplicates, "
                + result.rejected() + " rejected");
    }

    private Authenticator authenticator() {
        byte[] expected = settings.token().getBytes(StandardCharsets.UTF_8);
        Principal developer = new Principal(TENANT, new UserId("developer"), Set.of(Principal.Role.ADMIN));
        return token -> MessageDigest.isEqual(expected, token.getBytes(StandardCharsets.UTF_8))
                ? Optional.of(developer)
                : Optional.empty();
    }
}
