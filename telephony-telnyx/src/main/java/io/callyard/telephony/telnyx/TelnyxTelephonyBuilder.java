package io.callyard.telephony.telnyx;

import io.callyard.model.CarrierAccountId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantLimits;
import io.callyard.model.inbound.Utterance;
import io.callyard.spi.carrier.IncomingCalls;
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.telephony.http.CarrierHttp;
import io.callyard.telephony.telnyx.TelnyxSettings.Agents;
import io.callyard.telephony.telnyx.TelnyxSettings.Times;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sets up a {@link TelnyxTelephony}. Not safe for many threads. */
public final class TelnyxTelephonyBuilder {
    private final List<SigningKey> keys = new ArrayList<>();
    private final List<PhoneNumber> numbers = new ArrayList<>();
    private final Map<String, String> voices = new LinkedHashMap<>();
    private CarrierAccountId account = TenantLimits.DEFAULT_ACCOUNT;
    private @Nullable String apiKey;
    private @Nullable String connection;
    private @Nullable URI publicUrl;
    private @Nullable Scheduler scheduler;
    private @Nullable HttpClient client;
    private URI baseUrl = URI.create("https://api.telnyx.com/v2");
    private IncomingCalls incoming = IncomingCalls.none();
    private Function<PlaceOrder, Optional<String>> assistant = order -> Optional.empty();
    private MachineDetection detection = MachineDetection.OFF;
    private String music = "";
    private String voice = "female";
    private boolean pressOne = true;
    private Utterance.Spoken asked = new Utterance.Spoken("A call for you. Press 1 to take it.", "en-US");
    private Utterance.Spoken late = new Utterance.Spoken("The call has gone to another agent.", "en-US");
    private Duration requestTimeout = Duration.ofSeconds(3);
    private Duration placeTimeout = Duration.ofSeconds(8);
    private Duration connectTimeout = Duration.ofSeconds(2);
    private boolean unchecked;

    TelnyxTelephonyBuilder() {}

    /** Under which name the engine knows the account. Default: {@link TenantLimits#DEFAULT_ACCOUNT}. */
    public TelnyxTelephonyBuilder account(CarrierAccountId value) {
        account = value;
        return this;
    }

    /** The key that requests bear, a secret. Required. */
    public TelnyxTelephonyBuilder apiKey(String value) {
        apiKey = value;
        return this;
    }

    /**
     * A key that webhooks are signed with, as the portal shows it: 32 bytes in Base64. Required; while it is being
     * changed, call it for both.
     *
     * @throws IllegalArgumentException if it is none
     */
    public TelnyxTelephonyBuilder publicKey(String base64) {
        keys.add(SigningKey.parse(base64));
        return this;
    }

    /** The id of the connection, a Call Control application, that calls are made on. Required. */
    public TelnyxTelephonyBuilder connection(String id) {
        connection = id;
        return this;
    }

    /**
     * A number of ours that calls come from. One is required; of several, each call keeps to one, and agents are rung
     * from the first.
     */
    public TelnyxTelephonyBuilder number(PhoneNumber value) {
        numbers.add(value);
        return this;
    }

    /** The public address under which {@link TelnyxTelephony#handle} is reached. Required. */
    public TelnyxTelephonyBuilder publicUrl(URI value) {
        publicUrl = value;
        return this;
    }

    /** Time, threads and randomness: the engine's. Required. */
    public TelnyxTelephonyBuilder scheduler(Scheduler value) {
        scheduler = value;
        return this;
    }

    /** Where calls to our numbers go. Default: they are declined. */
    public TelnyxTelephonyBuilder incomingCalls(IncomingCalls value) {
        incoming = value;
        return this;
    }

    /**
     * Which of the account's AI assistants talks on a call. Default: none, and who is called hears nothing. Not asked
     * for a call for which an agent waits.
     *
     * @param choice the assistant's id
     */
    public TelnyxTelephonyBuilder assistant(Function<PlaceOrder, Optional<String>> choice) {
        assistant = choice;
        return this;
    }

    /** Whether machines are told from people. Default: they are not. */
    public TelnyxTelephonyBuilder machineDetection(MachineDetection value) {
        detection = value;
        return this;
    }

    /**
     * What callers hear where the engine leaves it to the carrier, which has no music of its own. Default: silence.
     *
     * @param audio the address of a sound file, or a name under which the carrier keeps one
     */
    public TelnyxTelephonyBuilder music(String audio) {
        music = audio;
        return this;
    }

    /** The carrier's voice that reads texts out. Default: {@code female}. */
    public TelnyxTelephonyBuilder voice(String name) {
        voice = name;
        return this;
    }

