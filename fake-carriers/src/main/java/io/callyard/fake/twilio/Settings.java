package io.callyard.fake.twilio;

import io.callyard.fake.Faults;
import io.callyard.fake.Party;
import io.callyard.fake.WebhookSender;
import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link FakeTwilio} was built with; {@link FakeTwilioBuilder} explains each.
 *
 * @param keys the secret of each user name
 * @param callerIds whom calls may come from; empty: anybody
 * @param numbers the account's own numbers
 * @param refusals the error code that calls to an address are refused with
 */
record Settings(
        Scheduler scheduler,
        String accountSid,
        String authToken,
        Map<String, String> keys,
        double callsPerSecond,
        int maxConcurrentCalls,
        int queueSize,
        Duration listingLag,
        Duration statusLag,
        Duration answerDelay,
        Duration setUpTime,
        Duration detectionTime,
        Set<String> callerIds,
        Map<String, OwnNumber> numbers,
        Function<String, Party> parties,
        Function<String, Optional<Integer>> refusals,
        Faults faults,
        WebhookSender webhooks) {
    Settings {
        keys = Map.copyOf(keys);
        callerIds = Set.copyOf(callerIds);
        numbers = Map.copyOf(numbers);
    }

    /**
     * A number that people can call.
     *
     * @param sid its id
     * @param voiceUrl asked for a document when somebody calls
     * @param statusCallback told when such a call is over
     */
    record OwnNumber(String sid, String voiceUrl, @Nullable String statusCallback) {}

    /** Names nothing that is secret. */
    @Override
    public String toString() {
        return "settings of " + accountSid;
    }
}
