package io.callyard.security.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSAlgorithm.Family;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An issuer's public keys, kept for a while. */
final class JwksCache extends JwtKeys {
    private static final Logger log = LoggerFactory.getLogger(JwksCache.class);

    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration USABLE = Duration.ofHours(1);

    /** So often at most is the source asked, whatever ids the tokens of strangers name. */
    private static final Duration APART = Duration.ofSeconds(30);

    private static final int MIN_RSA_BITS = 2048;
    private static final int MAX_KEY_ID = 128;

    private final JwksSource source;
    private final InstantSource clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Keys keys = new Keys(List.of(), Instant.MIN);
    private volatile Instant triedAt = Instant.MIN;

    private record Keys(List<JWK> all, Instant readAt) {}

    JwksCache(JwksSource source, InstantSource clock, Set<String> algorithms) {
        super(algorithms, Family.SIGNATURE);
        if (algorithms.stream().map(JWSAlgorithm::parse).anyMatch(one -> !Family.RSA.contains(one) && bits(one) == 0)) {
            throw new IllegalArgumentException("not all supported: " + algorithms);
        }
        this.source = source;
        this.clock = clock;
    }

    @Override
    Optional<JWSVerifier> verifier(JWSHeader header) throws JOSEException {
        String id = header.getKeyID();
        if (id != null && (id.isEmpty() || id.length() > MAX_KEY_ID)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (isOlder(keys.readAt, FRESH, now)) {
            read(now);
        }
        List<JWK> fitting = fitting(header);
        if (fitting.isEmpty() && id != null) {
            read(now);
            fitting = fitting(header);
        }
        // Who names no key means the only one.
        if (fitting.size() != 1 || isOlder(keys.readAt, USABLE, now)) {
            return Optional.empty();
        }
        JWK key = fitting.get(0);
        return Optional.of(
                key instanceof RSAKey rsa
                        ? new RSASSAVerifier(rsa.toRSAPublicKey())
                        : new ECDSAVerifier(key.toECKey().toECPublicKey()));
    }

    private List<JWK> fitting(JWSHeader header) {
        String id = header.getKeyID();
        return keys.all.stream()
                .filter(key -> id == null || id.equals(key.getKeyID()))
                .filter(key -> fits(key, header.getAlgorithm()))
                .toList();
    }

    private static boolean fits(JWK key, JWSAlgorithm algorithm) {
        if (key.getKeyUse() != null && !key.getKeyUse().equals(KeyUse.SIGNATURE)) {
            return false;
        }
        if (key.getAlgorithm() != null && !key.getAlgorithm().equals(algorithm)) {
            return false;
        }
        if (key instanceof RSAKey) {
            return Family.RSA.contains(algorithm) && key.size() >= MIN_RSA_BITS;
        }
        return key instanceof ECKey ec && bits(algorithm) > 0 && ec.getCurve().equals(curve(algorithm));
    }

    /** Reads the keys again, unless that was tried a moment ago or somebody else is at it. */
    private void read(Instant now) {
        if (!isOlder(triedAt, APART, now) || !reading.tryLock()) {
            return;
        }
        try {
            if (!isOlder(triedAt, APART, now)) {
                return;
            }
            triedAt = now;
            keys = new Keys(List.copyOf(JWKSet.parse(source.read()).getKeys()), now);
        } catch (IOException | ParseException | RuntimeException e) {
            log.warn("the keys could not be read; those that are known are used for a while", e);
        } finally {
            reading.unlock();
        }
    }

    private static boolean isOlder(Instant then, Duration age, Instant now) {
        return then.equals(Instant.MIN) || !now.isBefore(then.plus(age));
    }

    private static int bits(JWSAlgorithm algorithm) {
        return switch (algorithm.getName()) {
            case "ES256" -> 256;
            case "ES384" -> 384;
            case "ES512" -> 521;
            default -> 0;
        };
    }

    private static Curve curve(JWSAlgorithm algorithm) {
        return switch (bits(algorithm)) {
            case 256 -> Curve.P_256;
            case 384 -> Curve.P_384;
            default -> Curve.P_521;
        };
    }
}
