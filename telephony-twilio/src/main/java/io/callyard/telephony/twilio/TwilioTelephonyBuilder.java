package io.callyard.telephony.twilio;

import io.callyard.model.CarrierAccountId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantLimits;
import io.callyard.spi.carrier.IncomingCalls;
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.telephony.http.CarrierHttp;
import io.callyard.telephony.twilio.TwilioSettings.Acceptance;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Describes a {@link TwilioTelephony}. The scheduler, the credentials, a number and the public URL are needed; the rest
 * has a default.
 *
 * <p><b>Threads.</b> For one thread.
 */
public final class TwilioTelephonyBuilder {
    private static final Logger log = LoggerFactory.getLogger(TwilioTelephonyBuilder.class);
    private static final Pattern ACCOUNT = Pattern.compile("AC[0-9a-fA-F]{32}");
    private static final Pattern KEY = Pattern.compile("SK[0-9a-fA-F]{32}");

    private @Nullable Scheduler scheduler;
    private CarrierAccountId account = TenantLimits.DEFAULT_ACCOUNT;
    private String accountSid = "";
    private String authToken = "";
    private String formerToken = "";
    private String keySid = "";
    private String keySecret = "";
    private final List<PhoneNumber> numbers = new ArrayList<>();
    private @Nullable URI publicUrl;
    private URI baseUrl = URI.create("https://api.twilio.com");
    private @Nullable HttpClient client;
    private Duration connectTimeout = Duration.ofSeconds(3);
    private Duration requestTimeout = Duration.ofSeconds(10);
    private @Nullable Function<PlaceOrder, Instructions> instructions;
    private boolean detection;
    private IncomingCalls incoming = IncomingCalls.none();
    private String music = "";
    private final Map<String, String> voices = new HashMap<>();
    private boolean numbersPressOne = true;
    private String prompt = "A call for you. Press 1 to take it.";
    private String tooLate = "The call has gone to another agent.";
    private String agentLanguage = "en";
    private Duration agentsWait = Duration.ofMinutes(2);
    private boolean checksSignatures = true;

    TwilioTelephonyBuilder() {}

    /** Sets where time and threads come from: the engine's. */
    public TwilioTelephonyBuilder scheduler(Scheduler value) {
        scheduler = value;
        return this;
    }

    /** Sets under which account the driver is registered with the engine. Default: {@link TenantLimits#DEFAULT_ACCOUNT}. */
    public TwilioTelephonyBuilder account(CarrierAccountId value) {
        account = value;
        return this;
    }

    /**
     * Sets the account at Twilio.
     *
     * @param sid its id, {@code AC…}
     * @param token its auth token: what webhooks are signed with, and, without an API key, what requests are
     *     authorized with
     */
    public TwilioTelephonyBuilder credentials(String sid, String token) {
        accountSid = sid;
        authToken = token;
        return this;
    }

    /**
     * Sets an API key to authorize requests with. Webhooks are signed with the auth token all the same.
     *
     * @param sid its id, {@code SK…}
     */
    public TwilioTelephonyBuilder apiKey(String sid, String secret) {
        keySid = sid;
        keySecret = secret;
        return this;
    }

    /** Sets another token that webhooks may be signed with, while the account's token is being changed. */
    public TwilioTelephonyBuilder formerToken(String token) {
        formerToken = token;
        return this;
    }

    /**
     * Adds a number that calls are made from. Of several, each call keeps to one; agents are rung from the first.
     */
    public TwilioTelephonyBuilder number(PhoneNumber value) {
        numbers.add(value);
        return this;
    }

    /**
     * Sets where Twilio reaches {@link TwilioTelephony#handle}: absolute, without query and fragment. Signatures are
     * checked against it, whatever a request says about its own address.
     */
    public TwilioTelephonyBuilder publicUrl(URI value) {
        publicUrl = value;
        return this;
    }

    /** Sets where Twilio's API is, for its regions and for tests. Default: {@code https://api.twilio.com}. */
    public TwilioTelephonyBuilder baseUrl(URI value) {
        baseUrl = value;
        return this;
    }

    /** Sets the HTTP client. It must not follow redirects. Default: one of its own. */
    public TwilioTelephonyBuilder httpClient(HttpClient value) {
        client = value;
        return this;
    }

    /**
     * Sets how long Twilio may take.
     *
     * @param connect for a connection, where the HTTP client is the driver's own. Default: 3 s
     * @param request for an answer. Default: 10 s
     */
    public TwilioTelephonyBuilder timeouts(Duration connect, Duration request) {
        connectTimeout = connect;
        requestTimeout = request;
        return this;
    }

    /**
     * Sets what a called person hears. Without it, and always while an agent waits for him, he is held in silence for
     * a minute, and the application may steer the call itself.
     *
     * @param value called from many threads; should take no time
     */
    public TwilioTelephonyBuilder instructions(Function<PlaceOrder, Instructions> value) {
        instructions = value;
        return this;
    }

    /** Sets whether Twilio finds out if a machine has answered; such calls are ended. Default: no; it costs extra. */
    public TwilioTelephonyBuilder machineDetection(boolean value) {
        detection = value;
        return this;
    }

    /** Sets where calls to our numbers go. Default: they are declined. */
    public TwilioTelephonyBuilder incomingCalls(IncomingCalls value) {
        incoming = value;
        return this;
    }

