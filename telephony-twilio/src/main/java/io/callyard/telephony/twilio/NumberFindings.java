package io.callyard.telephony.twilio;

import io.callyard.model.PhoneNumber;
import io.callyard.spi.carrier.SetupFinding;
import io.callyard.telephony.http.HttpOutcome;
import io.callyard.telephony.http.JsonValue;
import java.util.List;
import java.util.Optional;

/** Says whether a number is ours, and whether calls to it come to the driver. */
final class NumberFindings {
    private static final String CONSOLE = "In the console, under Phone Numbers > Manage > Active numbers > Voice, ";

    private final String publicUrl;

    /**
     * Compares with where webhooks have to come to.
     *
     * @param publicUrl without a slash at its end
     */
    NumberFindings(String publicUrl) {
        this.publicUrl = publicUrl;
    }

    /** Judges what was answered about a number. */
    List<SetupFinding> of(PhoneNumber number, HttpOutcome outcome) {
        if (!(outcome instanceof HttpOutcome.Answered answer) || !answer.isSuccess()) {
            return List.of(SetupFinding.unknown(
                    TwilioCheck.NUMBER,
                    "Twilio was not to be asked about " + number.masked() + ", " + TwilioApi.describe(outcome),
                    "Mend the credentials first"));
        }
        Optional<JsonValue> found = AccountQuestions.find(answer, number);
        return found.isEmpty()
                ? List.of(SetupFinding.wrong(
                        TwilioCheck.NUMBER,
                        number.masked() + " is none of the account's numbers",
                        "Buy it, or name one that you have. Only calls can be made from a verified caller id, and"
                                + " nobody can call it"))
                : List.of(
                        number(number, found.get()),
                        handler(number, found.get()),
                        address(
                                TwilioCheck.STATUS_CALLBACK,
                                number,
                                found.get().text("status_callback", ""),
                                found.get().text("status_callback_method", "POST"),
                                publicUrl + Path.LINE_STATUS.path()));
    }

    private static SetupFinding number(PhoneNumber number, JsonValue item) {
        // What is not told is taken for there.
        boolean voice = !item.get("capabilities").has("voice")
                || item.get("capabilities").isTrue("voice");
        if (!voice) {
            return SetupFinding.wrong(
                    TwilioCheck.NUMBER, number.masked() + " takes no calls", "Get a number with the capability Voice");
        }
        return item.text("voice_receive_mode", "voice").equals("fax")
                ? SetupFinding.wrong(
                        TwilioCheck.NUMBER, number.masked() + " takes faxes, not calls", CONSOLE + "accept voice calls")
                : SetupFinding.ok(TwilioCheck.NUMBER, number.masked() + " is one of the account's numbers");
    }

    private SetupFinding handler(PhoneNumber number, JsonValue item) {
        String other = !item.text("trunk_sid", "").isEmpty()
                ? "a SIP trunk"
                : !item.text("voice_application_sid", "").isEmpty() ? "a TwiML app" : "";
        return other.isEmpty()
                ? address(
                        TwilioCheck.VOICE_URL,
                        number,
                        item.text("voice_url", ""),
                        item.text("voice_method", "POST"),
                        publicUrl + Path.VOICE.path())
                : SetupFinding.wrong(
                        TwilioCheck.VOICE_URL,
                        "calls to " + number.masked() + " go to " + other,
                        CONSOLE + "configure with: Webhook, and set \"A call comes in\" to " + publicUrl
                                + Path.VOICE.path() + ", HTTP POST");
    }

    private static SetupFinding address(
            String setting, PhoneNumber number, String given, String method, String expected) {
        String advice = CONSOLE + "set \"" + setting + "\" to " + expected + ", HTTP POST";
        if (given.isEmpty()) {
            return SetupFinding.wrong(setting, "it is not set for " + number.masked(), advice);
        }
        int fragment = given.indexOf('#');
        if (!(fragment < 0 ? given : given.substring(0, fragment)).equals(expected)) {
            return SetupFinding.wrong(setting, "for " + number.masked() + " it leads to another address", advice);
        }
        return method.equals("POST")
                ? SetupFinding.ok(setting, "for " + number.masked() + " it leads here")
                : SetupFinding.wrong(setting, "for " + number.masked() + " its method is " + method, advice);
    }
}
