package io.callyard.telephony.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server on a loopback port that does with each connection what a test wants, and notes what was asked for. */
final class RawServer implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");

    private final ServerSocket socket;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** What is done with a connection. It is closed afterwards. */
    interface Behaviour {
        void serve(InputStream in, OutputStream out) throws IOException;
    }

    private RawServer(ServerSocket socket) {
        this.socket = socket;
    }

    static RawServer doing(Behaviour behaviour) {
        try {
            RawServer server = new RawServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread thread = new Thread(() -> server.run(behaviour), "raw-server");
            thread.setDaemon(true);
            thread.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers every request with the same bytes. */
    static RawServer answering(byte[]... answer) {
        RawServer[] self = new RawServer[1];
        self[0] = doing((in, out) -> {
            self[0].requests.add(readHead(in));
            for (byte[] part : answer) {
                out.write(part);
            }
            out.flush();
        });
        return self[0];
    }

    private void run(Behaviour behaviour) {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                behaviour.serve(connection.getInputStream(), connection.getOutputStream());
            } catch (IOException e) {
                // The other side has gone, or the test is over.
            }
        }
    }

    /** Reads a whole request: one that is not read to its end breaks the connection. Returns all but the body. */
    static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.append((char) next);
        }
        Matcher length = LENGTH.matcher(head);
        in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
        return head.toString();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns the heads of the requests so far. */
    List<String> requests() {
        return requests;
    }

    URI uri(String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + socket.getLocalPort() + "/calls");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
