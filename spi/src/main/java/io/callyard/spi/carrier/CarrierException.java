package io.callyard.spi.carrier;

/** A carrier failed to answer in its own words. */
public final class CarrierException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean outcomeKnown;

    /**
     * Describes a failure.
     *
     * @param message what happened; no secrets, no phone numbers
     * @param outcomeKnown whether the request provably had no effect
     */
    public CarrierException(String message, boolean outcomeKnown) {
        super(message);
        this.outcomeKnown = outcomeKnown;
    }

    /**
     * Describes a failure with its cause.
     *
     * @param message what happened; no secrets, no phone numbers
     * @param outcomeKnown whether the request provably had no effect
     * @param cause what lies beneath
     */
    public CarrierException(String message, boolean outcomeKnown, Throwable cause) {
        super(message, cause);
        this.outcomeKnown = outcomeKnown;
    }

    /** Returns whether the request provably had no effect. If not, nobody knows. */
    public boolean outcomeKnown() {
        return outcomeKnown;
    }
}
