package io.callyard.examples.livemonitor;

import io.callyard.model.PhoneNumber;
import java.net.URI;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Who makes the demo's calls. */
sealed interface CarrierChoice {

    /** Nobody: calls are simulated. */
    record Simulated() implements CarrierChoice {}

    /**
     * Twilio, or its fake.
     *
     * @param account whose; absent: the fake
     */
    record Twilio(@Nullable Account account) implements CarrierChoice {}

    /**
     * Telnyx, or its fake.
     *
     * @param account whose; absent: the fake
     */
    record Telnyx(@Nullable Account account) implements CarrierChoice {}

    /**
     * A real account.
     *
     * @param id the account's or the connection's id
     * @param secret the auth token, or the API key
     * @param publicKey what webhooks are signed with, where that is not the secret
     * @param number the number that calls come from and that people call
     * @param publicUrl under which this server is reached from outside, without a path
     * @param agent where the only agent is rung; absent: there is none
     */
    record Account(
            String id,
            String secret,
            String publicKey,
            PhoneNumber number,
            URI publicUrl,
            @Nullable String agent) {
        /** Keeps what is secret to itself. */
        @Override
        public String toString() {
            return "Account[" + id + ", " + number + "]";
        }
    }

    /**
     * Reads {@code callyard.carrier} (simulated, twilio or telnyx), and what belongs to a real account from the
     * environment: secrets do not belong on a command line.
     *
     * @throws DemoException if they make no sense, or half of an account is there
     */
    static CarrierChoice from(Properties properties, Map<String, String> environment) {
        String carrier = properties.getProperty("callyard.carrier", "simulated");
        return switch (carrier) {
            case "simulated" -> new Simulated();
            case "twilio" ->
                new Twilio(account(
                        environment, "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_AUTH_TOKEN", "TWILIO_NUMBER"));
            case "telnyx" ->
                new Telnyx(account(
                        environment, "TELNYX_CONNECTION_ID", "TELNYX_API_KEY", "TELNYX_PUBLIC_KEY", "TELNYX_NUMBER"));
            default ->
                throw new DemoException("callyard.carrier must be simulated, twilio or telnyx, but is " + carrier);
        };
    }

    private static @Nullable Account account(
            Map<String, String> environment, String id, String secret, String publicKey, String number) {
        if (!environment.containsKey(secret)) {
            return null;
        }
        try {
            return new Account(
                    needed(environment, id),
                    needed(environment, secret),
                    needed(environment, publicKey),
                    PhoneNumber.parse(needed(environment, number)),
                    URI.create(needed(environment, "CALLYARD_PUBLIC_URL")),
                    environment.get("CALLYARD_AGENT"));
        } catch (IllegalArgumentException e) {
            throw new DemoException(number + " or CALLYARD_PUBLIC_URL is not what it should be: " + e.getMessage(), e);
        }
    }

    private static String needed(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new DemoException("With real credentials, the environment needs " + name + " too.");
        }
        return value;
    }
}
