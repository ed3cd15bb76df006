package io.callyard.security.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import io.callyard.model.TenantId;
import io.callyard.model.UserId;
import io.callyard.spi.security.Principal;
import io.callyard.spi.security.Principal.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which tokens are taken, and which tricks are not. */
@Tag("R3.1")
class JwtAuthenticatorTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final long S = NOW.getEpochSecond();
    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final JwtSettings SETTINGS = JwtSettings.of("https://id.example.com", "callyard");
    private static final Principal ADA =
            new Principal(new TenantId("acme"), new UserId("ada"), Set.of(Role.VIEWER, Role.OPERATOR));

    private static RSAKey rsa;
    private static ECKey ec;
    private static ECKey other;

    private Instant now = NOW;
    private String set = jwks(rsa, ec);
    private int reads;
    private boolean down;

    private final JwtAuthenticator byKeys = new JwtAuthenticator(
            SETTINGS,
            JwtKeys.jwks(
                    () -> {
                        reads++;
                        if (down) {
                            throw new IOException("down");
                        }
                        return set;
                    },
                    () -> now,
                    "RS256",
                    "ES256"),
            () -> now);
    private final JwtAuthenticator bySecret =
            new JwtAuthenticator(SETTINGS, JwtKeys.secret("HS256", SECRET), () -> now);

    @BeforeAll
    static void makeKeys() throws Exception {
        rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
        ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
        other = new ECKeyGenerator(Curve.P_256).keyID("other").generate();
    }

    @Test
    void takesATokenThatSaysAllItMust() throws Exception {
        assertThat(byKeys.authenticate(signed(ec, "{}", claims("")))).contains(ADA);
        assertThat(byKeys.authenticate(signed(rsa, "{}", claims("")))).contains(ADA);
        assertThat(bySecret.authenticate(signed(null, "{}", claims("")))).contains(ADA);
    }

    /** Each: a name, members to put into the header, members to put into the claims instead. */
    static Stream<Arguments> tricks() {
        return Stream.of(
                trick("another issuer", "", "'iss':'https://evil.example'"),
                trick("no issuer", "", "'iss':null"),
                trick("an issuer in a list", "", "'iss':['https://id.example.com']"),
                trick("another audience", "", "'aud':'other'"),
                trick("an audience that only begins alike", "", "'aud':'callyard2'"),
                trick("no audience", "", "'aud':null"),
                trick("no expiry", "", "'exp':null"),
                trick("expiry left out", "", "'-exp':1"),
                trick("issuer left out", "", "'-iss':1"),
                trick("audience left out", "", "'-aud':1"),
                trick("tenant left out", "", "'-tenant':1"),
                trick("user left out", "", "'-sub':1"),
                trick("expiry as text", "", "'exp':'" + (S + 60) + "'"),
                trick("expiry beyond all time", "", "'exp':1e30"),
                trick("expiry in milliseconds", "", "'exp':" + (S + 60) * 1000),
                trick("a negative expiry", "", "'exp':-1"),
                trick("expired this second", "", "'exp':" + S),
                trick("expired within the leeway", "", "'exp':" + (S - 10)),
                trick("not valid yet", "", "'nbf':" + (S + 31)),
                trick("issued in the future", "", "'iat':" + (S + 31)),
                trick("not valid before as text", "", "'nbf':'0'"),
                trick("no tenant", "", "'tenant':null"),
                trick("an empty tenant", "", "'tenant':''"),
                trick("a number as tenant", "", "'tenant':7"),
                trick("a tenant of control characters", "", "'tenant':'a\\u0000b'"),
                trick("no user", "", "'sub':null"),
                trick("a key of its own", "'jwk':" + ec.toPublicJWK(), ""),
                trick("an address of its own for keys", "'jku':'https://evil.example/keys'", ""),
                trick("an address of its own for certificates", "'x5u':'https://evil.example/cert'", ""),
                trick("a certificate of its own", "'x5c':['AAAA']", ""),
                trick("something critical", "'crit':['exp'],'exp':1", ""),
                trick("a payload that is not encoded", "'b64':false,'crit':['b64']", ""),
                trick("another type", "'typ':'dpop+jwt'", ""),
                trick("a key id that is none of ours", "'kid':'nobody'", ""),
                trick("a key id that is a path", "'kid':'../../../../dev/null'", ""),
                trick("a key id that is SQL", "'kid':'x\\' UNION SELECT \\'key'", ""),
                trick("an endless key id", "'kid':'" + "k".repeat(200) + "'", ""),
                trick("an empty key id", "'kid':''", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tricks")
    void refuses(String name, String header, String claim) throws Exception {
        String token = signed(ec, "{" + json(header) + "}", claims(json(claim)));

        assertThat(byKeys.authenticate(token)).isEmpty();
    }

    @Test
    void refusesATokenThatIsNotSigned() throws Exception {
        String claims = Base64URL.encode(claims("")).toString();
        for (String algorithm : List.of("none", "None", "NONE", "nOnE")) {
            String header = Base64URL.encode("{\"alg\":\"" + algorithm + "\"}").toString();
            for (JwtAuthenticator authenticator : List.of(byKeys, bySecret)) {
                assertThat(authenticator.authenticate(header + "." + claims + "."))
                        .isEmpty();
                assertThat(authenticator.authenticate(header + "." + claims + ".AAAA"))
                        .isEmpty();
                assertThat(authenticator.authenticate(header + "." + claims)).isEmpty();
            }
        }
    }

    @Test
    void refusesAPublicKeyAsASecret() throws Exception {
        byte[] published = rsa.toRSAPublicKey().getEncoded();
        byte[] pem = rsa.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        for (byte[] secret : List.of(published, pem)) {
            JWSHeader header =
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa").build();
            String body = Base64URL.encode(header.toString()) + "." + Base64URL.encode(claims(""));
            String token = body + "." + new MACSigner(secret).sign(header, body.getBytes(StandardCharsets.US_ASCII));
            assertThat(byKeys.authenticate(token)).isEmpty();
        }
    }

    @Test
    void aSecretAmongThePublicKeysIsNoKey() throws Exception {
        set = jwks(ec, new OctetSequenceKey.Builder(SECRET).keyID("oct").build());

        assertThat(byKeys.authenticate(signed(ec, "{}", claims("")))).isPresent();
        assertThat(byKeys.authenticate(signed(null, "{\"kid\":\"oct\"}", claims(""))))
                .isEmpty();
    }

    @Test
    void refusesAnAlgorithmOrAKeyThatIsNotPinned() throws Exception {
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.RS512).keyID("rsa").build();
        String body = Base64URL.encode(header.toString()) + "." + Base64URL.encode(claims(""));
        String token = body + "." + new RSASSASigner(rsa).sign(header, body.getBytes(StandardCharsets.US_ASCII));

        assertThat(byKeys.authenticate(token)).isEmpty();
        assertThat(byKeys.authenticate(signed(other, "{}", claims("")))).isEmpty();
        assertThat(byKeys.authenticate(signed(other, "{\"kid\":\"ec\"}", claims(""))))
                .isEmpty();
        assertThat(bySecret.authenticate(signed(ec, "{}", claims("")))).isEmpty();
    }

    @Test
    void refusesASignatureOfNothing() throws Exception {
        String token = signed(ec, "{}", claims(""));
        String body = token.substring(0, token.lastIndexOf('.') + 1);

        assertThat(byKeys.authenticate(body + Base64URL.encode(new byte[64]))).isEmpty();
        assertThat(byKeys.authenticate(body)).isEmpty();
    }

    @Test
    void refusesEveryOtherTextOfTheSameToken() throws Exception {
        String token = signed(null, "{}", claims(""));
        assertThat(bySecret.authenticate(token)).isPresent();
        char last = token.charAt(token.length() - 1);
        int found = 0;
        for (char c : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".toCharArray()) {
            String twin = token.substring(0, token.length() - 1) + c;
            if (c != last) {
                found += bySecret.authenticate(twin).isPresent() ? 1 : 0;
            }
        }
        assertThat(found).isZero();
        for (String twin : List.of(token + "=", token + " ", " " + token, token + "\n", token + ".", token + "A")) {
            assertThat(bySecret.authenticate(twin)).as(twin).isEmpty();
        }
    }

    @Test
    void refusesAClaimThatIsThereTwice() throws Exception {
        String twice = claims("").replace("{", "{\"tenant\":\"globex\",");

        assertThat(byKeys.authenticate(signed(ec, "{}", twice))).isEmpty();
    }

    @Test
    void survivesTextsOfAnyKind() {
        for (String text : List.of("", ".", "..", "...", "a.b.c", "\u0000.\u0000.\u0000", "e30.e30.e30", "\ud800")) {
            assertThat(byKeys.authenticate(text)).as(text).isEmpty();
        }
        assertThat(byKeys.authenticate("e30." + "A".repeat(1_000_000) + ".AAAA"))
                .isEmpty();
        String deep = "[".repeat(3_000) + "]".repeat(3_000);
        assertThat(byKeys.authenticate("e30." + Base64URL.encode(deep) + ".AAAA"))
                .isEmpty();
    }

    @Test
    void readsRolesAndNamesWhereItIsToldTo() throws Exception {
        JwtAuthenticator custom = new JwtAuthenticator(
                SETTINGS.withClaims("org", "email", "scope").withRoles(Map.of("calls:admin", Role.ADMIN)),
                JwtKeys.secret("HS256", SECRET),
                () -> now);
        String said = claims(json("'org':'o1','email':'a@b.c','scope':'openid calls:admin viewer'"));

        assertThat(custom.authenticate(signed(null, "{}", said)))
                .contains(new Principal(new TenantId("o1"), new UserId("a@b.c"), Set.of(Role.ADMIN)));
        assertThat(bySecret.authenticate(signed(null, "{}", claims("\"roles\":{\"admin\":true}"))))
                .get()
                .extracting(Principal::roles)
                .isEqualTo(Set.of());
    }

    @Test
    void aTokenIsGoodUntilTheSecondItExpires() throws Exception {
        String token = signed(ec, "{}", claims(""));
        now = NOW.plusSeconds(299).plusMillis(999);
        assertThat(byKeys.authenticate(token)).isPresent();
        now = NOW.plusSeconds(300);
        assertThat(byKeys.authenticate(token)).isEmpty();
    }

    @Test
    void aTokenOfAClockThatIsAheadIsTakenWithinTheLeeway() throws Exception {
        assertThat(byKeys.authenticate(signed(ec, "{}", claims("\"nbf\":" + (S + 30) + ",\"iat\":" + (S + 30)))))
                .isPresent();
    }

    @Test
    @Tag("R3.7")
    void aTokenThatWasTakenBackIsNoneAndOneThatCouldNotBeIsNoneEither() throws Exception {
        MemoryRevocations revocations = new MemoryRevocations(() -> now);
        JwtAuthenticator authenticator =
                new JwtAuthenticator(SETTINGS, JwtKeys.secret("HS256", SECRET), () -> now, revocations);
        String token = signed(null, "{}", claims("\"jti\":\"t1\""));
        assertThat(authenticator.authenticate(token)).isPresent();

        revocations.revoke("https://id.example.com", "t1", NOW.plusSeconds(300));

        assertThat(authenticator.authenticate(token)).isEmpty();
        assertThat(authenticator.authenticate(signed(null, "{}", claims("\"jti\":\"t1\",\"x\":1"))))
                .as("the same token in other words")
                .isEmpty();
        assertThat(authenticator.authenticate(signed(null, "{}", claims("\"jti\":\"t2\""))))
                .isPresent();
        assertThat(authenticator.authenticate(signed(null, "{}", claims("")))).isEmpty();
    }

    @Test
    void aKeyThatIsNewIsFoundAndOneThatIsGoneIsForgotten() throws Exception {
        assertThat(byKeys.authenticate(signed(ec, "{}", claims("")))).isPresent();
        set = jwks(other);
        now = NOW.plusSeconds(31);

        assertThat(byKeys.authenticate(signed(other, "{}", claims("")))).isPresent();
        assertThat(byKeys.authenticate(signed(ec, "{}", claims("")))).isEmpty();
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void strangersDoNotMakeItAskAgainAndAgain() throws Exception {
        for (int i = 0; i < 100; i++) {
            byKeys.authenticate(signed(other, "{\"kid\":\"k" + i + "\"}", claims("")));
        }

        assertThat(reads).isEqualTo(1);
    }

    @Test
    void keysThatCannotBeReadAgainAreGoodForAnHour() throws Exception {
        String token = signed(ec, "{}", claims("\"exp\":" + (S + 100_000)));
        assertThat(byKeys.authenticate(token)).isPresent();
        down = true;
        now = NOW.plus(Duration.ofMinutes(59));
        assertThat(byKeys.authenticate(token)).isPresent();
        now = NOW.plus(Duration.ofMinutes(60));
        assertThat(byKeys.authenticate(token)).isEmpty();
        down = false;
        now = NOW.plus(Duration.ofMinutes(61));
        assertThat(byKeys.authenticate(token)).isPresent();
    }

    @Test
    void aSecretThatIsTooShortAndAlgorithmsThatDoNotBelongTogetherAreMistakes() {
        assertThatThrownBy(() -> JwtKeys.secret("HS512", SECRET)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JwtKeys.secret("HS256", Arrays.copyOf(SECRET, 31)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JwtKeys.secret("RS256", SECRET)).isInstanceOf(IllegalArgumentException.class);
        for (String wrong : List.of("HS256", "none", "EdDSA", "ES256K")) {
            assertThatThrownBy(() -> JwtKeys.jwks(() -> "", () -> NOW, "RS256", wrong))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> SETTINGS.withLeeway(Duration.ofSeconds(61)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JwksSource.url(java.net.URI.create("http://id.example.com/keys")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Arguments trick(String name, String header, String claim) {
        return Arguments.of(name, header, claim);
    }

    private static String json(String text) {
        return text.replace("\\'", "\u0001").replace('\'', '"').replace('\u0001', '\'');
    }

    /** Returns a token's claims with some of them replaced, or left out where the name has a dash before it. */
    private static String claims(String replaced) {
        StringBuilder all = new StringBuilder("{").append(replaced);
        for (String claim : List.of(
                "\"iss\":\"https://id.example.com\"",
                "\"aud\":[\"other\",\"callyard\"]",
                "\"exp\":" + (S + 300),
                "\"tenant\":\"acme\"",
                "\"sub\":\"ada\"",
                "\"roles\":[\"viewer\",\"operator\",\"cook\",7]")) {
            String name = claim.substring(0, claim.indexOf(':'));
            if (!replaced.contains(name + ":") && !replaced.contains(name.replaceFirst("\"", "\"-") + ":")) {
                all.append(all.length() == 1 ? "" : ",").append(claim);
            }
        }
        return all.append("}").toString();
    }

    /** Signs whatever the header says, with a key or, without one, with the secret. */
    private static String signed(JWK key, String header, String claims) throws Exception {
        String algorithm = key == null ? "HS256" : key instanceof RSAKey ? "RS256" : "ES256";
        String id = key == null || header.contains("\"kid\"") ? "" : ",\"kid\":\"" + key.getKeyID() + "\"";
        String more = header.equals("{}") ? "" : "," + header.substring(1, header.length() - 1);
        String body =
                Base64URL.encode("{\"alg\":\"" + algorithm + "\"" + id + more + "}") + "." + Base64URL.encode(claims);
        JWSHeader plain = new JWSHeader(JWSAlgorithm.parse(algorithm));
        byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
        Base64URL signature = key == null
                ? new MACSigner(SECRET).sign(plain, bytes)
                : key instanceof RSAKey
                        ? Base64URL.encode(rsaSigned(bytes))
                        : new ECDSASigner(key.toECKey()).sign(plain, bytes);
        return body + "." + signature;
    }

    private static byte[] rsaSigned(byte[] bytes) throws Exception {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(rsa.toRSAPrivateKey());
        signature.update(bytes);
        return signature.sign();
    }

    private static String jwks(JWK... keys) {
        return new JWKSet(List.of(keys)).toString(false).replace("\"k\":", "\"k\":");
    }
}
