package io.callyard.telephony.twilio;

import io.callyard.spi.carrier.WebhookRequest;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks that a webhook comes from Twilio: HMAC-SHA1 with the account's token over the full address and, behind it,
 * every parameter of a form by name in byte order. A body that is no form is covered by its SHA-256 in the query.
 * Without a token nothing is authentic.
 *
 * <p>The address is the one that was configured, never one that a request tells. The standard port may be written out
 * or not: Twilio's own clients take both.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class SignatureCheck {
    private static final String HEADER = "x-twilio-signature";
    private static final String MAC = "HmacSHA1";
    private static final String DIGEST = "bodySHA256";

    private final List<String> bases;
    private final List<SecretKeySpec> tokens;

    /**
     * Checks against tokens.
     *
     * @param publicUrl where webhooks come to, without a slash at its end
     * @param tokens one, or two while the token is being changed
     */
    SignatureCheck(String publicUrl, List<String> tokens) {
        bases = spellings(publicUrl);
        this.tokens = tokens.stream()
                .map(token -> new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), MAC))
                .toList();
    }

    /**
     * Returns why a request is not authentic; empty if it is.
     *
     * @param form its body, if it is a form
     */
    Optional<String> objection(WebhookRequest request, Optional<Form> form) {
        String given = request.header(HEADER).orElse("");
        if (given.isEmpty()) {
            return Optional.of("no signature");
        }
        if (form.isEmpty() && !coversBody(request)) {
            return Optional.of("the body is not covered");
        }
        byte[] signature = given.getBytes(StandardCharsets.UTF_8);
        byte[] parameters = form.map(SignatureCheck::sorted).orElse(new byte[0]);
        // Every pair is tried, so that the time tells nothing about which one was right.
        boolean authentic = false;
        for (String base : bases) {
            for (SecretKeySpec token : tokens) {
                byte[] address = addressOf(base, request).getBytes(StandardCharsets.UTF_8);
                // The text is compared, not what it decodes to: of one value there are several spellings.
                authentic |= MessageDigest.isEqual(sign(token, address, parameters), signature);
            }
        }
        return authentic ? Optional.empty() : Optional.of("the signature does not match");
    }

    private static String addressOf(String base, WebhookRequest request) {
        return base + request.path() + (request.query() == null ? "" : "?" + request.query());
    }

    /** A body that is no form is covered by the query, and an empty one has nothing to be covered. */
    private static boolean coversBody(WebhookRequest request) {
        byte[] body = request.body();
        String query = request.query() == null ? "" : request.query();
        List<String> digests = Arrays.stream(query.split("&"))
                .filter(pair -> pair.startsWith(DIGEST + "="))
                .map(pair -> pair.substring(DIGEST.length() + 1).toLowerCase(Locale.ROOT))
                .toList();
        if (digests.isEmpty()) {
            return body.length == 0;
        }
        byte[] actual = HexFormat.of().formatHex(sha256(body)).getBytes(StandardCharsets.UTF_8);
        return digests.size() == 1
                && MessageDigest.isEqual(actual, digests.get(0).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sorted(Form form) {
        TreeMap<byte[], TreeSet<byte[]>> byName = new TreeMap<>(Arrays::compareUnsigned);
        for (Form.Field field : form.fields()) {
            byName.computeIfAbsent(field.name(), name -> new TreeSet<>(Arrays::compareUnsigned))
                    .add(field.value());
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byName.forEach((name, values) -> values.forEach(value -> {
            all.writeBytes(name);
            all.writeBytes(value);
        }));
        return all.toByteArray();
    }

    private static byte[] sign(SecretKeySpec token, byte[] address, byte[] parameters) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(token);
            mac.update(address);
            return Base64.getEncoder().encode(mac.doFinal(parameters));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + MAC, e);
        }
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static List<String> spellings(String publicUrl) {
        List<String> all = new ArrayList<>(List.of(publicUrl));
        URI uri = URI.create(publicUrl);
        int standard = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        String start = uri.getScheme() + "://" + uri.getHost();
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        if (uri.getPort() == standard) {
            all.add(start + path);
        } else if (uri.getPort() == -1) {
            all.add(start + ":" + standard + path);
        }
        return List.copyOf(all);
    }

    /** Says how many tokens there are, not which. */
    @Override
    public String toString() {
        return "SignatureCheck[" + tokens.size() + " tokens]";
    }
}
