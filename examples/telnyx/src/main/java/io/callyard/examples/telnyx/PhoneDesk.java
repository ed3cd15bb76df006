package io.callyard.examples.telnyx;

import io.callyard.Callyard;
import io.callyard.SystemScheduler;
import io.callyard.model.AgentId;
import io.callyard.model.CallRequest;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.QueueSettings;
import io.callyard.outbound.Admission;
import io.callyard.spi.carrier.CarrierWebhooks;
import io.callyard.spi.carrier.IncomingCalls;
import io.callyard.telephony.telnyx.TelnyxTelephony;
import java.time.Duration;
import java.util.Optional;

/** An engine on Telnyx, with one queue and one agent: the user, at his own telephone, always there. */
final class PhoneDesk implements AutoCloseable {
    static final TenantId TENANT = new TenantId("example");
    private static final QueueId QUEUE = new QueueId("front-desk");
    private static final AgentId YOU = new AgentId("you");

    /** More often than the engine wants to hear from an agent. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(20);

    private final SystemScheduler scheduler;
    private final String device;
    private final ExampleStore kept;
    private final TelnyxTelephony telnyx;
    private final Callyard engine;
    private volatile boolean open;

    /** Makes one that makes and takes no calls yet. */
    PhoneDesk(Settings settings, SystemScheduler scheduler) {
        this.scheduler = scheduler;
        device = settings.agent();
        telnyx = TelnyxTelephony.builder()
                .scheduler(scheduler)
                .apiKey(settings.apiKey())
                .publicKey(settings.publicKey())
                .connection(settings.connection())
                .number(settings.number())
                .publicUrl(settings.webhooks())
                .baseUrl(settings.api())
                .assistant(order -> Optional.of(settings.assistant()).filter(id -> !id.isEmpty()))
                .incomingCalls(IncomingCalls.to(TENANT, QUEUE))
                .build();
        kept = ExampleStore.open(settings.database(), scheduler);
        engine = Callyard.builder()
                .scheduler(scheduler)
                .store(kept.store())
                .carrier(telnyx)
                .build();
    }

    /** Begins to make and take calls. */
    void open() {
        engine.start();
        engine.inbound().define(TENANT, QUEUE, QueueSettings.named("Front desk"));
        if (!device.isEmpty()) {
            open = true;
            engine.agents().register(TENANT, YOU, AgentProfile.of("You", QUEUE).rungAt(device));
            engine.agents().setPresence(TENANT, YOU, Presence.AVAILABLE);
            beat();
        }
    }

    private void beat() {
        if (open) {
            engine.agents().heartbeat(TENANT, YOU);
            scheduler.schedule(HEARTBEAT, this::beat);
        }
    }

    /** Calls somebody, and says what came of it. */
    String call(PhoneNumber number) {
        Admission admission =
                engine.calls().place(CallRequest.direct(TENANT, number).build());
        if (admission instanceof Admission.Started started) {
            return "Telnyx is being asked to call " + number.masked() + ", as call "
                    + started.call().id() + ".";
        } else if (admission instanceof Admission.Queued queued) {
            return "The call to " + number.masked() + " waits: "
                    + queued.reason().text() + ".";
        } else if (admission instanceof Admission.Refused refused) {
            return "The call is not allowed: " + refused.reason() + ".";
        }
        throw new IllegalStateException("a call outside of a transaction is started, waits or is refused");
    }

    Callyard engine() {
        return engine;
    }

    CarrierWebhooks webhooks() {
        return telnyx;
    }

    @Override
    public void close() {
        open = false;
        engine.close();
        kept.close();
    }
}
