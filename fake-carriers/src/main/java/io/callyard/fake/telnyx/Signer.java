package io.callyard.fake.telnyx;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** Signs webhooks: Ed25519 over the timestamp, a bar and the body. */
final class Signer {
    private static final int KEY_LENGTH = 32;

    private final KeyPair keys;
    private final boolean signs;

    /**
     * Makes a signer.
     *
     * @param seed the private key, 32 bytes
     */
    Signer(byte[] seed) {
        this(seed, true);
    }

    /**
     * Makes a signer.
     *
     * @param seed the private key, 32 bytes
     * @param signs whether it really signs
     */
    Signer(byte[] seed, boolean signs) {
        if (seed.length != KEY_LENGTH) {
            throw new IllegalArgumentException("a seed has 32 bytes");
        }
        this.signs = signs;
        try {
            // The JDK has no way from a private key to its public one but to generate both from the seed.
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new Seed(seed.clone()));
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the public key's 32 bytes in Base64, as the portal shows them. */
    String publicKey() {
        byte[] x509 = keys.getPublic().getEncoded();
        return Base64.getEncoder().encodeToString(Arrays.copyOfRange(x509, x509.length - KEY_LENGTH, x509.length));
    }

    /** Returns the signature in Base64; empty if it does not sign. */
    String sign(String timestamp, byte[] body) {
        if (!signs) {
            return "";
        }
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes(timestamp.getBytes(StandardCharsets.US_ASCII));
        signed.write('|');
        signed.writeBytes(body);
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update(signed.toByteArray());
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Seed extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        Seed(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
