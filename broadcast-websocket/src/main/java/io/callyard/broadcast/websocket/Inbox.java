package io.callyard.broadcast.websocket;

import io.callyard.broadcast.Room;
import io.callyard.spi.security.Principal;
import io.callyard.spi.security.Principal.Role;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a client sends: held against the limits and read as it comes, then handled in order on threads
 * of the scheduler's. What breaks a rule closes the socket.
 *
 * <p><b>Threads.</b> Texts come one at a time; may be closed by any thread.
 */
final class Inbox {
    private static final Logger log = LoggerFactory.getLogger(Inbox.class);
    private static final String PONG = MessageWriter.message("pong", Map.of());

    private final SocketParts parts;
    private final SocketPeer sender;
    private final Outbox outbox;
    private final Following following;
    private final Consumer<Closing> closer;
    private final MessageRate rate;
    private final Serial tasks;

    /**
     * An inbox of one client.
     *
     * @param closer told to close the socket, and why
     */
    Inbox(SocketParts parts, SocketPeer sender, Outbox outbox, Following following, Consumer<Closing> closer) {
        this.parts = parts;
        this.sender = sender;
        this.outbox = outbox;
        this.following = following;
        this.closer = closer;
        rate = new MessageRate(parts.settings().limits().messagesPerMinute());
        tasks = new Serial(parts.scheduler());
    }

    /** A text has come. */
    void received(String text, Duration now) {
        if (Outbox.size(text) > parts.settings().limits().messageBytes()) {
            closer.accept(Closing.TOO_LARGE);
        } else if (!rate.allows(now)) {
            closer.accept(Closing.TOO_OFTEN);
        } else {
            try {
                ClientMessage message = MessageReader.read(text);
                tasks.execute(() -> handle(message));
            } catch (InvalidMessageException e) {
                closer.accept(Closing.malformed(String.valueOf(e.getMessage())));
            }
        }
    }

    /** Drops what is not being handled yet. */
    void close() {
        tasks.close();
    }

    private void handle(ClientMessage message) {
        try {
            switch (message.type()) {
                case "ping" -> {
                    outbox.add(PONG);
                    outbox.pump();
                }
                case "resume" -> resume(message);
                default -> {
                    ClientMessages.Handler handler = parts.messages().handler(message.type());
                    if (handler == null) {
                        throw new InvalidMessageException("nobody handles messages of this type");
                    }
                    handler.handle(message, sender);
                }
            }
        } catch (InvalidMessageException e) {
            closer.accept(Closing.forbidden(String.valueOf(e.getMessage())));
        } catch (RuntimeException | Error e) {
            parts.figures().failedMessages.increment();
            log.atWarn()
                    .setCause(e)
                    .addKeyValue("tenant", sender.principal().tenant())
                    .addKeyValue("type", message.type())
                    .log("a message of a client's failed");
            closer.accept(Closing.FAULT);
        }
    }

    private void resume(ClientMessage message) throws InvalidMessageException {
        Room room = room(sender.principal(), message.text("room"));
        Long after = message.number("after");
        following.resume(room, after == null ? parts.broadcaster().lastSeq(room.tenant()) : after);
    }

    /** Whoever may see the tenant's gets that, unless less was asked for; anybody else his own. */
    private static Room room(Principal who, @Nullable String asked) throws InvalidMessageException {
        boolean all = who.has(Role.VIEWER);
        if (asked != null && !asked.equals("user") && !(all && asked.equals("tenant"))) {
            throw new InvalidMessageException("no such room");
        }
        return all && !"user".equals(asked) ? Room.of(who.tenant()) : Room.of(who.tenant(), who.user());
    }
}
