package io.callyard.telephony.telnyx;

import io.callyard.model.PhoneNumber;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.telephony.http.CarrierHttp;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes a {@link TelnyxCheck}: with the same values as {@link TelnyxTelephonyBuilder}, but where that refuses what
 * cannot work, this lets the check say so.
 *
 * <p><b>Threads.</b> For one thread.
 */
public final class TelnyxCheckBuilder {
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final List<PhoneNumber> numbers = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private @Nullable Scheduler scheduler;
    private @Nullable URI publicUrl;
    private @Nullable HttpClient client;
    private String apiKey = "";
    private String connection = "";
    private URI baseUrl = URI.create("https://api.telnyx.com/v2");

    TelnyxCheckBuilder() {}

    /** What was collected. */
    record Values(
            String baseUrl,
            String apiKey,
            List<String> keys,
            String connection,
            List<PhoneNumber> numbers,
            URI publicUrl,
            Scheduler scheduler,
            HttpClient client) {

        /** Says where webhooks come to, nothing else. */
        @Override
        public String toString() {
            return "Values[" + publicUrl + "]";
        }
    }

    /** Sets where time comes from. Needed. */
    public TelnyxCheckBuilder scheduler(Scheduler value) {
        scheduler = value;
        return this;
    }

    /** Sets the key to ask with. Needed. */
    public TelnyxCheckBuilder apiKey(String value) {
        apiKey = value;
        return this;
    }

    /** Adds a key that webhooks may be signed with. One is needed; what is wrong with it is found, not refused. */
    public TelnyxCheckBuilder publicKey(String base64) {
        keys.add(base64);
        return this;
    }

    /** Sets the connection. Needed. */
    public TelnyxCheckBuilder connection(String id) {
        connection = id;
        return this;
    }

    /** Adds a number of ours. At least one is needed. */
    public TelnyxCheckBuilder number(PhoneNumber value) {
        numbers.add(value);
        return this;
    }

    /** Sets where Telnyx is to reach the driver. Needed; what is wrong with it is found, not refused. */
    public TelnyxCheckBuilder publicUrl(URI value) {
        publicUrl = value;
        return this;
    }

    /** Sets where the API is. Default: {@code https://api.telnyx.com/v2}. */
    public TelnyxCheckBuilder baseUrl(URI value) {
        baseUrl = value;
        return this;
    }

    /** Sets the HTTP client. It must not follow redirects. Default: one of its own. */
    public TelnyxCheckBuilder httpClient(HttpClient value) {
        client = value;
        return this;
    }

    /**
     * Makes it.
     *
     * @throws IllegalStateException if something needed is missing
     * @throws IllegalArgumentException if a value is none at all
     */
    public TelnyxCheck build() {
        if (scheduler == null || publicUrl == null || numbers.isEmpty() || keys.isEmpty()) {
            throw new IllegalStateException("a scheduler, a public key, a number and the public URL are needed");
        }
        // A secret is not repeated in what is thrown.
        require(apiKey.matches("[!-~]{1,512}"), "the API key must be 1 to 512 printable characters, no spaces");
        require(connection.matches("[!-~]{1,64}"), "the connection must be 1 to 64 printable characters, no spaces");
        require(publicUrl.isAbsolute() && !publicUrl.isOpaque(), "the public URL must be absolute");
        boolean local = List.of("localhost", "127.0.0.1", "[::1]").contains(String.valueOf(baseUrl.getHost()));
        require(local || "https".equalsIgnoreCase(baseUrl.getScheme()), "the API's address must be https");
        String base = baseUrl.toString();
        return new TelnyxCheck(new Values(
                base.endsWith("/") ? base.substring(0, base.length() - 1) : base,
                apiKey,
                List.copyOf(keys),
                connection,
                List.copyOf(numbers),
                publicUrl,
                scheduler,
                client == null ? CarrierHttp.client(TIMEOUT) : client));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Says nothing about what was collected: some of it is secret. */
    @Override
    public String toString() {
        return "TelnyxCheckBuilder";
    }
}
