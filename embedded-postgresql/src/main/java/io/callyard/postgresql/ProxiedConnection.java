package io.callyard.postgresql;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's connection: a thread for each direction, and the place where both sides are cut off. */
final class ProxiedConnection {
    private static final Logger log = LoggerFactory.getLogger(ProxiedConnection.class);
    private static final int TLS_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;
    private static final int CANCEL_REQUEST = 80877102;
    private static final int BURST = 1 << 16;

    private final Socket client;
    private final Socket server = new Socket();
    private final Line line;
    private final CommitCuts cuts;
    private final Consumer<ProxiedConnection> onEnd;
    private volatile boolean ended;
    /** Nothing the server says from now on may reach the client. */
    private volatile boolean muted;

    ProxiedConnection(Socket client, Line line, CommitCuts cuts, Consumer<ProxiedConnection> onEnd) {
        this.client = client;
        this.line = line;
        this.cuts = cuts;
        this.onEnd = onEnd;
    }

    void start(SocketAddress address) {
        thread("callyard-proxy-requests", () -> {
            server.connect(address);
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
            byte[] first = begin(in);
            ByteArrayOutputStream startup = new ByteArrayOutputStream();
            Frame.writeBody(new DataOutputStream(startup), first);
            send(startup, server);
            thread("callyard-proxy-answers", this::passAnswers);
            if (ByteBuffer.wrap(first).getInt() != CANCEL_REQUEST) {
                passRequests(in);
            } else {
                // The server takes a request to cancel and hangs up; the client waits for that
                in.transferTo(server.getOutputStream());
            }
        });
    }

    /** Loses the connection: both sides are told with a reset, not with an orderly end. */
    void cut() {
        try {
            client.setSoLinger(true, 0);
            server.setSoLinger(true, 0);
        } catch (IOException e) {
            log.debug("Already closed", e);
        }
        end();
    }

    private void end() {
        ended = true;
        try (client;
                server) {
            line.wake();
        } catch (IOException e) {
            log.debug("Closing failed", e);
        }
        onEnd.accept(this);
    }

    /** Answers no to encryption, behind which commits could not be seen; returns what begins the session. */
    private byte[] begin(DataInputStream in) throws IOException {
        while (true) {
            byte[] first = Frame.readBody(in);
            int code = ByteBuffer.wrap(first).getInt();
            if (code != TLS_REQUEST && code != GSS_REQUEST) {
                return first;
            }
            client.getOutputStream().write('N');
        }
    }

    private void passRequests(DataInputStream in) throws IOException, InterruptedException {
        CommitDetector detector = new CommitDetector();
        ByteArrayOutputStream burst = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(burst);
        for (Frame frame = Frame.read(in); frame != null; frame = Frame.read(in)) {
            if (detector.commits(frame)) {
                Optional<CommitCuts.Moment> cut = cuts.onCommit();
                if (cut.isPresent() && cut.get() == CommitCuts.Moment.BEFORE) {
                    cut();
                    return;
                }
                if (cut.isPresent()) {
                    muted = true;
                }
            }
            frame.write(out);
            if (in.available() == 0 || burst.size() >= BURST) {
                send(burst, server);
            }
        }
    }

    private void passAnswers() throws IOException, InterruptedException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(server.getInputStream()));
        ByteArrayOutputStream burst = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(burst);
        for (Frame frame = Frame.read(in); frame != null; frame = Frame.read(in)) {
            if (muted) {
                if (endsTransaction(frame)) {
                    cut();
                    return;
                }
                continue;
            }
            frame.write(out);
            if (in.available() == 0 || burst.size() >= BURST) {
                send(burst, client);
            }
        }
    }

    /** The tag of a commit is ROLLBACK where the transaction had failed before. */
    private static boolean endsTransaction(Frame answer) {
        return answer.type() == 'E'
                || (answer.type() == 'C'
                        && (answer.text(0).startsWith("COMMIT")
                                || answer.text(0).equals("ROLLBACK")));
    }

    private void send(ByteArrayOutputStream burst, Socket to) throws IOException, InterruptedException {
        line.travel(() -> ended);
        burst.writeTo(to.getOutputStream());
        burst.reset();
    }

    private void thread(String name, Direction direction) {
        Thread thread = new Thread(
                () -> {
                    try {
                        direction.pass();
                        if (!ended) {
                            end();
                        }
                    } catch (IOException e) {
                        log.debug("Connection lost", e);
                        cut();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        cut();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private interface Direction {
        void pass() throws IOException, InterruptedException;
    }
}
