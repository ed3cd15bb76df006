/**
 * What the engine looks like outside, shared by those who let it out: how events are written, and the
 * tickets by which a browser opens a socket.
 */
// Those it is opened to are compiled after it.
@SuppressWarnings("module")
module io.callyard.wire {
    requires transitive io.callyard.core;
    requires com.fasterxml.jackson.core;
    requires static transitive org.jspecify;

    exports io.callyard.ticket;
    exports io.callyard.wire to
            io.callyard.web,
            io.callyard.broadcast.websocket;
}
