package io.callyard.telephony.telnyx;

import io.callyard.model.PhoneNumber;
import io.callyard.spi.carrier.SetupFinding;
import io.callyard.telephony.http.HttpOutcome;
import io.callyard.telephony.http.JsonValue;
import java.util.Optional;

/** Says whether a number is ours, and whether calls to it go to the connection. */
final class NumberFindings {
    private NumberFindings() {}

    /** Judges what was answered about a number. */
    static SetupFinding of(PhoneNumber number, HttpOutcome outcome, String connection) {
        if (!(outcome instanceof HttpOutcome.Answered answer) || !answer.isSuccess()) {
            return SetupFinding.unknown(
                    TelnyxCheck.NUMBER,
                    "Telnyx was not to be asked about " + number.masked() + ", " + AccountQuestions.describe(outcome),
                    "Mend the API key first");
        }
        Optional<JsonValue> found = answer.json()
                .flatMap(body -> body.list("data").stream()
                        .filter(item -> item.text("phone_number", "").equals(number.e164()))
                        .findFirst());
        if (found.isEmpty()) {
            return SetupFinding.wrong(
                    TelnyxCheck.NUMBER,
                    number.masked() + " is none of the account's numbers",
                    "Buy it, or name one that you have");
        }
        String status = found.get().text("status", "active");
        if (!status.equals("active")) {
            return SetupFinding.wrong(
                    TelnyxCheck.NUMBER,
                    number.masked() + " is not active"
                            + (status.matches("[a-z_]{1,40}") ? ", but " + status.replace('_', ' ') : ""),
                    "Wait, or look at the number's order in the portal");
        }
        return found.get().text("connection_id", "").equals(connection)
                ? SetupFinding.ok(TelnyxCheck.NUMBER, number.masked() + " belongs to the connection")
                : SetupFinding.wrong(
                        TelnyxCheck.NUMBER,
                        "calls to " + number.masked() + " go to another connection, or nowhere",
                        "In the portal, under Numbers > My numbers, choose the application as the number's connection");
    }
}
