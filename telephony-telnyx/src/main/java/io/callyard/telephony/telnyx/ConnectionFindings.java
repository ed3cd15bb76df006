package io.callyard.telephony.telnyx;

import io.callyard.spi.carrier.SetupFinding;
import io.callyard.telephony.http.HttpOutcome;
import io.callyard.telephony.http.JsonValue;
import java.net.URI;
import java.util.List;

/** Says whether a connection, a Call Control application, is set up for the driver. */
final class ConnectionFindings {
    private static final String PORTAL = "In the portal, under Voice > Programmable Voice, in the application, ";

    /** Below this, webhooks are brought again while they are still being kept. */
    private static final int LEAST_WEBHOOK_SECONDS = 2;

    /** Below this, a store that is slow for a moment costs callers. */
    private static final int LEAST_COMMAND_SECONDS = 10;

    private final String publicUrl;

    /** Compares with where webhooks have to come to. */
    ConnectionFindings(URI publicUrl) {
        this.publicUrl = publicUrl.toString();
    }

    /** Judges what was answered about the connection: whether we are let in. */
    static SetupFinding credentials(HttpOutcome outcome) {
        String said = AccountQuestions.describe(outcome);
        if (!(outcome instanceof HttpOutcome.Answered answer)) {
            return SetupFinding.unknown(
                    TelnyxCheck.CREDENTIALS,
                    "Telnyx was not reached, " + said,
                    "Let this machine make https requests to api.telnyx.com");
        }
        return switch (answer.status()) {
            case 200, 404 -> SetupFinding.ok(TelnyxCheck.CREDENTIALS, "Telnyx takes it");
            case 401, 403 ->
                SetupFinding.wrong(
                        TelnyxCheck.CREDENTIALS,
                        "Telnyx refuses it, " + said,
                        "Make a key of API version 2 in the portal, under API Keys; it begins with KEY");
            default -> SetupFinding.unknown(TelnyxCheck.CREDENTIALS, "Telnyx answers " + said, "Ask again later");
        };
    }

    /** Judges what was answered about the connection: each of its settings. */
    List<SetupFinding> of(HttpOutcome outcome) {
        if (outcome instanceof HttpOutcome.Answered answer && answer.status() == 404) {
            return List.of(SetupFinding.wrong(
                    TelnyxCheck.CONNECTION,
                    "there is no such application",
                    "Copy the id of a Call Control application (Voice API application); SIP connections and TeXML"
                            + " applications do not do"));
        }
        JsonValue data = outcome instanceof HttpOutcome.Answered answer && answer.isSuccess()
                ? answer.json().map(body -> body.get("data")).orElse(null)
                : null;
        if (data == null || !data.isObject()) {
            return List.of(SetupFinding.unknown(
                    TelnyxCheck.CONNECTION,
                    "Telnyx was not to be asked about it, " + AccountQuestions.describe(outcome),
                    "Mend the API key first"));
        }
        return List.of(
                active(data),
                apiVersion(data),
                webhookUrl(data),
                failoverUrl(data),
                webhookTimeout(data),
                firstCommand(data),
                outboundProfile(data));
    }

    private static SetupFinding active(JsonValue data) {
        return data.has("active") && !data.isTrue("active")
                ? SetupFinding.wrong(TelnyxCheck.CONNECTION, "it is switched off", PORTAL + "switch it on")
                : SetupFinding.ok(TelnyxCheck.CONNECTION, "it is there and switched on");
    }

    private static SetupFinding apiVersion(JsonValue data) {
        String version = data.text("webhook_api_version", "");
        return version.equals("2")
                ? SetupFinding.ok(TelnyxCheck.API_VERSION, "it is 2")
                : SetupFinding.wrong(
                        TelnyxCheck.API_VERSION,
                        version.equals("1") ? "it is 1, whose webhooks nobody here understands" : "it is not told",
                        PORTAL + "set the webhook API version to API v2");
    }

    private SetupFinding webhookUrl(JsonValue data) {
        return isOurs(data.text("webhook_event_url", ""))
                ? SetupFinding.ok(TelnyxCheck.WEBHOOK_URL, "it leads here")
                : SetupFinding.wrong(
                        TelnyxCheck.WEBHOOK_URL,
                        data.text("webhook_event_url", "").isEmpty() ? "it is not set" : "it leads to another address",
                        PORTAL + "set it to " + publicUrl);
    }

    private SetupFinding failoverUrl(JsonValue data) {
        String given = data.text("webhook_event_failover_url", "");
        return given.isEmpty() || isOurs(given)
                ? SetupFinding.ok(TelnyxCheck.FAILOVER_URL, given.isEmpty() ? "it is empty" : "it leads here, too")
                : SetupFinding.wrong(
                        TelnyxCheck.FAILOVER_URL,
                        "it leads to another address: what could not be kept would be lost there",
                        PORTAL + "empty it, or set it to another way to " + publicUrl);
    }

    private static SetupFinding webhookTimeout(JsonValue data) {
        String seconds = data.text("webhook_timeout_secs", "");
        return seconds.matches("[0-9]{1,4}") && Integer.parseInt(seconds) < LEAST_WEBHOOK_SECONDS
                ? SetupFinding.wrong(
                        TelnyxCheck.WEBHOOK_TIMEOUT,
                        "it is " + seconds + " s: webhooks are brought again while they are still being kept",
                        PORTAL + "set it to 5 s")
                : SetupFinding.ok(
                        TelnyxCheck.WEBHOOK_TIMEOUT, seconds.isEmpty() ? "Telnyx's own" : "it is " + seconds + " s");
    }

    private static SetupFinding firstCommand(JsonValue data) {
        String advice = PORTAL + "switch on the command timeout, 30 s";
        if (!data.isTrue("first_command_timeout")) {
            return SetupFinding.wrong(
                    TelnyxCheck.FIRST_COMMAND,
                    "it is off: a caller about whom nothing is commanded, as when every node is down, rings on",
                    advice);
        }
        String seconds = data.text("first_command_timeout_secs", "");
        return seconds.matches("[0-9]{1,4}") && Integer.parseInt(seconds) < LEAST_COMMAND_SECONDS
                ? SetupFinding.wrong(
                        TelnyxCheck.FIRST_COMMAND,
                        "it is " + seconds + " s: callers are lost when the store is slow for a moment",
                        advice)
                : SetupFinding.ok(
                        TelnyxCheck.FIRST_COMMAND, seconds.isEmpty() ? "it is on" : "it is " + seconds + " s");
    }

    private static SetupFinding outboundProfile(JsonValue data) {
        return data.get("outbound").text("outbound_voice_profile_id", "").isEmpty()
                ? SetupFinding.wrong(
                        TelnyxCheck.OUTBOUND_PROFILE,
                        "there is none, so no calls can be made",
                        PORTAL + "under Outbound, choose an outbound voice profile that allows the countries you call")
                : SetupFinding.ok(TelnyxCheck.OUTBOUND_PROFILE, "there is one");
    }

    private boolean isOurs(String given) {
        return withoutSlash(given).equals(withoutSlash(publicUrl));
    }

    private static String withoutSlash(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }
}
