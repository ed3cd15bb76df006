package io.callyard.benchmarks.carriers;

import io.callyard.spi.carrier.WebhookRequest;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One connection over which requests go one after the other: written in one piece, and answered with a known length. So
 * little that the client's own cost is small beside the server's. One thread at a time.
 */
final class HttpLine implements AutoCloseable {
    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;

    /** Connects to a port of this host. */
    HttpLine(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        out = socket.getOutputStream();
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Writes down a webhook as it goes over the wire. */
    static byte[] message(String mount, WebhookRequest request) {
        StringBuilder head = new StringBuilder(request.method() + " " + mount + request.path());
        head.append(request.query() == null ? "" : "?" + request.query()).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        request.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        byte[] body = request.body();
        head.append("Content-Length: " + body.length + "\r\n\r\n");
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
        message.writeBytes(body);
        return message.toByteArray();
    }

    /** Sends a request, waits for the answer, and returns its status. */
    int send(byte[] message) throws IOException {
        out.write(message);
        out.flush();
        int status = Integer.parseInt(line().substring(9, 12));
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        in.skipNBytes(length);
        return status;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server has closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
