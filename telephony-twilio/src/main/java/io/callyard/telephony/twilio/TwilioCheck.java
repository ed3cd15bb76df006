package io.callyard.telephony.twilio;

import io.callyard.spi.carrier.SetupFinding;
import io.callyard.telephony.http.CarrierHttp;
import io.callyard.telephony.http.SetupProbe;
import io.callyard.telephony.http.SetupProbe.Notice;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Looks whether an account at Twilio, its numbers and this machine are set up for a {@link TwilioTelephony}: the
 * mistakes that otherwise show as calls about which nobody ever hears. It only asks; nothing is changed anywhere, and
 * nobody is called.
 *
 * <pre>{@code
 * List<SetupFinding> findings = scheduler.await(
 *         TwilioCheck.builder()
 *                 .scheduler(scheduler)
 *                 .credentials(accountSid, authToken)
 *                 .number(PhoneNumber.parse("+15550100100"))
 *                 .publicUrl(URI.create("https://calls.example.com/webhooks/twilio"))
 *                 .build()
 *                 .run(),
 *         Duration.ofSeconds(30));
 * }</pre>
 *
 * <p>Whether the public address is reached is asked from here, by a webhook that nobody has signed: the server has to
 * run meanwhile, and counts it as refused.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public final class TwilioCheck {
    /** The account's id with its token, or with an API key. */
    public static final String CREDENTIALS = "credentials";

    /** The token that webhooks are signed with. */
    public static final String AUTH_TOKEN = "auth token";

    /** Whether the account has the number, and can call from it. */
    public static final String NUMBER = "number";

    /** Who takes calls to the number. */
    public static final String VOICE_URL = "a call comes in";

    /** Who is told that a call to the number is over. */
    public static final String STATUS_CALLBACK = "call status changes";

    /** What the public address looks like. */
    public static final String PUBLIC_URL = "public URL";

    /** Whether the public address leads to the driver. */
    public static final String WEBHOOKS = "webhooks";

    /** This machine's clock. */
    public static final String CLOCK = "clock";

    /** This JVM. */
    public static final String JVM = "JVM";

    /** What the account may do: how fast, to where, and to whom. */
    public static final String PERMISSIONS = "permissions";

    private static final int REFUSED = 403;

    private final TwilioCheckBuilder.Values values;

    TwilioCheck(TwilioCheckBuilder.Values values) {
        this.values = values;
    }

    /** Begins to describe one. */
    public static TwilioCheckBuilder builder() {
        return new TwilioCheckBuilder();
    }

    /**
     * Looks.
     *
     * @return what was found, always in the same order. The stage does not fail
     */
    public CompletionStage<List<SetupFinding>> run() {
        Notice jvm = SetupProbe.jvm();
        List<SetupFinding> local =
                List.of(of(JVM, jvm), of(PUBLIC_URL, SetupProbe.shape(URI.create(values.publicUrl()))));
        if (jvm.verdict() != Notice.Verdict.GOOD) {
            return CompletableFuture.completedStage(with(
                    local,
                    List.of(SetupFinding.unknown(
                            CREDENTIALS, "nothing was asked, because of the JVM", "Ask again when that is mended"))));
        }
        CarrierHttp http = new CarrierHttp(values.client());
        return new AccountQuestions(http, values.access(), values.scheduler())
                .ask(values.numbers())
                .thenCombine(webhooks(http), (account, webhooks) -> with(with(local, webhooks), account(account)));
    }

    private List<SetupFinding> account(AccountQuestions.Answers answers) {
        List<SetupFinding> findings = new ArrayList<>(CredentialFindings.of(answers.first(), values.usesKey()));
        findings.add(of(CLOCK, SetupProbe.clock(answers.first(), answers.sent(), answers.received())));
        NumberFindings numbers = new NumberFindings(values.publicUrl());
        values.numbers().forEach(number -> findings.addAll(numbers.of(number, answers.about(number))));
        findings.add(SetupFinding.unknown(
                PERMISSIONS,
                "Twilio does not tell how many calls the account may start in a second (1, unless it was raised), nor"
                        + " to which countries",
                "Set the engine's limits for the account; look at Voice > Settings > Geo permissions; a trial account"
                        + " calls only verified numbers"));
        return findings;
    }

    private CompletionStage<List<SetupFinding>> webhooks(CarrierHttp http) {
        String url = values.publicUrl() + Path.VOICE.path();
        if (URI.create(url).getHost() == null) {
            return CompletableFuture.completedStage(List.of());
        }
        HttpRequest unsigned = HttpRequest.newBuilder(URI.create(url))
                .timeout(values.access().timeout())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("CallStatus=check"))
                .build();
        return http.send(unsigned).thenApply(outcome -> List.of(of(WEBHOOKS, SetupProbe.unsigned(outcome, REFUSED))));
    }

    static SetupFinding of(String subject, Notice notice) {
        return switch (notice.verdict()) {
            case GOOD -> SetupFinding.ok(subject, notice.found());
            case BAD -> SetupFinding.wrong(subject, notice.found(), notice.advice());
            case OPEN -> SetupFinding.unknown(subject, notice.found(), notice.advice());
        };
    }

    private static List<SetupFinding> with(List<SetupFinding> some, List<SetupFinding> more) {
        List<SetupFinding> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    /** Says where it looks, not with what. */
    @Override
    public String toString() {
        return "TwilioCheck[" + values.publicUrl() + "]";
    }
}
