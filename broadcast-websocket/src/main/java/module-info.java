/** Live events over WebSocket, on any Jakarta container. */
module io.callyard.broadcast.websocket {
    requires transitive io.callyard.core;
    requires transitive io.callyard.wire;
    requires transitive jakarta.websocket;
    requires com.fasterxml.jackson.core;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.callyard.broadcast.websocket;
}
