package io.callyard.security.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The keys that tokens are verified with, and the algorithms that they are pinned to. A shared secret
 * and public keys are never mixed: else a public key, which is no secret, could pass for one.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public abstract sealed class JwtKeys permits JwtKeys.Secret, JwksCache {
    private final Set<JWSAlgorithm> algorithms;

    JwtKeys(Set<String> allowed, JWSAlgorithm.Family possible) {
        algorithms = allowed.stream().map(JWSAlgorithm::parse).collect(Collectors.toUnmodifiableSet());
        if (algorithms.isEmpty() || !possible.containsAll(algorithms)) {
            throw new IllegalArgumentException("algorithms must be some of " + possible + ", but were " + allowed);
        }
    }

    /**
     * A secret that is shared with the issuer.
     *
     * @param algorithm {@code HS256}, {@code HS384} or {@code HS512}
     * @param secret random, and at least as long as the hash: 32, 48 or 64 bytes
     */
    public static JwtKeys secret(String algorithm, byte[] secret) {
        return new Secret(algorithm, secret.clone());
    }

    /**
     * An issuer's public keys. They are read again every five minutes, and once more when a token names
     * one that is not known; while they cannot be, those that are known are good for an hour.
     *
     * @param algorithms some of {@code RS256}, {@code RS384}, {@code RS512}, {@code PS256}, {@code PS384},
     *     {@code PS512}, {@code ES256}, {@code ES384} and {@code ES512}
     */
    public static JwtKeys jwks(JwksSource source, InstantSource clock, String... algorithms) {
        return new JwksCache(source, clock, Set.copyOf(Stream.of(algorithms).toList()));
    }

    /** Returns whether a token may be signed in this way. */
    boolean allows(JWSAlgorithm algorithm) {
        return algorithms.contains(algorithm);
    }

    /** Returns what verifies a token with this header; empty if no key fits. The header is hostile. */
    abstract Optional<JWSVerifier> verifier(JWSHeader header) throws JOSEException;

    /** A shared secret. */
    static final class Secret extends JwtKeys {
        private final byte[] secret;

        Secret(String algorithm, byte[] secret) {
            super(Set.of(algorithm), JWSAlgorithm.Family.HMAC_SHA);
            this.secret = secret;
            int needed = Integer.parseInt(algorithm.substring(2)) / 8;
            if (secret.length < needed) {
                throw new IllegalArgumentException(
                        "the secret must have at least " + needed + " bytes, but had " + secret.length);
            }
        }

        @Override
        Optional<JWSVerifier> verifier(JWSHeader header) throws JOSEException {
            return Optional.of(new MACVerifier(secret));
        }
    }
}
