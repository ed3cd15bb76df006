package io.callyard.fake.telnyx;

import io.callyard.fake.Party;
import io.callyard.fake.WebhookSender;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a {@link FakeTelnyxBuilder} was told. */
record Settings(
        String apiKey,
        String connectionId,
        Function<String, Party> parties,
        Predicate<String> missingAudio,
        boolean sideEvents,
        Delivering delivering,
        Limits limits,
        Timing timing,
        Talking talking) {

    /** How webhooks are brought. */
    record Delivering(
            WebhookSender sender,
            Signer signer,
            @Nullable URI url,
            @Nullable URI failoverUrl,
            Duration timeout,
            List<Duration> retries) {}

    /** How much the carrier takes, and how well it remembers. */
    record Limits(
            int dialsPerSecond,
            int concurrentCalls,
            Duration listingLag,
            Duration commandWindow,
            boolean refusedCommandIdsAreUsed) {}

    /** How long things take. */
    record Timing(Duration setup, Duration detection, Duration firstCommand, Duration answerSettling) {}

    /** What assistants say. */
    record Talking(Function<String, List<ScriptedTurn>> scripts, boolean hangsUp, String historyEvent) {}
}
