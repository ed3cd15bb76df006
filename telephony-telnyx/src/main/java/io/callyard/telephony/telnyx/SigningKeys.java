package io.callyard.telephony.telnyx;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;

/** Reads the keys that webhooks are signed with. */
final class SigningKeys {
    /** What they are for. */
    static final String ALGORITHM = "Ed25519";

    private static final int BYTES = 32;

    /** What stands before the key in its usual encoding (RFC 8410). */
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    /**
     * Points of small order, the sign bit left out: under such a key anybody could sign.
     *
     * <p><b>Source.</b> The eight points of the curve whose order divides 8 (RFC 8032, section 5.1), in every encoding
     * that a lenient reader takes.
     */
    private static final Set<String> SMALL = Set.of(
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0100000000000000000000000000000000000000000000000000000000000000",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");

    private SigningKeys() {}

    /**
     * Reads a public key.
     *
     * @param base64 32 bytes
     * @throws IllegalArgumentException if it is none, or one under which anybody could sign
     */
    static PublicKey parse(String base64) {
        byte[] raw;
        try {
            raw = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the public key must be Base64, as the portal shows it");
        }
        if (raw.length != BYTES) {
            throw new IllegalArgumentException("the public key must have 32 bytes, but has " + raw.length);
        }
        byte[] unsigned = raw.clone();
        unsigned[BYTES - 1] &= 0x7f;
        if (SMALL.contains(HexFormat.of().formatHex(unsigned))) {
            throw new IllegalArgumentException("anybody could sign under this public key");
        }
        byte[] encoded = new byte[PREFIX.length + BYTES];
        System.arraycopy(PREFIX, 0, encoded, 0, PREFIX.length);
        System.arraycopy(raw, 0, encoded, PREFIX.length, BYTES);
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("this is no public key of " + ALGORITHM);
        }
    }
}
