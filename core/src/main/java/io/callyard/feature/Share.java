package io.callyard.feature;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * For how many something is on.
 *
 * @param basisPoints hundredths of a percent, 0 to {@value #ALL}
 */
public record Share(int basisPoints) {
    /** Everybody, in basis points. */
    public static final int ALL = 10_000;

    /** Nobody. */
    public static final Share OFF = new Share(0);

    /** Everybody. */
    public static final Share ON = new Share(ALL);

    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3})(?:\\.(\\d{1,2}))?\\s*%");

    public Share {
        if (basisPoints < 0 || basisPoints > ALL) {
            throw new IllegalArgumentException("a share must be 0% to 100%, but was " + text(basisPoints));
        }
    }

    /**
     * Returns so many percent.
     *
     * @throws IllegalArgumentException if it is not 0 to 100, in steps of 0.01
     */
    public static Share percent(double percent) {
        long rounded = Math.round(percent * 100);
        if (!(percent >= 0 && percent <= 100) || Math.abs(percent * 100 - rounded) > 1e-6) {
            throw new IllegalArgumentException(
                    "a share must be 0% to 100% in steps of 0.01%, but was " + percent + "%");
        }
        return new Share((int) rounded);
    }

    /**
     * Reads a share: {@code on}, {@code off}, or a percentage such as {@code 25%} or {@code 0.5%}.
     *
     * @throws IllegalArgumentException if it is something else, or not 0 to 100 %
     */
    public static Share parse(String text) {
        String bare = text.strip();
        if (bare.equalsIgnoreCase("on")) {
            return ON;
        }
        if (bare.equalsIgnoreCase("off")) {
            return OFF;
        }
        Matcher matcher = PERCENT.matcher(bare);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "a share must be on, off, or 0% to 100% in steps of 0.01%, but was '" + text + "'");
        }
        String fraction = matcher.group(2) == null ? "" : matcher.group(2);
        return new Share(
                Integer.parseInt(matcher.group(1)) * 100 + Integer.parseInt((fraction + "00").substring(0, 2)));
    }

    /** Returns whether somebody is among them who was drawn as {@code bucket}, 0 to {@value #ALL} less one. */
    boolean includes(int bucket) {
        return bucket < basisPoints;
    }

    /** The form that {@link #parse} reads: {@code on}, {@code off} or {@code 12.5%}. */
    @Override
    public String toString() {
        return basisPoints == ALL ? "on" : basisPoints == 0 ? "off" : text(basisPoints);
    }

    private static String text(int basisPoints) {
        return BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros().toPlainString() + "%";
    }
}
