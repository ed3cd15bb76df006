package io.callyard.telephony.telnyx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callyard.spi.carrier.WebhookRequest;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("R4.15")
class SignatureCheckTest {
    private static final String TIMESTAMP = "1767607231";
    private static final String SIGNATURE =
            "6wyi8/ucZKqVkUCO/TGQD/09pMf+c/e5EUZj07uxNORwQ/P9Y9/mm42/k4/fSsWKLAsmsAiWsw+HNdUlRipHBQ==";
    private static final String BODY = "{\"data\":{\"record_type\":\"event\",\"event_type\":\"call.answered\","
            + "\"id\":\"00000000-0000-4000-8000-0000000000a1\",\"occurred_at\":\"2026-01-05T10:00:31.000000Z\","
            + "\"payload\":{\"call_control_id\":\"v3:sample-call-control-id-0001\","
            + "\"connection_id\":\"1000000000000000001\",\"call_leg_id\":\"00000000-0000-4000-8000-000000000002\","
            + "\"call_session_id\":\"00000000-0000-4000-8000-000000000003\","
            + "\"client_state\":\"aG9sZGxpbmU6YS0xNw==\",\"from\":\"+15005550006\",\"to\":\"+15005550001\","
            + "\"state\":\"answered\"}},\"meta\":{\"attempt\":1,"
            + "\"delivered_to\":\"https://calls.example.com/telnyx/events\"}}";

    /** The order of the group that signatures are made in (RFC 8032, section 5.1). */
    private static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    private static SignatureCheck check(long now, String... keys) {
        List<SigningKey> parsed = Arrays.stream(keys).map(SigningKey::parse).toList();
        return new SignatureCheck(parsed, () -> Instant.ofEpochSecond(now));
    }

