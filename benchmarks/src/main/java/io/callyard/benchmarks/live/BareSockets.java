package io.callyard.benchmarks.live;

import io.callyard.broadcast.Delivery;
import io.callyard.event.CallEvent.TurnHeard;
import io.callyard.event.LoggedEvent;
import io.callyard.model.CallSubject;
import io.callyard.wire.EventFrames;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The least that a server can do: loops that send each session the same text and do not look back, each on a thread of
 * its own with its share of the sessions. No tokens, no place in a log, no bound of what waits for a client. The texts
 * are those that {@link LiveNode} sends.
 */
final class BareSockets implements AutoCloseable {
    static final String PATH = "/bare";

    private final CallSubject subject;
    private final EventFrames frames = new EventFrames();
    private final List<Loop> loops;
    private final AtomicInteger opened = new AtomicInteger();
    private long seq;

    /**
     * Sockets of which none is open.
     *
     * @param subject the call of which all texts tell
     * @param threads how many loops there are
     */
    BareSockets(CallSubject subject, int threads) {
        this.subject = subject;
        loops = Stream.generate(Loop::new).limit(threads).toList();
    }

    /** Returns what a container needs, at {@value #PATH}. */
    ServerEndpointConfig endpoint() {
        return ServerEndpointConfig.Builder.create(One.class, PATH)
                .configurator(new ServerEndpointConfig.Configurator() {
                    @Override
                    public <T> T getEndpointInstance(Class<T> type) {
                        return type.cast(new One(loops.get(opened.getAndIncrement() % loops.size())));
                    }
                })
                .build();
    }

    /**
     * Tells all that the agent has said something. One thread at a time.
     *
     * @return how many bytes each is sent
     */
    int say(String text) {
        TurnHeard heard = new TurnHeard(subject, 1, Conversation.turn(text));
        LoggedEvent event = new LoggedEvent(LiveNode.TENANT, ++seq, Instant.now(), heard);
        String frame = frames.frame(new Delivery(event, seq - 1), true);
        loops.forEach(loop -> loop.send(frame));
        return frame.length();
    }

    /** Returns how many sockets are open and have asked for events. */
    int open() {
        return loops.stream().mapToInt(loop -> loop.sessions.size()).sum();
    }

    @Override
    public void close() {
        loops.forEach(loop -> loop.thread.shutdownNow());
    }

    /** One thread and those to whom it sends. */
    private static final class Loop {
        private final ExecutorService thread = Executors.newSingleThreadExecutor();
        private final Set<Session> sessions = ConcurrentHashMap.newKeySet();

        void send(String frame) {
            thread.execute(() -> {
                for (Session session : sessions) {
                    session.getAsyncRemote().sendText(frame, result -> {});
                }
            });
        }
    }

    /** One connection. Public because containers demand it. */
    public static final class One extends Endpoint {
        private final Loop loop;

        private One(Loop loop) {
            this.loop = loop;
        }

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            // Nothing comes while others are measured, and nobody pings.
            session.setMaxIdleTimeout(0);
            session.addMessageHandler(String.class, (MessageHandler.Whole<String>) asked -> {
                loop.sessions.add(session);
                session.getAsyncRemote().sendText(EventFrames.resumed(0), result -> {});
            });
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            loop.sessions.remove(session);
        }
    }
}
