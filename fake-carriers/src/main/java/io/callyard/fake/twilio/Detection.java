package io.callyard.fake.twilio;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * That it is to be found out who answered.
 *
 * @param untilMessageEnds whether to wait for the end of a machine's message
 * @param timeout when to give up
 * @param async whether the call goes on meanwhile
 * @param callback told the verdict, if it goes on
 * @param method how
 */
record Detection(
        boolean untilMessageEnds,
        Duration timeout,
        boolean async,
        @Nullable String callback,
        String method) {}
