package io.callyard.broadcast.websocket;

import io.callyard.broadcast.Broadcaster;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.wire.EventFrames;

/**
 * What all sockets share.
 *
 * @param broadcaster reads the log
 * @param identities says who somebody is
 * @param scheduler time and threads
 * @param settings how sockets behave
 * @param messages handles what clients send
 * @param frames how events look
 * @param open the sockets that are open
 * @param figures counts
 */
record SocketParts(
        Broadcaster broadcaster,
        Identities identities,
        Scheduler scheduler,
        SocketSettings settings,
        ClientMessages messages,
        EventFrames frames,
        OpenSockets open,
        Counters figures) {}
