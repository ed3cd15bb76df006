package io.callyard.fake.twilio;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature that a webhook carries: HMAC-SHA1, with the auth token as its key, over the address and after it every
 * parameter of the body, by name in byte order, name and value without anything between; the values of one name once
 * each, sorted.
 */
final class RequestSigning {
    private final byte[] token;

    RequestSigning(String authToken) {
        this.token = authToken.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Signs a request.
     *
     * @param url in full, without a fragment
     * @param body the parameters of the body, none if it is no form
     */
    String sign(String url, Params body) {
        TreeMap<byte[], TreeSet<String>> sorted = new TreeMap<>(Arrays::compareUnsigned);
        for (Map.Entry<String, String> pair : body.pairs()) {
            sorted.computeIfAbsent(utf8(pair.getKey()), name -> new TreeSet<>()).add(pair.getValue());
        }
        StringBuilder text = new StringBuilder(url);
        sorted.forEach((name, values) -> values.forEach(
                value -> text.append(new String(name, StandardCharsets.UTF_8)).append(value)));
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(token, "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(utf8(text.toString())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA1", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
