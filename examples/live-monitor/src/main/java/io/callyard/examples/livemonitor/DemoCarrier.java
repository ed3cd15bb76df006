package io.callyard.examples.livemonitor;

import io.callyard.Callyard;
import io.callyard.CallyardBuilder;
import io.callyard.spi.carrier.CarrierWebhooks;
import java.util.Map;

/** Who makes the demo's calls, and who is at the other ends of them. */
interface DemoCarrier extends AutoCloseable {
    /** Adds itself, and what goes with it, to an engine that is being made. */
    void join(CallyardBuilder engine);

    /** Returns who takes webhooks, by the name in their path. */
    Map<String, CarrierWebhooks> webhooks();

    /** Says who it is, for the console. */
    String words();

    /** Returns whether the people that it calls are real. */
    boolean isReal();

    /** Lets agents come to work and callers call. */
    void open(Callyard engine);

    /** Nobody calls any more, and the agents go home. */
    void leave();

    /** Ends it, after the engine. */
    @Override
    void close();
}
