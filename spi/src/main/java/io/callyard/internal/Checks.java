package io.callyard.internal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The rules for text that comes from outside, in one place. */
public final class Checks {
    private Checks() {}

    /**
     * An id: not blank, at most {@code max} characters, nothing that a log line, a database or a URL
     * would treat specially (control characters, lone surrogates).
     */
    public static String id(String value, String what, int max) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(what + " must not be blank");
        }
        return text(value, what, max);
    }

    /** Text for people: may be empty, otherwise like {@link #id}. */
    public static String text(String value, String what, int max) {
        if (value.length() > max) {
            throw new IllegalArgumentException(
                    what + " is too long: " + value.length() + " characters, at most " + max);
        }
        requireWellFormed(value, what, false);
        return value;
    }

    /** Free-form text: line breaks and tabs allowed, size counted in bytes of UTF-8. */
    public static String body(String value, String what, int maxBytes) {
        int bytes = value.length() > maxBytes ? value.length() : value.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > maxBytes) {
            throw new IllegalArgumentException(what + " is too large: at most " + maxBytes + " bytes of UTF-8");
        }
        requireWellFormed(value, what, true);
        return value;
    }

    /** The latest instant that a request may name: every database and every wire format can keep it. */
    public static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** A time asked for by somebody outside. */
    public static void instant(@Nullable Instant value, String what) {
        if (value != null && (value.isAfter(LATEST) || value.isBefore(Instant.EPOCH))) {
            throw new IllegalArgumentException(what + " must be from 1970 to 9999, but was " + value);
        }
    }

    /** Cuts text that a carrier or an exception gave us to what a reason may hold. */
    public static String clipped(String value, int max) {
        if (value.length() <= max && isPlain(value)) {
            return value;
        }
        StringBuilder clean = new StringBuilder(Math.min(value.length(), max));
        value.codePoints()
                .limit(max)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? ' ' : c)
                .forEach(clean::appendCodePoint);
        if (clean.length() <= max) {
            return clean.toString();
        }
        // A cut through a pair would leave half a character, which a database refuses or replaces.
        return clean.substring(0, max > 0 && Character.isHighSurrogate(clean.charAt(max - 1)) ? max - 1 : max);
    }

    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isISOControl(c) || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    private static void requireWellFormed(String value, String what, boolean lines) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isISOControl(c) && !(lines && (c == '\n' || c == '\r' || c == '\t'))) {
                throw new IllegalArgumentException(what + " contains a control character at index " + i);
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < value.length()
                        && Character.isLowSurrogate(value.charAt(i + 1));
                if (!pair) {
                    throw new IllegalArgumentException(what + " contains half a surrogate pair at index " + i);
                }
                i++;
            }
        }
    }
}
