/** The engine: queue, limits, campaigns and broadcast over any store and carrier. */
module io.callyard.core {
    requires transitive io.callyard.spi;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.callyard;
    exports io.callyard.agent;
    exports io.callyard.announce;
    exports io.callyard.callback;
    exports io.callyard.feature;
    exports io.callyard.inbound;
    exports io.callyard.lead;
    exports io.callyard.routing;
    exports io.callyard.outbound;
    exports io.callyard.campaign;
    exports io.callyard.broadcast;
    exports io.callyard.estimate;
    exports io.callyard.memory;
}
