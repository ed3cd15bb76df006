package io.callyard.model;

import java.util.regex.Pattern;

/**
 * A telephone number in E.164 form: {@code +}, then 7 to 15 digits of which the first is not 0.
 *
 * <p>Only the syntax is checked; whether the number exists is for a {@code DialPolicy} to say. The
 * text form is masked, so that a number does not reach a log by accident: ask for {@link #e164()}
 * where the digits are needed.
 *
 * <p><b>Source.</b> ITU-T E.164 (11/2010), section 6.
 */
public final class PhoneNumber {
    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");

    /** The digits as a number: E.164 has at most 15, and a queue of a million keeps a million. */
    private final long digits;

    private PhoneNumber(long digits) {
        this.digits = digits;
    }

    /**
     * Reads a number.
     *
     * @throws IllegalArgumentException if {@code text} is not in E.164 form; the message does not
     *     repeat the text
     */
    public static PhoneNumber parse(String text) {
        if (!E164.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "phone number must be in E.164 form: + and 7 to 15 digits, as in +15551234567");
        }
        return new PhoneNumber(Long.parseLong(text, 1, text.length(), 10));
    }

    /** Returns the full number, {@code +} included. */
    public String e164() {
        return "+" + digits;
    }

    /** Returns the number with its middle hidden: country and last two digits stay readable. */
    public String masked() {
        String all = e164();
        int shown = Math.min(5, all.length() - 5);
        return all.substring(0, shown) + "*".repeat(all.length() - shown - 2) + all.substring(all.length() - 2);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PhoneNumber that && that.digits == digits;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(digits);
    }

    /** The {@linkplain #masked() masked} form. */
    @Override
    public String toString() {
        return masked();
    }
}
