package io.callyard.postgresql;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One message of PostgreSQL's protocol 3: a type, a length and a body.
 *
 * <p><b>Source.</b> PostgreSQL documentation, "Message Formats".
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, only passed on
record Frame(char type, byte[] body) {
    private static final int LENGTH_OF_LENGTH = 4;

    /** Returns the next message, or null where the stream ends between two. */
    static @Nullable Frame read(DataInputStream in) throws IOException {
        int type = in.read();
        return type < 0 ? null : new Frame((char) type, readBody(in));
    }

    /** Reads a length and as many bytes: all there is to the first messages of a connection. */
    static byte[] readBody(DataInputStream in) throws IOException {
        int length = in.readInt() - LENGTH_OF_LENGTH;
        if (length < 0) {
            throw new IOException("Not PostgreSQL's protocol: a message of length " + length);
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("The stream ends inside a message");
        }
        return body;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeByte(type);
        writeBody(out, body);
    }

    static void writeBody(DataOutputStream out, byte[] body) throws IOException {
        out.writeInt(LENGTH_OF_LENGTH + body.length);
        out.write(body);
    }

    /** Returns the text from {@code begin} to the zero that ends it. */
    String text(int begin) {
        int end = begin;
        while (end < body.length && body[end] != 0) {
            end++;
        }
        return new String(body, begin, end - begin, StandardCharsets.UTF_8);
    }

    /** Where the text after the one at {@code begin} begins. */
    int afterText(int begin) {
        int end = begin;
        while (end < body.length && body[end] != 0) {
            end++;
        }
        return end + 1;
    }
}