    /**
     * The voice that reads out texts in one language.
     *
     * @param language an IETF language tag, or only its first part
     */
    public TelnyxTelephonyBuilder voice(String language, String name) {
        voices.put(language, name);
        return this;
    }

    /**
     * Whether an agent who is rung at a number has to press 1 to take an offer. Default: yes, since anybody or a machine
     * may pick up there. At a SIP address picking up is enough.
     */
    public TelnyxTelephonyBuilder numbersPressOne(boolean value) {
        pressOne = value;
        return this;
    }

    /**
     * What is said to agents. Default: a sentence each in English.
     *
     * @param toPressOne to one who is to press 1
     * @param tooLate to one who comes too late
     * @param language the language of both, an IETF language tag
     */
    public TelnyxTelephonyBuilder agentWords(String toPressOne, String tooLate, String language) {
        asked = new Utterance.Spoken(toPressOne, language);
        late = new Utterance.Spoken(tooLate, language);
        return this;
    }

    /** Where the API is. Default: {@code https://api.telnyx.com/v2}. */
    public TelnyxTelephonyBuilder baseUrl(URI value) {
        baseUrl = value;
        return this;
    }

    /** What requests are sent through; it must not follow redirects. Default: one of its own. */
    public TelnyxTelephonyBuilder httpClient(HttpClient value) {
        client = value;
        return this;
    }

    /**
     * How long to wait.
     *
     * @param connect for a connection, where the HTTP client is the driver's own. Default: 2 s
     * @param request for the answer to one request. Default: 3 s
     */
    public TelnyxTelephonyBuilder timeouts(Duration connect, Duration request) {
        connectTimeout = connect;
        requestTimeout = request;
        return this;
    }

    /**
     * How long to try to place a call, all requests together. It should be shorter than the engine waits for its
     * carrier, 10 s by default. Default: 8 s.
     */
    public TelnyxTelephonyBuilder placeTimeout(Duration value) {
        placeTimeout = value;
        return this;
    }

    /** Takes webhooks without looking at their signatures: for local tests only. The log says so at the start. */
    public TelnyxTelephonyBuilder withoutSignatureCheck() {
        unchecked = true;
        return this;
    }

    /**
     * Makes the driver.
     *
     * @throws IllegalStateException if something required is missing, or this JVM repeats requests by itself
     * @throws IllegalArgumentException if something given cannot be
     */
    public TelnyxTelephony build() {
        if (keys.isEmpty() && !unchecked) {
            throw new IllegalStateException("a public key is missing: without it no webhook is authentic");
        }
        if (numbers.isEmpty()) {
            throw new IllegalStateException("a number that calls come from is missing");
        }
        Scheduler time = required(scheduler, "a scheduler");
        TelnyxSettings settings = new TelnyxSettings(
                account,
                word(required(apiKey, "an API key"), "the API key", 512),
                word(required(connection, "a connection"), "the connection", 64),
                List.copyOf(numbers),
                webAddress(required(publicUrl, "a public URL"), "the public URL"),
                withoutSlash(webAddress(baseUrl, "the base URL").toString()),
                incoming,
                assistant,
                detection,
                music,
                new Voices(voices, voice),
                new Agents(pressOne, asked, late),
                new Times(
                        positive(requestTimeout, "the time-out of a request"), positive(placeTimeout, "placeTimeout")));
        HttpClient http =
                client == null ? CarrierHttp.client(positive(connectTimeout, "the time-out of a connection")) : client;
        SignatureCheck signatures = unchecked ? null : new SignatureCheck(keys, time);
        return new TelnyxTelephony(new TelnyxParts(settings, new CarrierHttp(http), time, signatures));
    }

    private static <T> T required(@Nullable T value, String what) {
        if (value == null) {
            throw new IllegalStateException(what + " is missing");
        }
        return value;
    }

    /** A secret is not repeated in what is thrown. */
    private static String word(String value, String what, int max) {
        if (!value.matches("[!-~]{1," + max + "}")) {
            throw new IllegalArgumentException(
                    what + " must be 1 to " + max + " printable ASCII characters, no spaces");
        }
        return value;
    }

    private static URI webAddress(URI value, String what) {
        boolean web = "https".equalsIgnoreCase(value.getScheme()) || "http".equalsIgnoreCase(value.getScheme());
        boolean more = value.getRawQuery() != null || value.getRawFragment() != null || value.getRawUserInfo() != null;
        if (!web || value.getHost() == null || more) {
            throw new IllegalArgumentException(
                    what + " must be an http or https address with a host, without a user, query or fragment");
        }
        return value;
    }

    private static String withoutSlash(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    private static Duration positive(Duration value, String what) {
        if (value.isNegative() || value.isZero() || value.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException(what + " must be more than 0 and at most 10 min, but was " + value);
        }
        return value;
    }
}