    private static WebhookRequest request(String body, @Nullable String timestamp, @Nullable String signature) {
        Map<String, String> headers = new HashMap<>();
        if (timestamp != null) {
            headers.put("telnyx-timestamp", timestamp);
        }
        if (signature != null) {
            headers.put("Telnyx-Signature-Ed25519", signature);
        }
        return new WebhookRequest("POST", "", null, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> objection(String body, @Nullable String timestamp, @Nullable String signature) {
        return check(1767607231, Signing.PUBLIC_KEY).objection(request(body, timestamp, signature));
    }

    @Test
    void theKnownVectorIsTheOneThatWasPublished() throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(BODY.getBytes(StandardCharsets.UTF_8));

        assertThat(BODY).hasSize(537);
        assertThat(HexFormat.of().formatHex(hash))
                .isEqualTo("0017c19b455325b7b4ed9af560d5eef755d29fa5b3d2823f90c12c6c0a33c0ac");
    }

    @Test
    void aSignedWebhookIsAuthentic() {
        assertThat(objection(BODY, TIMESTAMP, SIGNATURE)).isEmpty();
    }

    @Test
    void theSameWithAnotherTimestampIsRefused() {
        assertThat(objection(BODY, "1767607232", SIGNATURE)).contains("the signature does not match");
    }

    @Test
    void theSameWithOneByteChangedIsRefused() {
        String changed = BODY.replace("\"attempt\":1", "\"attempt\":2");

        assertThat(objection(changed, TIMESTAMP, SIGNATURE)).contains("the signature does not match");
    }

    @Test
    void theSameWithOtherSpacesIsRefused() {
        assertThat(objection(BODY.replace("\"data\":", "\"data\": "), TIMESTAMP, SIGNATURE))
                .isPresent();
        assertThat(objection(BODY + "\n", TIMESTAMP, SIGNATURE)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAAA", "", "====", "not base64!", "6wyi8", "AA==\n"})
    void aSignatureThatIsNoneIsRefusedAndThrowsNothing(String signature) {
        assertThat(objection(BODY, TIMESTAMP, signature)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 32, 63, 65, 128})
    void aSignatureOfAnotherLengthIsRefused(int length) {
        byte[] bytes = Arrays.copyOf(Base64.getDecoder().decode(SIGNATURE), length);

        assertThat(objection(BODY, TIMESTAMP, Base64.getEncoder().encodeToString(bytes)))
                .isPresent();
    }

    @Test
    void aMissingHeaderIsRefused() {
        assertThat(objection(BODY, null, SIGNATURE)).contains("no signature");
        assertThat(objection(BODY, TIMESTAMP, null)).contains("no signature");
        assertThat(objection(BODY, null, null)).contains("no signature");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1767607231x", "x1767607231", " 1767607231", "1767607231 ", "+1767607231", "-1767607231",
                "1767607231.0", "1.767607231e9", "0x695b8e3f", "١٧٦٧٦٠٧٢٣١", "99999999999999999999", "9999999999999"
            })
    void aTimestampThatIsNotOnlyDigitsIsRefusedEvenIfItIsSigned(String timestamp) {
        String signature = Signing.sign(Signing.privateKey(0), timestamp, BODY.getBytes(StandardCharsets.UTF_8));

        assertThat(objection(BODY, timestamp, signature)).contains("the timestamp is no number");
    }

    @ParameterizedTest
    @CsvSource({"-301, false", "-300, true", "0, true", "300, true", "301, false"})
    void whatWasSentMoreThanFiveMinutesAgoOrFromNowIsRefused(int age, boolean authentic) {
        SignatureCheck check = check(1767607231 + age, Signing.PUBLIC_KEY);

        assertThat(check.objection(request(BODY, TIMESTAMP, SIGNATURE)).isEmpty())
                .isEqualTo(authentic);
    }

    @Test
    void whileAKeyIsBeingChangedBothAreGood() {
        String other = "ANBaHR6iUTltVXr71FiLPG2Z2+uXL+0QoyVi6ibc3Po="; // of the seed 07 08 … 26
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
        SignatureCheck both = check(1767607231, other, Signing.PUBLIC_KEY);

        assertThat(both.objection(request(BODY, TIMESTAMP, Signing.sign(Signing.privateKey(7), TIMESTAMP, body))))
                .isEmpty();
        assertThat(both.objection(request(BODY, TIMESTAMP, Signing.sign(Signing.privateKey(0), TIMESTAMP, body))))
                .isEmpty();
        assertThat(both.objection(request(BODY, TIMESTAMP, Signing.sign(Signing.privateKey(9), TIMESTAMP, body))))
                .isPresent();
    }

    @Test
    void withoutAKeyNothingIsAuthentic() {
        assertThat(check(1767607231).objection(request(BODY, TIMESTAMP, SIGNATURE)))
                .isPresent();
    }

    @Test
    void aSecondSpellingOfASignatureIsRefused() {
        byte[] malleable = Base64.getDecoder().decode(SIGNATURE);
        BigInteger s = littleEndian(Arrays.copyOfRange(malleable, 32, 64)).add(ORDER);
        byte[] bytes = s.toByteArray();
        for (int i = 0; i < 32; i++) {
            malleable[32 + i] = i < bytes.length ? bytes[bytes.length - 1 - i] : 0;
        }

        assertThat(objection(BODY, TIMESTAMP, Base64.getEncoder().encodeToString(malleable)))
                .isPresent();
    }

    private static BigInteger littleEndian(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return new BigInteger(1, reversed);
    }

    @Test
    void aSignatureOfSmallOrderIsRefused() {
        byte[] neutral = new byte[64];
        neutral[0] = 1; // R is the neutral element, S is zero

        assertThat(objection(BODY, TIMESTAMP, Base64.getEncoder().encodeToString(neutral)))
                .isPresent();
    }

    @Test
    void aKeyUnderWhichAnybodyCouldSignIsRefused() throws GeneralSecurityException {
        byte[] neutral = new byte[32];
        neutral[0] = 1;
        byte[] forged = new byte[64];
        forged[0] = 1;

        // This is why: the JDK takes that forgery for any text there is.
        Signature check = Signature.getInstance("Ed25519");
        check.initVerify(unchecked(neutral));
        check.update("anything".getBytes(StandardCharsets.UTF_8));
        assertThat(check.verify(forged)).isTrue();

        assertThatThrownBy(() -> SigningKey.parse(Base64.getEncoder().encodeToString(neutral)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("anybody could sign");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "0100000000000000000000000000000000000000000000000000000000000080",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
            })
    void noKeyOfSmallOrderIsTaken(String hex) {
        String key = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));

        assertThatThrownBy(() -> SigningKey.parse(key)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "not base64!", "MCowBQYDK2VwAyEAA6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg="})
    void whatIsNoKeyIsRefusedWithoutRepeatingIt(String key) {
        assertThatThrownBy(() -> SigningKey.parse(key))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(e -> assertThat(key.isEmpty() || !e.getMessage().contains(key))
                        .isTrue());
    }

    private static PublicKey unchecked(byte[] raw) throws GeneralSecurityException {
        byte[] encoded = Arrays.copyOf(HexFormat.of().parseHex("302a300506032b6570032100"), 44);
        System.arraycopy(raw, 0, encoded, 12, 32);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }
}
