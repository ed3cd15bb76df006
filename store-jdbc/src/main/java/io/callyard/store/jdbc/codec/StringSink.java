package io.callyard.store.jdbc.codec;

import java.io.Writer;

/**
 * Makes a string of what is written. Most texts come in one piece, which becomes the string without
 * a second copy.
 */
final class StringSink extends Writer {
    private String text = "";

    @Override
    public void write(char[] buffer, int offset, int length) {
        String piece = new String(buffer, offset, length);
        text = text.isEmpty() ? piece : text.concat(piece);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    /** Returns everything written so far. */
    @Override
    public String toString() {
        return text;
    }
}
