/**
 * All that a plug-in author has to read: values, state machines, events and ports. Depends on the
 * JDK and JSpecify only.
 */
module io.callyard.spi {
    requires static transitive org.jspecify;

    exports io.callyard.audit;
    exports io.callyard.model;
    exports io.callyard.model.inbound;
    exports io.callyard.model.lead;
    exports io.callyard.event;
    exports io.callyard.machine;
    exports io.callyard.machine.inbound;
    exports io.callyard.spi.agent;
    exports io.callyard.spi.announce;
    exports io.callyard.spi.carrier;
    exports io.callyard.spi.feature;
    exports io.callyard.spi.policy;
    exports io.callyard.spi.scheduling;
    exports io.callyard.spi.security;
    exports io.callyard.spi.store;
}
