package io.callyard.broadcast.websocket;

import io.callyard.broadcast.websocket.Identities.Identity;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.security.Principal;
import io.callyard.spi.security.Principal.Role;
import jakarta.websocket.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client that is connected and known.
 *
 * <p><b>Threads.</b> Safe for many threads; texts come one at a time.
 */
final class Socket implements SocketPeer, Outbox.Owner {
    private static final Logger log = LoggerFactory.getLogger(Socket.class);

    /** How long a send that is under way may take to end before the connection is closed over it. */
    private static final Duration LAST_SEND = Duration.ofSeconds(1);

    /** How long a client may take to answer a close before the container cuts it off. */
    private static final Duration CLOSE_ANSWER = Duration.ofSeconds(10);

    private final SocketParts parts;
    private final Session session;
    private final Identity identity;
    private final @Nullable String address;
    private final Outbox outbox;
    private final Following following;
    private final Inbox inbox;
    private final Pulse pulse;
    private final AtomicBoolean over = new AtomicBoolean();

    Socket(SocketParts parts, Session session, Identity identity, @Nullable String address, Duration round) {
        this.parts = parts;
        this.session = session;
        this.identity = identity;
        this.address = address;
        Scheduler scheduler = parts.scheduler();
        outbox = new Outbox(new SessionTransport(session), scheduler::uptime, this);
        following = new Following(
                parts.broadcaster(),
                parts.frames(),
                outbox,
                !identity.who().has(Role.OPERATOR),
                () -> outbox.bytes() > parts.settings().maxWaiting());
        inbox = new Inbox(parts, this, outbox, following, this::close);
        pulse = new Pulse(parts.settings(), round, scheduler.uptime());
    }

    @Override
    public Principal principal() {
        return identity.who();
    }

    @Nullable
    String address() {
        return address;
    }

    @Override
    public void send(String type, Map<String, ? extends @Nullable Object> members) {
        sendJson(MessageWriter.message(type, members));
    }

    @Override
    public void sendJson(String json) {
        outbox.add(json);
        if (outbox.bytes() > 2L * parts.settings().maxWaiting()) {
            // What is said beside events is in no log, so it cannot wait there.
            tooSlow();
        } else {
            outbox.pump();
        }
    }

    /** The client has sent a text. */
    void received(String text) {
        if (over.get()) {
            return;
        }
        Duration now = parts.scheduler().uptime();
        pulse.heard(now);
        inbox.received(text, now);
    }

    /** The client has answered a ping. */
    void answered() {
        pulse.heard(parts.scheduler().uptime());
    }

    /** Looks after the connection; called again and again, and never waits. */
    void look() {
        Duration now = parts.scheduler().uptime();
        if (outbox.busyFor().compareTo(parts.settings().patience()) >= 0) {
            tooSlow();
        } else if (pulse.isSilent(now)) {
            close(Closing.SILENT);
        } else if (pulse.isCheckHanging(now)) {
            close(Closing.UNAVAILABLE);
        } else {
            if (pulse.takeCheck(now)) {
                parts.scheduler().execute(this::check);
            }
            if (pulse.takePing(now)) {
                // Some containers send pings on the thread that asks for them.
                parts.scheduler().execute(outbox::ping);
            }
        }
    }

    private void tooSlow() {
        parts.figures().tooSlow.increment();
        log.atInfo()
                .addKeyValue("tenant", principal().tenant())
                .addKeyValue("user", principal().user())
                .log("a client could not keep up; its socket is closed");
        close(Closing.TOO_SLOW);
    }

    private void check() {
        Principal who = parts.identities().identify(identity.token());
        if (principal().equals(who)) {
            pulse.checked(
                    parts.scheduler().uptime(),
                    ExpiryHint.left(identity.token(), parts.scheduler().instant()));
        } else {
            parts.figures().tokensLost.increment();
            close(Closing.UNAUTHENTICATED);
        }
    }

    @Override
    public void emptied() {
        following.caughtUp();
    }

    @Override
    public void broken(Throwable cause) {
        log.debug("a socket broke", cause);
        close(Closing.FAULT);
    }

    /** Ends it. Nothing is sent after this but the reason, and the place is free at once. */
    void close(Closing why) {
        if (!leave()) {
            return;
        }
        AtomicBoolean once = new AtomicBoolean();
        Runnable close = () -> {
            if (once.compareAndSet(false, true)) {
                // Closing may wait for the client.
                parts.scheduler().execute(() -> close(session, why));
            }
        };
        Scheduler.Timer timer = parts.scheduler().schedule(LAST_SEND, close);
        outbox.close(() -> {
            timer.cancel();
            close.run();
        });
    }

    /** The connection has gone. */
    void gone() {
        if (leave()) {
            outbox.close(() -> {});
        }
    }

    private boolean leave() {
        if (!over.compareAndSet(false, true)) {
            return false;
        }
        parts.open().leave(this);
        following.end();
        inbox.close();
        return true;
    }

    static void close(Session session, Closing why) {
        try {
            session.close(why.toCloseReason());
            // Not every container gives up by itself on a client that leaves this without an answer.
            session.setMaxIdleTimeout(CLOSE_ANSWER.toMillis());
        } catch (IOException | RuntimeException e) {
            log.debug("a socket could not be closed in order", e);
        }
    }
}
