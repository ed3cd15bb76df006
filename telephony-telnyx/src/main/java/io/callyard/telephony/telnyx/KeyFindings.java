package io.callyard.telephony.telnyx;

import io.callyard.spi.carrier.SetupFinding;
import io.callyard.telephony.http.HttpOutcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Says whether webhooks will pass the check of their signatures. */
final class KeyFindings {
    private static final String ADVICE = "Copy it again from the portal, under Keys & Credentials > Public Key";

    private KeyFindings() {}

    /**
     * Compares the account's key with those that were configured.
     *
     * @param outcome what was answered about the account's
     */
    static SetupFinding of(HttpOutcome outcome, List<String> configured) {
        List<SigningKey> ours = new ArrayList<>();
        for (String key : configured) {
            try {
                ours.add(SigningKey.parse(key));
            } catch (IllegalArgumentException e) {
                return SetupFinding.wrong(TelnyxCheck.PUBLIC_KEY, String.valueOf(e.getMessage()), ADVICE);
            }
        }
        Optional<SigningKey> theirs = outcome instanceof HttpOutcome.Answered answer && answer.isSuccess()
                ? answer.json().flatMap(body -> read(body.get("data").text("public", "")))
                : Optional.empty();
        if (theirs.isEmpty()) {
            return SetupFinding.unknown(
                    TelnyxCheck.PUBLIC_KEY,
                    "it is a key, but Telnyx did not tell whether it is the account's",
                    "Compare it with the portal's: if it is another, every webhook is refused");
        }
        return ours.contains(theirs.get())
                ? SetupFinding.ok(TelnyxCheck.PUBLIC_KEY, "it is the account's")
                : SetupFinding.wrong(
                        TelnyxCheck.PUBLIC_KEY, "it is not the account's: every webhook would be refused", ADVICE);
    }

    /** With or without what usually stands before the 32 bytes. */
    private static Optional<SigningKey> read(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64.strip());
            int from = Math.max(0, bytes.length - 32);
            byte[] raw = Arrays.copyOfRange(bytes, from, bytes.length);
            return Optional.of(SigningKey.parse(Base64.getEncoder().encodeToString(raw)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
