package io.callyard.benchmarks.live;

import java.util.Arrays;

/**
 * Finds the frames in what a server sends (RFC 6455, section 5.2): first an HTTP answer, which must switch protocols,
 * then frames without masks, each a whole message. It copies nothing but frames that come in pieces, so that a client
 * costs little beside the server. One thread at a time.
 */
final class FrameReader {
    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final byte[] NOTHING = {};
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
    private static final int STATUS_AT = "HTTP/1.1 ".length();

    /** Takes what comes. */
    interface Sink {
        /** The handshake was answered with 101. */
        void open();

        /** A frame lies between two places; it is overwritten after this returns. */
        void frame(int opcode, byte[] bytes, int from, int to);
    }

    private final Sink sink;
    private boolean open;
    private byte[] rest = NOTHING;

    FrameReader(Sink sink) {
        this.sink = sink;
    }

    /** Takes the first {@code length} of {@code bytes}. */
    void read(byte[] bytes, int length) {
        byte[] all = bytes;
        int end = length;
        if (rest.length > 0) {
            all = Arrays.copyOf(rest, rest.length + length);
            System.arraycopy(bytes, 0, all, rest.length, length);
            end = all.length;
        }
        int at = open ? 0 : head(all, end);
        if (open) {
            at = frames(all, at, end);
        }
        rest = at == end ? NOTHING : Arrays.copyOfRange(all, at, end);
    }

    /** Returns where the head ends; 0 if it is not there yet. */
    private int head(byte[] bytes, int end) {
        for (int at = HEAD_END.length; at <= end; at++) {
            if (Arrays.equals(bytes, at - HEAD_END.length, at, HEAD_END, 0, HEAD_END.length)) {
                if (bytes[STATUS_AT] != '1' || bytes[STATUS_AT + 1] != '0' || bytes[STATUS_AT + 2] != '1') {
                    throw new IllegalStateException("the server does not switch to WebSocket");
                }
                open = true;
                sink.open();
                return at;
            }
        }
        return 0;
    }

    /** Returns where the first frame begins that is not whole. */
    private int frames(byte[] bytes, int from, int end) {
        int at = from;
        while (end - at >= 2) {
            int length = bytes[at + 1] & 0x7f;
            int payload = at + 2;
            if (length == 126) {
                payload += 2;
                length = payload > end ? 0 : (bytes[at + 2] & 0xff) << 8 | (bytes[at + 3] & 0xff);
            } else if (length == 127) {
                throw new IllegalStateException("a frame of more than 64 KB");
            }
            if (payload + length > end) {
                return at;
            }
            sink.frame(bytes[at] & 0xf, bytes, payload, payload + length);
            at = payload + length;
        }
        return at;
    }
}
