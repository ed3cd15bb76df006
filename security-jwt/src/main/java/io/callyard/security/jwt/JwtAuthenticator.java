package io.callyard.security.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import io.callyard.spi.security.Authenticator;
import io.callyard.spi.security.Principal;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes signed JWTs of one issuer for one audience.
 *
 * <p>The algorithms are pinned, and a shared secret is never mixed with public keys. A token must say
 * its issuer, its audience and when it expires. What it says about its own key is not followed: one
 * that carries {@code jwk}, {@code jku}, {@code x5u}, {@code x5c} or {@code crit} is refused, and its
 * {@code kid} is only looked for among the keys that are configured. A text that decodes to the same
 * token as another, or that says one thing twice, is refused.
 *
 * <p><b>Threads.</b> Safe for many threads. It blocks while it reads an issuer's keys.
 *
 * <p><b>Source.</b> RFC 7519 and RFC 8725.
 */
public final class JwtAuthenticator implements Authenticator {
    private static final Logger log = LoggerFactory.getLogger(JwtAuthenticator.class);

    /** Longer than any token that fits into the headers that containers take. */
    private static final int MAX_TOKEN = 16 * 1024;

    private static final Set<JOSEObjectType> TYPES = Set.of(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"));

    private final JwtKeys keys;
    private final Claims claims;

    /** Takes tokens that are not revoked before they expire. */
    public JwtAuthenticator(JwtSettings settings, JwtKeys keys, InstantSource clock) {
        this(settings, keys, clock, null);
    }

    /**
     * Takes tokens.
     *
     * @param revocations which of them were taken back; a token must have a {@code jti} then
     */
    public JwtAuthenticator(
            JwtSettings settings, JwtKeys keys, InstantSource clock, @Nullable Revocations revocations) {
        this.keys = keys;
        this.claims = new Claims(settings, clock, revocations);
    }

    @Override
    public Optional<Principal> authenticate(String token) {
        try {
            return Optional.of(verified(token));
        } catch (RefusedException e) {
            // Never the token itself.
            log.debug("a token was refused: {}", e.getMessage());
            return Optional.empty();
        } catch (ParseException | JOSEException | RuntimeException e) {
            log.debug("a token could not be read: {}", e.getClass().getName());
            return Optional.empty();
        }
    }

    private Principal verified(String token) throws RefusedException, ParseException, JOSEException {
        requireCanonical(token);
        JWSObject signed = JWSObject.parse(token);
        JWSHeader header = signed.getHeader();
        requireHarmless(header);
        JWSVerifier verifier = keys.verifier(header).orElseThrow(() -> new RefusedException("no key fits"));
        if (!signed.verify(verifier)) {
            throw new RefusedException("the signature is wrong");
        }
        Map<String, Object> said = signed.getPayload().toJSONObject();
        if (said == null) {
            throw new RefusedException("the payload is no object");
        }
        return claims.principal(said);
    }

    private void requireHarmless(JWSHeader header) throws RefusedException {
        if (!keys.allows(header.getAlgorithm())) {
            throw new RefusedException("the algorithm is not allowed");
        }
        if (header.getType() != null && !TYPES.contains(header.getType())) {
            throw new RefusedException("the type is another");
        }
        if (header.getJWK() != null
                || header.getJWKURL() != null
                || header.getX509CertURL() != null
                || header.getX509CertChain() != null
                || header.getCriticalParams() != null
                || !header.isBase64URLEncodePayload()) {
            throw new RefusedException("the header says too much");
        }
    }

    /** A decoder that lets the last bits be anything would give one token many texts. */
    private static void requireCanonical(String token) throws RefusedException {
        if (token.length() > MAX_TOKEN) {
            throw new RefusedException("it is too long");
        }
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            throw new RefusedException("it has not three parts");
        }
        for (String part : parts) {
            byte[] decoded = Base64.getUrlDecoder().decode(part);
            if (decoded.length == 0
                    || !Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(decoded)
                            .equals(part)) {
                throw new RefusedException("a part is not canonical");
            }
        }
    }
}
