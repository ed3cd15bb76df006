package io.callyard.store.jdbc.ledger;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The names of changes as they are stored. Whoever makes them up keeps no rules: what is long, or holds
 * what a database refuses or replaces, is stored as a digest.
 */
final class OnceKey {
    private static final String DIGEST = "sha256:";
    private static final Pattern PLAIN = Pattern.compile("[\\x20-\\x7e]{0,128}");

    private OnceKey() {}

    /** Returns a short and plain text, another one for each name. */
    static String of(String name) {
        return PLAIN.matcher(name).matches() && !name.startsWith(DIGEST) ? name : DIGEST + digest(name);
    }

    private static String digest(String name) {
        try {
            // Not by a charset: those have one replacement for every half of a surrogate pair.
            ByteBuffer bytes = ByteBuffer.allocate(name.length() * Character.BYTES);
            bytes.asCharBuffer().put(name);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
