package io.callyard.spi.announce;

import io.callyard.model.TenantId;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.Utterance;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Gives what a caller hears first: his name, news about his order, a recording of the branch he called.
 *
 * <p>It never costs the caller anything. While he waits for it he stands in line already; the engine limits the time
 * of an answer, and where this throws, answers null, fails or is late, he hears the standard welcome instead. An answer
 * that comes too late is not used. It may be asked twice for one caller, so it must not have an effect of its own.
 *
 * <p><b>Threads.</b> Safe for many threads; it may block, outside any transaction. One that hangs keeps a worker of the
 * engine's busy, nothing else.
 */
@FunctionalInterface
public interface GreetingSource {
    /**
     * Returns what to say to somebody.
     *
     * @param tenant whose queue it is
     * @param caller who has come, with what is known about him; also somebody who is called back, when he answers
     * @return what he hears; empty for the standard welcome
     */
    CompletionStage<Optional<Utterance>> greetingFor(TenantId tenant, Caller caller);

    /** Everybody hears the standard welcome. */
    static GreetingSource standard() {
        return (tenant, caller) -> CompletableFuture.completedStage(Optional.empty());
    }
}
