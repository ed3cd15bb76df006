/** HTTP for the engine: one servlet with REST, the event stream, health and the live monitor. */
module io.callyard.web {
    requires transitive io.callyard.core;
    requires transitive io.callyard.wire;
    requires transitive jakarta.servlet;
    requires com.fasterxml.jackson.core;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.callyard.web;
}
