package io.callyard.telephony.telnyx;

import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * A public key that webhooks are signed with: Ed25519 (RFC 8032).
 *
 * <p>The arithmetic is Bouncy Castle's, not the JDK's: it takes an eighth of the time, and whoever floods the webhooks
 * with forged ones makes us pay for it each time.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class SigningKey {
    /** Of a signature. */
    static final int SIGNATURE_BYTES = Ed25519.SIGNATURE_SIZE;

    private static final int BYTES = Ed25519.PUBLIC_KEY_SIZE;

    private final String base64;
    private final Ed25519PublicKeyParameters key;

    private SigningKey(byte[] raw) {
        base64 = Base64.getEncoder().encodeToString(raw);
        key = new Ed25519PublicKeyParameters(raw, 0);
    }

    /**
     * Reads a public key.
     *
     * @param base64 32 bytes
     * @throws IllegalArgumentException if it is none, or one under which anybody could sign
     */
    static SigningKey parse(String base64) {
        byte[] raw;
        try {
            raw = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the public key must be Base64, as the portal shows it");
        }
        if (raw.length != BYTES) {
            throw new IllegalArgumentException("the public key must have 32 bytes, but has " + raw.length);
        }
        // Whatever is no point of the curve, or a point of small order, or has a part of one.
        if (!Ed25519.validatePublicKeyFull(raw, 0)) {
            throw new IllegalArgumentException(
                    "this is no public key of Ed25519, or one under which anybody could sign");
        }
        return new SigningKey(raw);
    }

    /**
     * Whether the owner of the key has signed a message. A second spelling of a signature is none.
     *
     * @param signature {@value #SIGNATURE_BYTES} bytes
     */
    boolean hasSigned(byte[] message, byte[] signature) {
        return key.verify(Ed25519.Algorithm.Ed25519, null, message, 0, message.length, signature, 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SigningKey that && base64.equals(that.base64);
    }

    @Override
    public int hashCode() {
        return base64.hashCode();
    }
}
