package io.callyard.spi.store;

/** A store could not do what it was asked. For a change, whether it took effect is unknown. */
public final class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Describes a failure. */
    public StoreUnavailableException(String message) {
        super(message);
    }

    /** Describes a failure with its cause. */
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
