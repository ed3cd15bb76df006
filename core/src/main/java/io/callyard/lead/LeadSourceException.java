package io.callyard.lead;

/** A list of leads broke off. What was read before it did was added. */
public final class LeadSourceException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient LeadImport soFar;

    /**
     * Describes the failure.
     *
     * @param soFar what became of the leads before
     * @param cause why the list broke off
     */
    public LeadSourceException(LeadImport soFar, Throwable cause) {
        super(
                "the list of leads broke off after " + (soFar.added() + soFar.known() + soFar.rejected()) + " rows",
                cause);
        this.soFar = soFar;
    }

    /** Returns what became of the leads before the list broke off. */
    public LeadImport soFar() {
        return soFar;
    }
}
