package io.callyard.examples.livemonitor;

import io.callyard.Callyard;
import io.callyard.CallyardBuilder;
import io.callyard.SystemScheduler;
import io.callyard.lead.LeadImport;
import io.callyard.model.AccountLimits;
import io.callyard.model.CallTimeouts;
import io.callyard.model.CampaignId;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.model.UserId;
import io.callyard.outbound.EngineSettings;
import io.callyard.spi.security.Authenticator;
import io.callyard.spi.security.Principal;
import io.callyard.spi.store.StoreUnavailableException;
import io.callyard.telephony.simulated.Behaviour;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One engine with its carrier, simulated unless another is chosen, and its web server: a tenant with two live calls, a
 * campaign that calls one contact after the other, room for direct calls beside it, leads, and inbound queues. On a
 * database it goes on where it was when it ended, however it ended.
 */
final class Demo implements AutoCloseable {
    static final TenantId TENANT = new TenantId("demo");
    static final CampaignId CAMPAIGN = CheckUpCampaign.ID;
    static final UserId DEVELOPER = new UserId("developer");
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
    private final DemoServer server;

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
        server = new DemoServer(settings);
        carrier = carrier(settings.carrier(), behaviour);
        CallyardBuilder builder =
                Callyard.builder().scheduler(scheduler).store(kept.store()).settings(engineSettings(timeouts));
        carrier.join(builder);
        engine = builder.build();
    }

    /**
     * Starts everything and tells where it is.
     *
     * @throws DemoException if the port is taken or the contacts cannot be read
     */
    void start() {
        try (ContactFile contacts = openContacts(settings.contacts())) {
            server.start(engine, authenticator(), scheduler, carrier.webhooks());
            engine.start();
            console.println("Callyard live monitor");
            console.println("open: " + url() + "/monitor/#token=" + settings.token());
            console.println("development token: " + settings.token());
            console.println("calls are kept in: " + kept.words());
            console.println("calls are made by: " + carrier.words());
            if (!carrier.isReal() || settings.contacts() != null) {
                new CheckUpCampaign(engine.campaigns(), console).beginOrGoOn(contacts, settings.contacts() != null);
            }
            if (!carrier.isReal()) {
                LeadImport leads = SampleLeads.add(engine.leads(), DEVELOPER);
                console.println("leads: " + leads.added() + " added, " + leads.known() + " there before; those of "
                        + DEVELOPER + " that were never called are, as soon as a page fetches them");
            }
            SupportQueues.define(engine);
            carrier.open(engine);
        } catch (IOException e) {
            throw new DemoException("The contacts cannot be read: " + e, e);
        } catch (StoreUnavailableException e) {
            throw new DemoException("The store does not do its work: " + e.getMessage(), e);
        }
    }

    /** Where it can be found. */
    String url() {
        return server.url();
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
            return new TwilioWorld(scheduler, twilio.account(), server.bind());
        } else if (choice instanceof CarrierChoice.Telnyx telnyx) {
            return new TelnyxWorld(scheduler, telnyx.account(), server.bind());
        }
        return new SimulatedWorld(scheduler, behaviour);
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

    private Authenticator authenticator() {
        byte[] expected = settings.token().getBytes(StandardCharsets.UTF_8);
        Principal developer = new Principal(TENANT, DEVELOPER, Set.of(Principal.Role.ADMIN));
        return token -> MessageDigest.isEqual(expected, token.getBytes(StandardCharsets.UTF_8))
                ? Optional.of(developer)
                : Optional.empty();
    }
}
