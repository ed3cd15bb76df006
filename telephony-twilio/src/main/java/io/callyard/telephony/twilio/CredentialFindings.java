package io.callyard.telephony.twilio;

import io.callyard.spi.carrier.SetupFinding;
import io.callyard.telephony.http.HttpOutcome;
import java.util.List;

/** Says whether an account was let in. */
final class CredentialFindings {
    private CredentialFindings() {}

    /**
     * Judges what came of the first question.
     *
     * @param usesKey whether it was asked with an API key
     */
    static List<SetupFinding> of(HttpOutcome outcome, boolean usesKey) {
        SetupFinding credentials = credentials(outcome);
        return usesKey
                ? List.of(
                        credentials,
                        SetupFinding.unknown(
                                TwilioCheck.AUTH_TOKEN,
                                "the API key was asked with, so nothing shows that the token is right",
                                "Compare it with the console: if it is wrong, every webhook is refused"))
                : List.of(credentials);
    }

    private static SetupFinding credentials(HttpOutcome outcome) {
        if (!(outcome instanceof HttpOutcome.Answered answer)) {
            return SetupFinding.unknown(
                    TwilioCheck.CREDENTIALS,
                    "Twilio was not reached, " + TwilioApi.describe(outcome),
                    "Let this machine make https requests to api.twilio.com");
        }
        if (answer.isSuccess()) {
            return SetupFinding.ok(TwilioCheck.CREDENTIALS, "Twilio takes them");
        }
        return switch (answer.status()) {
            case 401, 403 ->
                SetupFinding.wrong(
                        TwilioCheck.CREDENTIALS,
                        "Twilio refuses them, " + TwilioApi.describe(outcome),
                        "Copy the account SID and the auth token again from the console's first page; those of test"
                                + " credentials and of other accounts do not do");
            case 404 ->
                SetupFinding.wrong(
                        TwilioCheck.CREDENTIALS,
                        "there is no such account, " + TwilioApi.describe(outcome),
                        "Copy the account SID again; accounts of a region are found at the region's address only");
            default ->
                SetupFinding.unknown(
                        TwilioCheck.CREDENTIALS, "Twilio answers " + TwilioApi.describe(outcome), "Ask again later");
        };
    }
}
