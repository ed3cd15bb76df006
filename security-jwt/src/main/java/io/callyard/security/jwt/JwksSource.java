package io.callyard.security.jwt;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * Where an issuer's public keys are: a JWK set (RFC 7517, section 5). It is fixed by configuration;
 * what a token says about its own keys is never followed.
 *
 * <p><b>Threads.</b> One at a time.
 */
@FunctionalInterface
public interface JwksSource {
    /**
     * Reads the set as it is now.
     *
     * @throws IOException if it cannot be read
     */
    String read() throws IOException;

    /** A file, read again now and then. */
    static JwksSource file(Path file) {
        return () -> Files.readString(file);
    }

    /**
     * An address, asked again now and then. Redirects are not followed.
     *
     * @throws IllegalArgumentException if anybody on the way could change the answer: not {@code https},
     *     and not this machine
     */
    static JwksSource url(URI address) {
        boolean local = Set.of("localhost", "127.0.0.1", "[::1]").contains(String.valueOf(address.getHost()));
        if (!"https".equals(address.getScheme()) && !("http".equals(address.getScheme()) && local)) {
            throw new IllegalArgumentException("keys must come over https, but the address is " + address);
        }
        Duration timeout = Duration.ofSeconds(5);
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(Redirect.NEVER)
                .build();
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Accept", "application/jwk-set+json, application/json")
                .build();
        return () -> fetch(client, request);
    }

    private static String fetch(HttpClient client, HttpRequest request) throws IOException {
        int most = 256 * 1024;
        try {
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                byte[] bytes = body.readNBytes(most + 1);
                if (response.statusCode() != 200 || bytes.length > most) {
                    throw new IOException(
                            request.uri() + " answered " + response.statusCode() + " with " + bytes.length + " bytes");
                }
                return new String(bytes, StandardCharsets.UTF_8);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
