package io.callyard.postgresql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A network between JDBC clients and one PostgreSQL on loopback, which fails when it is told to.
 *
 * <p>Reads the protocol, so that it can lose a connection exactly before or after a {@code COMMIT} has reached
 * the server. It refuses encryption. Safe for many threads; it has threads of its own.
 */
public final class FaultProxy implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FaultProxy.class);
    private static final int BACKLOG = 1024;

    private final SocketAddress server;
    /** Bound for as long as the proxy lives, so that nobody takes the port while connections are refused. */
    private final Socket placeholder = new Socket();

    private final Line line = new Line();
    private final CommitCuts cuts = new CommitCuts();
    private final Set<ProxiedConnection> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final int port;
    private ServerSocket listener;
    private Thread acceptor;
    private volatile boolean closed;

    /** Listens on a free loopback port and connects to {@code serverPort} there. */
    public FaultProxy(int serverPort) {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort);
        try {
            placeholder.setReuseAddress(true);
            placeholder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            port = placeholder.getLocalPort();
            listener = listen();
            acceptor = acceptFrom(listener);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A proxy in front of {@code server}, also after its restart. */
    public static FaultProxy before(EmbeddedPostgreSql server) {
        return new FaultProxy(server.port());
    }

    /** The port on 127.0.0.1 for the clients. */
    public int port() {
        return port;
    }

    /** A URL of a database of the server, through this proxy. */
    public String jdbcUrl(String database) {
        return EmbeddedPostgreSql.jdbcUrl(port, database);
    }

    /** A source of new connections through this proxy: no pool. */
    public DataSource dataSource(String database) {
        return EmbeddedPostgreSql.source(jdbcUrl(database));
    }

    /** How many connections were ever accepted; a driver's request to cancel is one, too. */
    public int connections() {
        return connections.get();
    }

    /** How many connections are open now. */
    public int openConnections() {
        return open.size();
    }

    /** How many {@code COMMIT}s clients have sent, those that were cut included. */
    public long commits() {
        return cuts.commits();
    }

    /** How many {@code COMMIT}s were cut. */
    public int cuts() {
        return cuts.made();
    }

    /** Loses the connection on which the next {@code COMMIT} comes; the server does not get it. */
    public void cutBeforeCommit() {
        cutBeforeCommit(1);
    }

    /** As {@link #cutBeforeCommit()} for the n-th {@code COMMIT} after those of earlier cuts; 1 is the next. */
    public void cutBeforeCommit(int nth) {
        cuts.add(CommitCuts.Moment.BEFORE, nth);
    }

    /** Loses the connection on which the next {@code COMMIT} comes, when the server has answered it. */
    public void cutAfterCommit() {
        cutAfterCommit(1);
    }

    /** As {@link #cutAfterCommit()} for the n-th {@code COMMIT} after those of earlier cuts; 1 is the next. */
    public void cutAfterCommit(int nth) {
        cuts.add(CommitCuts.Moment.AFTER, nth);
    }

    /** Loses all open connections, with a reset. */
    public void cutAll() {
        open.forEach(ProxiedConnection::cut);
    }

    /** Refuses new connections, as a machine without a server does; open ones stay. */
    public synchronized void refuse() {
        try {
            listener.close();
            // The system listens on for as long as a thread is inside its accept
            acceptor.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw Interrupts.restored(e);
        }
    }

    /** Takes new connections again. */
    public synchronized void accept() {
        if (listener.isClosed()) {
            try {
                listener = listen();
                acceptor = acceptFrom(listener);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Lets nothing through in either direction. What is sent meanwhile arrives after {@link #resume()}, even
     * if its sender has given up: as with a network that comes back.
     */
    public void stall() {
        line.stall(true);
    }

    /** Ends a stall. */
    public void resume() {
        line.stall(false);
    }

    /** Holds back each burst of messages for this time, in each direction; zero ends that. */
    public void delay(Duration delay) {
        line.delay(delay);
    }

    /** Works without faults from now on; forgets the cuts that were not made. */
    public void heal() {
        cuts.clear();
        delay(Duration.ZERO);
        resume();
        accept();
    }

    /** Refuses new connections and loses the open ones. */
    @Override
    public synchronized void close() {
        closed = true;
        refuse();
        cutAll();
        try {
            placeholder.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ServerSocket listen() throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(placeholder.getLocalSocketAddress(), BACKLOG);
        return socket;
    }

    private Thread acceptFrom(ServerSocket socket) {
        Thread thread = new Thread(() -> connectAll(socket), "callyard-proxy-accept");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void connectAll(ServerSocket socket) {
        try {
            while (true) {
                connect(socket.accept());
            }
        } catch (IOException e) {
            log.debug("No longer listening on {}", port, e);
        }
    }

    private void connect(Socket client) {
        connections.incrementAndGet();
        ProxiedConnection connection = new ProxiedConnection(client, line, cuts, open::remove);
        open.add(connection);
        connection.start(server);
        if (closed) {
            connection.cut();
        }
    }
}
