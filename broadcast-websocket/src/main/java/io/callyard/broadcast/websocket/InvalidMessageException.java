package io.callyard.broadcast.websocket;

/** A client's message is not what it should be. Its socket is closed, and the message had no effect. */
public final class InvalidMessageException extends Exception {
    private static final long serialVersionUID = 1;

    /** A message that is wrong for a reason that is shown to the client. */
    public InvalidMessageException(String reason) {
        super(reason);
    }
}
