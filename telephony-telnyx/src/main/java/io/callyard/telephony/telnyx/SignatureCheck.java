package io.callyard.telephony.telnyx;

import io.callyard.spi.carrier.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a webhook comes from Telnyx: Ed25519 with the account's key over the time it was sent, a bar, and the raw
 * body. What is older, or newer, than five minutes is refused, so that nothing can be played again later. Without a key
 * nothing is authentic.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class SignatureCheck {
    private static final String SIGNATURE = "telnyx-signature-ed25519";
    private static final String TIMESTAMP = "telnyx-timestamp";
    private static final Duration MOST_OFF = Duration.ofMinutes(5);

    /** ASCII digits only, and no more than an instant can take. */
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

    private final List<SigningKey> keys;
    private final InstantSource clock;

    /**
     * Checks against keys.
     *
     * @param keys one, or several while the key is being changed
     * @param clock tells the time
     */
    SignatureCheck(List<SigningKey> keys, InstantSource clock) {
        this.keys = List.copyOf(keys);
        this.clock = clock;
    }

    /** Returns why a request is not authentic; empty if it is. */
    Optional<String> objection(WebhookRequest request) {
        String timestamp = request.header(TIMESTAMP).orElse("");
        String given = request.header(SIGNATURE).orElse("");
        if (given.isEmpty() || timestamp.isEmpty()) {
            return Optional.of("no signature");
        }
        if (!SECONDS.matcher(timestamp).matches()) {
            return Optional.of("the timestamp is no number");
        }
        Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
        if (Duration.between(sent, clock.instant()).abs().compareTo(MOST_OFF) > 0) {
            return Optional.of("the timestamp is too far off");
        }
        byte[] signature = decoded(given);
        if (signature == null || signature.length != SigningKey.SIGNATURE_BYTES) {
            return Optional.of("the signature is malformed");
        }
        byte[] message = signed(timestamp, request.body());
        return keys.stream().anyMatch(key -> key.hasSigned(message, signature))
                ? Optional.empty()
                : Optional.of("the signature does not match");
    }

    private static byte @Nullable [] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static byte[] signed(String timestamp, byte[] body) {
        byte[] head = (timestamp + "|").getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    /** Says how many keys there are, not which. */
    @Override
    public String toString() {
        return "SignatureCheck[" + keys.size() + " keys]";
    }
}
