package io.callyard.examples.livemonitor;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * How the demo is to run.
 *
 * @param host the address to listen on
 * @param port the port to listen on, 0 for any that is free
 * @param token the development token
 * @param contacts the CSV file of contacts; absent: the sample
 * @param store where calls are kept
 * @param carrier who makes them
 */
record DemoSettings(
        String host, int port, String token, @Nullable Path contacts, StoreChoice store, CarrierChoice carrier) {
    DemoSettings {
        if (port < 0 || port > 65_535) {
            throw new DemoException("callyard.port must be 0 to 65535, but is " + port);
        }
        // It stands in a URL's fragment and in a header: keep to what needs no escaping there.
        if (!token.matches("[A-Za-z0-9._~-]{8,200}")) {
            throw new DemoException("callyard.token must be 8 to 200 letters, digits or any of . _ ~ -");
        }
    }

    /** Reads {@code callyard.host}, {@code .port}, {@code .token} and {@code .contacts}, the store and the carrier. */
    static DemoSettings from(Properties properties) {
        String port = properties.getProperty("callyard.port", "8080");
        String contacts = properties.getProperty("callyard.contacts");
        String token = properties.getProperty("callyard.token");
        try {
            return new DemoSettings(
                    properties.getProperty("callyard.host", "127.0.0.1"),
                    Integer.parseInt(port),
                    token == null ? randomToken() : token,
                    contacts == null ? null : Path.of(contacts),
                    StoreChoice.from(properties),
                    CarrierChoice.from(properties, System.getenv()));
        } catch (NumberFormatException e) {
            throw new DemoException("callyard.port must be a number, but is " + port, e);
        } catch (InvalidPathException e) {
            throw new DemoException("callyard.contacts is not a path: " + contacts, e);
        }
    }

    private static String randomToken() {
        byte[] secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }
}
