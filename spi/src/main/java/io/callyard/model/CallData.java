package io.callyard.model;

import io.callyard.internal.Checks;

/**
 * What the application wants to travel with a call: free-form text, usually a JSON object. The
 * engine keeps it, hands it to the carrier driver and never looks inside.
 *
 * @param text at most {@value #MAX_BYTES} bytes of UTF-8
 */
public record CallData(String text) {
    /** The largest size, in bytes of UTF-8. */
    public static final int MAX_BYTES = 16 * 1024;

    /** No data. */
    public static final CallData NONE = new CallData("");

    public CallData {
        Checks.body(text, "call data", MAX_BYTES);
    }

    /** Returns whether there is nothing in it. */
    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** Says how much there is, not what: the content may be personal. */
    @Override
    public String toString() {
        return "CallData[" + text.length() + " characters]";
    }
}
