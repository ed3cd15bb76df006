package io.callyard.examples.twilio;

import io.callyard.examples.twilio.Step.Row;
import io.callyard.telephony.twilio.TwilioCheck;
import java.util.List;

/** The way from an empty account to the first calls, with this server's own addresses filled in. */
final class Steps {
    private Steps() {}

    /** Returns the steps. */
    static List<Step> of(Environment environment) {
        return List.of(account(), number(), address(environment), console(environment), here());
    }

    private static Step account() {
        return new Step(
                "An account",
                List.of(
                        "Sign up at twilio.com. The console's first page shows the account SID and the auth token: put"
                                + " both into the environment of this server and start it again. Whoever has the token"
                                + " can call at your expense: it belongs in no file that is shared.",
                        "A trial account calls only numbers that you have verified (Phone Numbers > Manage > Verified"
                                + " caller IDs), and says so before each call. Countries other than your own are"
                                + " switched on under Voice > Settings > Geo permissions."),
                List.of(
                        new Row(
                                Environment.ACCOUNT_SID,
                                "AC and 32 hexadecimal digits",
                                Environment.ACCOUNT_SID,
                                TwilioCheck.CREDENTIALS),
                        new Row(Environment.AUTH_TOKEN, "the auth token, a secret", Environment.AUTH_TOKEN, ""),
                        new Row("what the account may do", "as above", "", TwilioCheck.PERMISSIONS)));
    }

    private static Step number() {
        return new Step(
                "A number",
                List.of("Buy one under Phone Numbers > Buy a number, with the capability Voice. Calls are made from it,"
                        + " and people call it."),
                List.of(new Row(
                        Environment.NUMBER, "+ and digits, without spaces", Environment.NUMBER, TwilioCheck.NUMBER)));
    }

    private static Step address(Environment environment) {
        return new Step(
                "An address on the internet",
                List.of("Twilio asks this server what each call is to do, so it has to reach it. A tunnel will do for a"
                        + " try: for instance \"ngrok http " + environment.port() + "\" or \"cloudflared tunnel --url"
                        + " http://localhost:" + environment.port() + "\", whose https address goes into the"
                        + " environment. Signatures cover the address, so it has to be exactly the one that Twilio"
                        + " calls: no other host, no other path, no redirect."),
                List.of(
                        new Row(
                                Environment.PUBLIC_URL,
                                "https:// and a host without an underscore, no path",
                                Environment.PUBLIC_URL,
                                TwilioCheck.PUBLIC_URL),
                        new Row(
                                "what is behind it",
                                "this server: an unsigned webhook is refused with 403",
                                "",
                                TwilioCheck.WEBHOOKS)));
    }

    private static Step console(Environment environment) {
        return new Step(
                "The number's settings",
                List.of("Under Phone Numbers > Manage > Active numbers > your number > Voice Configuration: configure"
                        + " with \"Webhook, TwiML Bin, Function, Studio Flow, Proxy Service\". Without the second"
                        + " address, nobody hears of callers who hang up while nothing else is asked about them."),
                List.of(
                        new Row(
                                "A call comes in",
                                "Webhook, " + environment.webhooks() + "/voice, HTTP POST",
                                "",
                                TwilioCheck.VOICE_URL),
                        new Row(
                                "Call status changes",
                                environment.webhooks() + "/line-status, HTTP POST",
                                "",
                                TwilioCheck.STATUS_CALLBACK)));
    }

    private static Step here() {
        return new Step(
                "You, and this machine",
                List.of(
                        "You are the only agent; where no telephone is set, callers wait. Yours must not be the one that"
                                + " you call from: it would be busy. On a trial account it has to be verified, too."),
                List.of(
                        new Row(
                                Environment.AGENT,
                                "your telephone, + and digits; or client:NAME, or sip:USER@HOST",
                                Environment.AGENT,
                                ""),
                        new Row("clock", "right to 5 seconds", "", TwilioCheck.CLOCK),
                        new Row("JVM", "sends each request once", "", TwilioCheck.JVM)));
    }
}
