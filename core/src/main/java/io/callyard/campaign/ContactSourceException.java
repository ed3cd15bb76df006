package io.callyard.campaign;

/** A list of contacts broke off. What was read before it did was added. */
public final class ContactSourceException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient ContactImport soFar;

    /**
     * Describes the failure.
     *
     * @param soFar what became of the contacts before
     * @param cause why the list broke off
     */
    public ContactSourceException(ContactImport soFar, Throwable cause) {
        super(
                "the list of contacts broke off after " + (soFar.accepted() + soFar.duplicates() + soFar.rejected())
                        + " rows",
                cause);
        this.soFar = soFar;
    }

    /** Returns what became of the contacts before the list broke off. */
    public ContactImport soFar() {
        return soFar;
    }
}
