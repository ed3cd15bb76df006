package io.callyard.store.jdbc.sql;

/** A connection began its transaction under another isolation than READ COMMITTED; nothing was done. */
final class WrongIsolationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongIsolationException(String isolation) {
        super("the transaction runs under " + isolation);
    }
}
