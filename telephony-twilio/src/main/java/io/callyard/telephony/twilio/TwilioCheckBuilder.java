package io.callyard.telephony.twilio;

import io.callyard.model.PhoneNumber;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.telephony.http.CarrierHttp;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Describes a {@link TwilioCheck}: with the same values as {@link TwilioTelephonyBuilder}, but where that refuses what
 * cannot work, this lets the check say so.
 *
 * <p><b>Threads.</b> For one thread.
 */
public final class TwilioCheckBuilder {
    private static final Pattern ACCOUNT = Pattern.compile("AC[0-9a-fA-F]{32}");
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final List<PhoneNumber> numbers = new ArrayList<>();
    private @Nullable Scheduler scheduler;
    private @Nullable URI publicUrl;
    private @Nullable HttpClient client;
    private String accountSid = "";
    private String user = "";
    private String secret = "";
    private URI baseUrl = URI.create("https://api.twilio.com");

    TwilioCheckBuilder() {}

    /** What was collected. */
    record Values(
            Access access,
            boolean usesKey,
            List<PhoneNumber> numbers,
            String publicUrl,
            Scheduler scheduler,
            HttpClient client) {

        /** Says where webhooks come to, nothing else. */
        @Override
        public String toString() {
            return "Values[" + publicUrl + "]";
        }
    }

    /** Sets where time comes from. Needed. */
    public TwilioCheckBuilder scheduler(Scheduler value) {
        scheduler = value;
        return this;
    }

    /**
     * Sets the account at Twilio. Needed.
     *
     * @param sid its id, {@code AC…}
     * @param token its auth token
     */
    public TwilioCheckBuilder credentials(String sid, String token) {
        accountSid = sid;
        if (user.isEmpty() || user.startsWith("AC")) {
            user = sid;
            secret = token;
        }
        return this;
    }

    /** Sets an API key to ask with, in place of the token. */
    public TwilioCheckBuilder apiKey(String sid, String keySecret) {
        user = sid;
        secret = keySecret;
        return this;
    }

    /** Adds a number of ours. At least one is needed. */
    public TwilioCheckBuilder number(PhoneNumber value) {
        numbers.add(value);
        return this;
    }

    /** Sets where Twilio is to reach the driver. Needed; what is wrong with it is found, not refused. */
    public TwilioCheckBuilder publicUrl(URI value) {
        publicUrl = value;
        return this;
    }

    /** Sets where Twilio's API is. Default: {@code https://api.twilio.com}. */
    public TwilioCheckBuilder baseUrl(URI value) {
        baseUrl = value;
        return this;
    }

    /** Sets the HTTP client. It must not follow redirects. Default: one of its own. */
    public TwilioCheckBuilder httpClient(HttpClient value) {
        client = value;
        return this;
    }

    /**
     * Makes it.
     *
     * @throws IllegalStateException if something needed is missing
     * @throws IllegalArgumentException if a value is none at all
     */
    public TwilioCheck build() {
        if (scheduler == null || publicUrl == null || numbers.isEmpty() || secret.isBlank()) {
            throw new IllegalStateException("a scheduler, credentials, a number and the public URL are needed");
        }
        require(ACCOUNT.matcher(accountSid).matches(), "the account's id is AC and 32 hexadecimal digits");
        require(publicUrl.isAbsolute() && !publicUrl.isOpaque(), "the public URL must be absolute");
        boolean local = List.of("localhost", "127.0.0.1", "[::1]").contains(String.valueOf(baseUrl.getHost()));
        require(local || "https".equalsIgnoreCase(baseUrl.getScheme()), "the API's address must be https");
        Access access = new Access(withoutSlash(baseUrl), accountSid, user, secret, null, TIMEOUT);
        return new TwilioCheck(new Values(
                access,
                !user.equals(accountSid),
                List.copyOf(numbers),
                withoutSlash(publicUrl),
                scheduler,
                client == null ? CarrierHttp.client(TIMEOUT) : client));
    }

    private static String withoutSlash(URI uri) {
        String text = uri.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Says nothing about what was collected: some of it is secret. */
    @Override
    public String toString() {
        return "TwilioCheckBuilder";
    }
}