    /** Sets what callers hear for whose queue no music is set. Default: silence. */
    public TwilioTelephonyBuilder music(URI value) {
        music = web(value, "the music's address").toString();
        return this;
    }

    /**
     * Sets the voice for a language. Default: Twilio's own.
     *
     * @param language an IETF language tag; without a region it stands for all
     * @param voice in Twilio's words, such as {@code Polly.Mia}
     */
    public TwilioTelephonyBuilder voice(String language, String voice) {
        voices.put(language, voice);
        return this;
    }

    /**
     * Sets whether an agent who is rung at a number has to press 1 to take an offer. Default: yes, since anybody or a
     * machine may pick up there. At a {@code client:} or {@code sip:} address, picking up is taking.
     */
    public TwilioTelephonyBuilder numbersPressOne(boolean value) {
        numbersPressOne = value;
        return this;
    }

    /**
     * Sets what agents hear.
     *
     * @param asked who is to press 1
     * @param late whose offer is over
     * @param language the language of both, an IETF language tag
     */
    public TwilioTelephonyBuilder agentWords(String asked, String late, String language) {
        prompt = asked;
        tooLate = late;
        agentLanguage = language;
        return this;
    }

    /**
     * Sets how long an agent who has taken an offer waits for the person, if nobody ends it before. Default: 2 min. For
     * callbacks it should be longer than the person's telephone rings.
     */
    public TwilioTelephonyBuilder agentsWait(Duration atMost) {
        agentsWait = atMost;
        return this;
    }

    /** Takes every webhook for authentic. For tests on this machine only: whoever reaches it can end calls. */
    public TwilioTelephonyBuilder withoutSignatureCheck() {
        checksSignatures = false;
        return this;
    }

    /**
     * Makes it.
     *
     * @throws IllegalStateException if something is missing, or this JVM repeats requests by itself
     * @throws IllegalArgumentException if something is not what it should be
     */
    public TwilioTelephony build() {
        Scheduler time = needed(scheduler, "a scheduler");
        URI webhooks = needed(publicUrl, "the public URL");
        check();
        if (!checksSignatures) {
            log.warn("webhooks are taken without a check of their signatures: whoever reaches them can end calls");
        }
        TwilioSettings settings = new TwilioSettings(
                account,
                new WebhookUrls(webhookUrl(webhooks)),
                numbers,
                instructions,
                detection,
                incoming,
                music,
                voices,
                new Acceptance(numbersPressOne, prompt, tooLate, agentLanguage, agentsWait));
        HttpClient http = client == null ? CarrierHttp.client(connectTimeout) : client;
        return new TwilioTelephony(account, new Wiring(settings, time).parts(new CarrierHttp(http), access()));
    }

    private Access access() {
        List<String> tokens = formerToken.isEmpty() ? List.of(authToken) : List.of(authToken, formerToken);
        return new Access(
                host(),
                accountSid,
                keySid.isEmpty() ? accountSid : keySid,
                keySid.isEmpty() ? authToken : keySecret,
                checksSignatures ? tokens : null,
                requestTimeout);
    }

    private void check() {
        require(ACCOUNT.matcher(accountSid).matches(), "the account's id is AC and 32 hexadecimal digits");
        require(!authToken.isBlank(), "the auth token is needed: webhooks are signed with it");
        require(keySid.isEmpty() || KEY.matcher(keySid).matches(), "an API key's id is SK and 32 hexadecimal digits");
        require(keySid.isEmpty() || !keySecret.isBlank(), "an API key needs its secret");
        require(!numbers.isEmpty(), "a number to call from is needed");
        require(isPositive(connectTimeout) && isPositive(requestTimeout), "time-outs are longer than nothing");
        require(agentsWait.toSeconds() >= 1, "agents wait for a second at least");
        require(!prompt.isBlank() && !tooLate.isBlank(), "agents have to hear something");
    }

    private String host() {
        URI uri = web(baseUrl, "the API's address");
        boolean local = List.of("localhost", "127.0.0.1", "[::1]").contains(uri.getHost());
        require(
                local || "https".equalsIgnoreCase(uri.getScheme()),
                "the API's address must be https: the token goes there");
        require(uri.getRawPath() == null || uri.getRawPath().matches("/?"), "the API's address has no path");
        return withoutSlash(uri.toString());
    }

    private static String webhookUrl(URI value) {
        URI uri = web(value, "the public URL");
        require(!uri.getHost().contains("_"), "Twilio takes no public URL with an underscore in its host");
        return withoutSlash(uri.toString());
    }

    private static URI web(URI uri, String what) {
        boolean scheme = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
        require(scheme && uri.getHost() != null, what + " must be an absolute http or https URL");
        require(
                uri.getRawFragment() == null && uri.getRawUserInfo() == null,
                what + " must be without user and fragment");
        return uri;
    }

    private static String withoutSlash(String url) {
        require(!url.contains("?"), "an address must be without query");
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }

    private static <T> T needed(@Nullable T value, String what) {
        if (value == null) {
            throw new IllegalStateException(what + " is needed");
        }
        return value;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Says for which account; the rest may be secret. */
    @Override
    public String toString() {
        return "TwilioTelephonyBuilder[" + account + "]";
    }
}
