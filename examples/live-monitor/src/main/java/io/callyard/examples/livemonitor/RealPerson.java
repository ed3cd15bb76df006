package io.callyard.examples.livemonitor;

import io.callyard.Callyard;
import io.callyard.model.AgentId;
import io.callyard.model.inbound.Presence;
import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The only agent of a real account: whoever runs the demo, at his own telephone, always there. */
final class RealPerson {
    private static final AgentId YOU = new AgentId("you");
    private static final Duration HEARTBEAT = Duration.ofSeconds(20);

    private final Scheduler scheduler;
    private final @Nullable String device;
    private volatile boolean there;

    /** Nobody is there yet. */
    RealPerson(Scheduler scheduler, @Nullable String device) {
        this.scheduler = scheduler;
        this.device = device;
    }

    void open(Callyard engine) {
        if (device != null) {
            there = true;
            engine.agents()
                    .register(Demo.TENANT, YOU, SupportQueues.everywhere("You").rungAt(device));
            engine.agents().setPresence(Demo.TENANT, YOU, Presence.AVAILABLE);
            beat(engine);
        }
    }

    void leave() {
        there = false;
    }

    private void beat(Callyard engine) {
        if (there) {
            engine.agents().heartbeat(Demo.TENANT, YOU);
            scheduler.schedule(HEARTBEAT, () -> beat(engine));
        }
    }
}
