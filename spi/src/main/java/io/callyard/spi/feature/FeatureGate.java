package io.callyard.spi.feature;

/**
 * Decides whether a feature is on for somebody.
 *
 * <p><b>Threads.</b> Safe for many threads; asked on hot paths, so it must not block.
 */
@FunctionalInterface
public interface FeatureGate {
    /**
     * Returns whether {@code feature} is on for {@code subject}.
     *
     * @param feature the feature's name, such as {@code callbacks}
     * @param subject a stable name of who it is for; one subject always gets the same answer while
     *     the settings stay
     */
    boolean isOn(String feature, String subject);

    /** Every feature is on for everybody. */
    static FeatureGate allOn() {
        return (feature, subject) -> true;
    }
}
