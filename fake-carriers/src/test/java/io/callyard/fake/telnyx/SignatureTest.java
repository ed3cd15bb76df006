package io.callyard.fake.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SignatureTest {
    private static final String PUBLIC_KEY = "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=";

    @Test
    void theThrowAwayKeyHasThePublicKeyThatIsKnown() {
        assertThat(new Bench().fake.publicKey()).isEqualTo(PUBLIC_KEY);
    }

    @Test
    void aKnownEventHasTheBodyAndTheSignatureThatAreKnown() throws GeneralSecurityException {
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        payload.put("call_control_id", "v3:sample-call-control-id-0001");
        payload.put("connection_id", "1000000000000000001");
        payload.put("call_leg_id", "00000000-0000-4000-8000-000000000002");
        payload.put("call_session_id", "00000000-0000-4000-8000-000000000003");
        payload.put("client_state", "aG9sZGxpbmU6YS0xNw==");
        payload.put("from", "+15005550006");
        payload.put("to", "+15005550001");
        payload.put("state", "answered");
        byte[] body = new Event(
                        "00000000-0000-4000-8000-0000000000a1",
                        "call.answered",
                        Instant.parse("2026-01-05T10:00:31Z"),
                        payload)
                .body(1, "https://calls.example.com/telnyx/events");
        byte[] hash = java.security.MessageDigest.getInstance("SHA-256").digest(body);
        byte[] seed = new byte[32];
        for (int i = 0; i < seed.length; i++) {
            seed[i] = (byte) i;
        }

        assertThat(HexFormat.of().formatHex(hash))
                .isEqualTo("0017c19b455325b7b4ed9af560d5eef755d29fa5b3d2823f90c12c6c0a33c0ac");
        assertThat(new Signer(seed).sign("1767607231", body))
                .isEqualTo("6wyi8/ucZKqVkUCO/TGQD/09pMf+c/e5EUZj07uxNORwQ/P9Y9/mm42/k4/fSsWKLAsmsAiWsw+HNdUlRipHBQ==");
    }

    @Test
    void everyWebhookIsSignedWithTheTimeOfItsDelivery() throws GeneralSecurityException {
        Bench bench = new Bench();
        bench.dial(Bench.ALICE);
        bench.pass(10);

        assertThat(bench.sent).hasSize(2);
        for (Bench.Sent webhook : bench.sent) {
            String timestamp = webhook.request().header("telnyx-timestamp").orElseThrow();
            assertThat(timestamp).isEqualTo(Long.toString(webhook.at().getEpochSecond()));
            assertThat(verify(timestamp, webhook)).isTrue();
            assertThat(verify(timestamp + "0", webhook)).isFalse();
        }
    }

    private static boolean verify(String timestamp, Bench.Sent webhook) throws GeneralSecurityException {
        byte[] key = Base64.getDecoder().decode("MCowBQYDK2VwAyEA" + PUBLIC_KEY);
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(key)));
        signature.update((timestamp + "|").getBytes(StandardCharsets.US_ASCII));
        signature.update(webhook.request().body());
        return signature.verify(Base64.getDecoder()
                .decode(webhook.request().header("telnyx-signature-ed25519").orElseThrow()));
    }
}
