package io.callyard.fake;

import java.util.concurrent.CompletionStage;

/**
 * A carrier's API without a network. {@link LoopbackServer} puts it on a port; {@link InProcessClient} spares even
 * that, and lets it live in virtual time.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
@FunctionalInterface
public interface FakeCarrier {
    /**
     * Answers a request.
     *
     * @return done with the answer; never done where the fault is that none comes; failed with an {@link
     *     java.io.IOException} where the connection breaks or is refused
     */
    CompletionStage<FakeResponse> handle(FakeRequest request);
}
