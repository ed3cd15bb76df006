package io.callyard.telephony.telnyx;

import io.callyard.model.PhoneNumber;
import io.callyard.spi.carrier.SetupFinding;
import io.callyard.telephony.http.CarrierHttp;
import io.callyard.telephony.http.HttpOutcome;
import io.callyard.telephony.http.SetupProbe;
import io.callyard.telephony.http.SetupProbe.Notice;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Looks whether an account at Telnyx, its connection, its numbers and this machine are set up for a {@link
 * TelnyxTelephony}: the mistakes that otherwise show as calls about which nobody ever hears. It only asks; nothing is
 * changed anywhere, and nobody is called.
 *
 * <pre>{@code
 * List<SetupFinding> findings = scheduler.await(
 *         TelnyxCheck.builder()
 *                 .scheduler(scheduler)
 *                 .apiKey(apiKey)
 *                 .publicKey(publicKey)
 *                 .connection("1000000000000000001")
 *                 .number(PhoneNumber.parse("+15550100100"))
 *                 .publicUrl(URI.create("https://calls.example.com/webhooks/telnyx"))
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
public final class TelnyxCheck {
    /** The API key. */
    public static final String CREDENTIALS = "API key";

    /** The key that webhooks are signed with. */
    public static final String PUBLIC_KEY = "public key";

    /** The connection: whether it is there and switched on. */
    public static final String CONNECTION = "connection";

    /** In which form webhooks come. */
    public static final String API_VERSION = "webhook API version";

    /** Where webhooks go. */
    public static final String WEBHOOK_URL = "webhook URL";

    /** Where webhooks go that could not be brought. */
    public static final String FAILOVER_URL = "webhook failover URL";

    /** How long an answer to a webhook may take before it is brought again. */
    public static final String WEBHOOK_TIMEOUT = "webhook timeout";

    /** What becomes of a caller about whom nothing is commanded. */
    public static final String FIRST_COMMAND = "first command timeout";

    /** Whether the connection may make calls. */
    public static final String OUTBOUND_PROFILE = "outbound voice profile";

    /** Whether the account has the number, and calls to it go to the connection. */
    public static final String NUMBER = "number";

    /** What the public address looks like. */
    public static final String PUBLIC_URL = "public URL";

    /** Whether the public address leads to the driver. */
    public static final String WEBHOOKS = "webhooks";

    /** This machine's clock. */
    public static final String CLOCK = "clock";

    /** This JVM. */
    public static final String JVM = "JVM";

    /** What the account may do: how much at once, and to where. */
    public static final String PERMISSIONS = "permissions";

    private static final int REFUSED = 401;

    private final TelnyxCheckBuilder.Values values;

    TelnyxCheck(TelnyxCheckBuilder.Values values) {
        this.values = values;
    }

    /** Begins to describe one. */
    public static TelnyxCheckBuilder builder() {
        return new TelnyxCheckBuilder();
    }

    /**
     * Looks.
     *
     * @return what was found, always in the same order. The stage does not fail
     */
    public CompletionStage<List<SetupFinding>> run() {
        Notice jvm = SetupProbe.jvm();
        List<SetupFinding> local = List.of(of(JVM, jvm), of(PUBLIC_URL, SetupProbe.shape(values.publicUrl())));
        if (jvm.verdict() != Notice.Verdict.GOOD) {
            return CompletableFuture.completedStage(with(
                    local,
                    List.of(SetupFinding.unknown(
                            CREDENTIALS, "nothing was asked, because of the JVM", "Ask again when that is mended"))));
        }
        CarrierHttp http = new CarrierHttp(values.client());
        return new AccountQuestions(http, values)
                .ask()
                .thenCombine(webhooks(http), (account, webhooks) -> with(with(local, webhooks), account(account)));
    }

    private List<SetupFinding> account(AccountQuestions.Answers answers) {
        List<SetupFinding> findings = new ArrayList<>();
        HttpOutcome connection = answers.connection();
        findings.add(ConnectionFindings.credentials(connection));
        findings.add(of(CLOCK, SetupProbe.clock(connection, answers.sent(), answers.received())));
        findings.add(KeyFindings.of(answers.publicKey(), values.keys()));
        findings.addAll(new ConnectionFindings(values.publicUrl()).of(connection));
        for (PhoneNumber number : values.numbers()) {
            findings.add(NumberFindings.of(number, answers.about(number), values.connection()));
        }
        findings.add(SetupFinding.unknown(
                PERMISSIONS,
                "Telnyx does not tell how many calls the account may have at once (2 when it is new), nor all it allows",
                "Set the engine's limits for the account; look at the outbound voice profile's destinations and its"
                        + " daily limit of cost"));
        return findings;
    }

    private CompletionStage<List<SetupFinding>> webhooks(CarrierHttp http) {
        URI url = values.publicUrl();
        if (url.getHost() == null) {
            return CompletableFuture.completedStage(List.of());
        }
        HttpRequest unsigned = HttpRequest.newBuilder(url)
                .timeout(TelnyxCheckBuilder.TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        return http.send(unsigned).thenApply(outcome -> List.of(of(WEBHOOKS, SetupProbe.unsigned(outcome, REFUSED))));
    }

    private static SetupFinding of(String subject, Notice notice) {
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
        return "TelnyxCheck[" + values.publicUrl() + "]";
    }
}
