package io.callyard.benchmarks.live;

import java.nio.charset.StandardCharsets;

/** What a client writes (RFC 6455): frames are masked with zeros, which leaves what they carry as it is. */
final class ClientBytes {
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int LONGEST = 125;

    private ClientBytes() {}

    /** Returns what asks for a socket. */
    static byte[] handshake(int port, String path, String token) {
        return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: callyard.v1\r\n"
                        + "Authorization: Bearer " + token + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns what asks for all events from now on. */
    static byte[] resume() {
        return frame(FrameReader.TEXT, "{\"type\":\"resume\"}".getBytes(StandardCharsets.US_ASCII));
    }

    /** Returns the answer to a ping that carries nothing. */
    static byte[] pong() {
        return frame(FrameReader.PONG, new byte[0]);
    }

    private static byte[] frame(int opcode, byte[] payload) {
        if (payload.length > LONGEST) {
            throw new IllegalArgumentException("too long for a frame with a short length: " + payload.length);
        }
        byte[] frame = new byte[6 + payload.length];
        frame[0] = (byte) (FINAL | opcode);
        frame[1] = (byte) (MASKED | payload.length);
        System.arraycopy(payload, 0, frame, 6, payload.length);
        return frame;
    }
}
