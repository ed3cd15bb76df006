package io.callyard.broadcast.websocket;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A client that sends bytes as it likes, and reads frames (RFC 6455, section 5.2). */
final class RawClient implements AutoCloseable {
    /** A frame's first byte: final, and the opcode. */
    static final int TEXT = 0x81;

    static final int CLOSE = 0x88;
    static final int PING = 0x89;

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private String status = "";

    /**
     * A frame that came.
     *
     * @param head the first byte
     * @param payload the rest
     */
    record Frame(int head, byte[] payload) {
        int closeCode() {
            return payload.length < 2 ? 1005 : (payload[0] & 0xff) << 8 | (payload[1] & 0xff);
        }

        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }
    }

    private RawClient(int port, int receiveBuffer, List<String> headers) throws IOException {
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress("127.0.0.1", port), 10_000);
        in = new DataInputStream(socket.getInputStream());
        StringBuilder request = new StringBuilder("GET /ws HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: callyard.v1\r\n");
        headers.forEach(header -> request.append(header).append("\r\n"));
        socket.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        readHead();
    }

    /** Shakes hands with a token. */
    static RawClient open(TestSockets server, String token) throws IOException {
        return open(server, token, 0);
    }

    /** Shakes hands, with a small window for what comes. */
    static RawClient open(TestSockets server, String token, int receiveBuffer) throws IOException {
        RawClient client = new RawClient(server.port(), receiveBuffer, List.of("Authorization: Bearer " + token));
        if (client.status() != 101) {
            throw new IOException(client.status);
        }
        return client;
    }

    /** Returns the status with which a handshake with these headers is answered. */
    static int handshake(TestSockets server, String... headers) throws IOException {
        try (RawClient client = new RawClient(server.port(), 0, List.of(headers))) {
            return client.status();
        }
    }

    int status() {
        return Integer.parseInt(status.split(" ")[1]);
    }

    private void readHead() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        String text = "";
        while (!text.endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the connection was closed in the handshake: " + text);
            }
            head.write(next);
            text = head.toString(StandardCharsets.ISO_8859_1);
        }
        status = text.substring(0, text.indexOf("\r\n"));
    }

    /** Sends a frame, masked as a client must. */
    void send(int head, byte[] payload) throws IOException {
        send(frame(head, payload));
    }

    void send(int head, String text) throws IOException {
        send(head, text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Returns a frame with a mask of zeros, which leaves the payload as it is. */
    static byte[] frame(int head, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(head);
        int length = payload.length;
        if (length < 126) {
            out.write(0x80 | length);
        } else if (length < 65536) {
            out.write(0x80 | 126);
            out.write(length >> 8);
            out.write(length);
        } else {
            out.write(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                out.write((int) ((long) length >> shift));
            }
        }
        out.writeBytes(new byte[4]);
        out.writeBytes(payload);
        return out.toByteArray();
    }

    /** Waits for the next frame; fails at the end of the connection. */
    Frame read() throws IOException {
        int head = in.readUnsignedByte();
        int length = in.readUnsignedByte() & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = (int) in.readLong();
        }
        byte[] payload = new byte[length];
        in.readFully(payload);
        return new Frame(head, payload);
    }

    /** Reads on until the end and returns its code; 1006 if there was none. */
    int closeCode() {
        try {
            for (Frame frame = read(); ; frame = read()) {
                if (frame.head() == CLOSE) {
                    return frame.closeCode();
                }
            }
        } catch (java.net.SocketTimeoutException e) {
            throw new AssertionError("nothing came, and the connection is open", e);
        } catch (IOException e) {
            return 1006;
        }
    }

    /** Lets the connection break off, instead of ending it. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
