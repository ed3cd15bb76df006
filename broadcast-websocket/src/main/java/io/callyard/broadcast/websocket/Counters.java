package io.callyard.broadcast.websocket;

import java.util.concurrent.atomic.LongAdder;

/** Counts what has happened to sockets since the start. Safe for many threads. */
final class Counters {
    final LongAdder opened = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder tooSlow = new LongAdder();
    final LongAdder tokensLost = new LongAdder();
    final LongAdder failedMessages = new LongAdder();
}
