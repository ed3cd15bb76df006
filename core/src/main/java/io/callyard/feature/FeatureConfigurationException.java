package io.callyard.feature;

/** A setting of a feature cannot be understood. Nothing was set. */
public final class FeatureConfigurationException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String property;
    private final String value;

    /**
     * Describes the fault.
     *
     * @param property the full name of the setting
     * @param value what it was set to
     * @param why what is wrong with it
     */
    FeatureConfigurationException(String property, String value, String why) {
        super(property + "=" + value + ": " + why);
        this.property = property;
        this.value = value;
    }

    /** Returns the full name of the setting. */
    public String property() {
        return property;
    }

    /** Returns what it was set to. */
    public String value() {
        return value;
    }
}
