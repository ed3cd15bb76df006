package io.callyard.broadcast.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;

/**
 * Why a socket is closed (RFC 6455, section 7.4).
 *
 * @param code the close code
 * @param reason a few words in ASCII, shown to the client
 */
record Closing(int code, String reason) {
    static final Closing GOING_AWAY = new Closing(1001, "the server stops");
    static final Closing SILENT = new Closing(1001, "nothing was heard");
    static final Closing WRONG_PROTOCOL = new Closing(1002, "the subprotocol callyard.v1 is needed");
    static final Closing NOT_TEXT = new Closing(1003, "text messages only");
    static final Closing FOREIGN = new Closing(1008, "the origin is not allowed");
    static final Closing TOO_OFTEN = new Closing(1008, "too many messages");
    static final Closing TOO_LARGE = new Closing(1009, "the message is too large");
    static final Closing FAULT = new Closing(1011, "internal error");
    static final Closing TOO_SLOW = new Closing(1013, "too slow; resume");
    static final Closing UNAVAILABLE = new Closing(1013, "not available now; resume");
    static final Closing UNAUTHENTICATED = new Closing(4401, "the token is not valid");
    static final Closing LOGGED_OUT = new Closing(4401, "logged out");

    /** A close frame carries 123 bytes of reason. */
    private static final int MAX_REASON = 100;

    /** The text is not what it should be. */
    static Closing malformed(String why) {
        return new Closing(1007, printable(why));
    }

    /** The text is well formed, and not allowed. */
    static Closing forbidden(String why) {
        return new Closing(1008, printable(why));
    }

    /** There are too many sockets. */
    static Closing tooMany(String why) {
        return new Closing(1013, printable(why));
    }

    CloseReason toCloseReason() {
        return new CloseReason(CloseCodes.getCloseCode(code), reason);
    }

    private static String printable(String text) {
        String ascii = text.replaceAll("[^ -~]", "?");
        return ascii.length() <= MAX_REASON ? ascii : ascii.substring(0, MAX_REASON);
    }
}
