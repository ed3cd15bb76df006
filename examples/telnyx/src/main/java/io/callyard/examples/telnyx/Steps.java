package io.callyard.examples.telnyx;

import io.callyard.examples.telnyx.Step.Row;
import io.callyard.telephony.telnyx.TelnyxCheck;
import java.util.List;

/** The way from an empty account to the first calls, with this server's own addresses filled in. */
final class Steps {
    private Steps() {}

    /** Returns the steps. */
    static List<Step> of(Environment environment) {
        return List.of(account(), address(environment), application(environment), number(), here());
    }

    private static Step account() {
        return new Step(
                "An account",
                List.of(
                        "Sign up at telnyx.com and add some money. In the portal, make a key under API Keys, and copy the"
                                + " account's public key from Keys & Credentials > Public Key: put both into the"
                                + " environment of this server and start it again. Whoever has the API key can call at"
                                + " your expense: it belongs in no file that is shared.",
                        "A new account has two calls at once, and is limited in whom it calls until it is verified."),
                List.of(
                        new Row(
                                Environment.API_KEY,
                                "begins with KEY, a secret",
                                Environment.API_KEY,
                                TelnyxCheck.CREDENTIALS),
                        new Row(
                                Environment.PUBLIC_KEY,
                                "44 characters, the last of which is =",
                                Environment.PUBLIC_KEY,
                                TelnyxCheck.PUBLIC_KEY),
                        new Row("what the account may do", "as above", "", TelnyxCheck.PERMISSIONS)));
    }

    private static Step address(Environment environment) {
        return new Step(
                "An address on the internet",
                List.of(
                        "Telnyx tells this server what happens on each call, so it has to reach it. A tunnel will do for"
                                + " a try: for instance \"ngrok http " + environment.port()
                                + "\" or \"cloudflared tunnel --url"
                                + " http://localhost:" + environment.port() + "\", whose https address goes into the"
                                + " environment. No other path, no redirect."),
                List.of(
                        new Row(
                                Environment.PUBLIC_URL,
                                "https:// and a host without an underscore, no path",
                                Environment.PUBLIC_URL,
                                TelnyxCheck.PUBLIC_URL),
                        new Row(
                                "what is behind it",
                                "this server: an unsigned webhook is refused with 401",
                                "",
                                TelnyxCheck.WEBHOOKS)));
    }

    private static Step application(Environment environment) {
        return new Step(
                "A Call Control application",
                List.of("In the portal, under Voice > Programmable Voice, make an application (older pages say"
                        + " connection). Its id goes into the environment. To make calls it needs an outbound voice"
                        + " profile, which says to which countries. It must belong to this engine alone."),
                List.of(
                        new Row(
                                Environment.CONNECTION,
                                "digits, the application's id",
                                Environment.CONNECTION,
                                TelnyxCheck.CONNECTION),
                        new Row("Webhook URL", environment.webhooks(), "", TelnyxCheck.WEBHOOK_URL),
                        new Row("Webhook failover URL", "empty", "", TelnyxCheck.FAILOVER_URL),
                        new Row("Webhook API version", "API v2", "", TelnyxCheck.API_VERSION),
                        new Row("Webhook timeout", "empty, or 5 s", "", TelnyxCheck.WEBHOOK_TIMEOUT),
                        new Row("Command timeout (first command timeout)", "on, 30 s", "", TelnyxCheck.FIRST_COMMAND),
                        new Row("Outbound voice profile", "one of yours", "", TelnyxCheck.OUTBOUND_PROFILE)));
    }

    private static Step number() {
        return new Step(
                "A number",
                List.of("Buy one under Numbers > Search & buy numbers, and choose the application as its connection."
                        + " Calls are made from it, and people call it."),
                List.of(new Row(
                        Environment.NUMBER, "+ and digits, without spaces", Environment.NUMBER, TelnyxCheck.NUMBER)));
    }

    private static Step here() {
        return new Step(
                "You, and this machine",
                List.of(
                        "You are the only agent; where no telephone is set, callers wait. Yours must not be the one that"
                                + " you call from: it would be busy.",
                        "If an assistant is to talk to people whom you call, make one in the portal under AI"
                                + " Assistants."),
                List.of(
                        new Row(
                                Environment.AGENT,
                                "your telephone, + and digits; or sip:USER@HOST",
                                Environment.AGENT,
                                ""),
                        new Row(Environment.ASSISTANT, "an assistant's id, or nothing", Environment.ASSISTANT, ""),
                        new Row("clock", "right to 5 seconds", "", TelnyxCheck.CLOCK),
                        new Row("JVM", "sends each request once", "", TelnyxCheck.JVM)));
    }
}
