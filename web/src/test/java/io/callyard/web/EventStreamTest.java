package io.callyard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.broadcast.Broadcaster;
import io.callyard.broadcast.Delivery;
import io.callyard.broadcast.Room;
import io.callyard.broadcast.Subscriber;
import io.callyard.broadcast.Subscription;
import io.callyard.event.CallEvent.TurnHeard;
import io.callyard.event.LoggedEvent;
import io.callyard.model.CallId;
import io.callyard.model.CallSubject;
import io.callyard.model.CallType;
import io.callyard.model.ConversationTurn;
import io.callyard.model.ConversationTurn.Speaker;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.wire.EventFrames;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a stream treats a client that is slow, deaf or gone, step by step. */
class EventStreamTest {
    private static final TenantId ACME = new TenantId("acme");

    private final FakeLog eventLog = new FakeLog();
    private final FakeConnection connection = new FakeConnection();
    private final List<String> done = new ArrayList<>();
    private final EventStream stream =
            new EventStream(eventLog, Room.of(ACME), false, new EventFrames(), 0, asyncContext(), connection);

    @Test
    void writesNothingBeforeTheContainerIsReady() {
        stream.open(() -> {});

        stream.signOfLife();

        assertThat(connection.text()).isEmpty();
        assertThat(eventLog.subscriptions).isEmpty();
    }

    @Test
    void stopsReadingForAClientThatIsBehindAndGoesOnWhereItStopped() {
        open();
        connection.ready = false;

        int sent = 0;
        while (eventLog.isFollowed()) {
            eventLog.emit(++sent);
        }
        int kept = sent;
        eventLog.emit(++sent);
        connection.ready = true;
        stream.onWritePossible();

        assertThat(kept * 4_000).isBetween(EventStream.MAX_WAITING - 8_000, EventStream.MAX_WAITING + 8_000);
        assertThat(eventLog.subscriptions).containsExactly(0L, (long) kept);
        assertThat(connection.text())
                .endsWith("\n\n")
                .contains("id: " + kept + "\n")
                .doesNotContain("id: " + sent);
    }

    @Test
    void takesNothingFromAnEndedReading() {
        open();
        Subscriber first = eventLog.subscriber;
        connection.ready = false;
        int sent = 0;
        while (eventLog.isFollowed()) {
            eventLog.emit(++sent);
        }
        connection.ready = true;
        stream.onWritePossible();
        String before = connection.text();

        first.onEvent(eventLog.delivery(sent + 1));

        assertThat(connection.text()).isEqualTo(before);
    }

    @Test
    void closesTheSubscriptionThatComesAfterItsEnd() {
        eventLog.beforeSubscribed = stream::close;

        open();

        assertThat(eventLog.isFollowed()).isFalse();
        assertThat(done).containsExactly("then", "complete");
    }

    @Test
    void endsOnceHoweverOftenItIsToldTo() {
        open();

        stream.onError(new IOException("gone"));
        stream.close();
        stream.onComplete(null);

        assertThat(done).containsExactly("then", "complete");
        assertThat(eventLog.isFollowed()).isFalse();
    }

    @Test
    void endsWhenTheConnectionBreaks() {
        open();
        connection.broken = true;

        eventLog.emit(1);

        assertThat(done).containsExactly("then", "complete");
        assertThat(eventLog.isFollowed()).isFalse();
    }

    @Test
    void givesASignOfLifeAndSparesAClientThatTakesAnything() {
        open();
        stream.signOfLife();
        connection.ready = false;
        stream.signOfLife();
        connection.ready = true;
        stream.onWritePossible();
        connection.ready = false;
        eventLog.emit(1);
        stream.signOfLife();

        assertThat(done).isEmpty();
        assertThat(connection.text()).endsWith("\n\n:\n\n:\n\n");
    }

    @Test
    void endsForAClientThatTakesNothingBetweenTwoSigns() {
        open();
        connection.ready = false;

        stream.signOfLife();
        assertThat(done).isEmpty();
        stream.signOfLife();

        assertThat(done).containsExactly("then", "complete");
    }

    private void open() {
        stream.open(() -> done.add("then"));
        stream.onWritePossible();
    }

    private AsyncContext asyncContext() {
        return (AsyncContext) Proxy.newProxyInstance(
                EventStreamTest.class.getClassLoader(),
                new Class<?>[] {AsyncContext.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("complete")) {
                        done.add("complete");
                    }
                    return null;
                });
    }

    /** Delivers what the test says to whoever has subscribed, if anybody has. */
    private static final class FakeLog implements Broadcaster {
        private final List<Long> subscriptions = new ArrayList<>();
        private Runnable beforeSubscribed = () -> {};
        private Subscriber subscriber;
        private boolean followed;

        @Override
        public Subscription subscribe(Room room, long after, Subscriber wanted) {
            subscriptions.add(after);
            subscriber = wanted;
            followed = true;
            beforeSubscribed.run();
            return new Subscription() {
                @Override
                public long lastSeq() {
                    return after;
                }

                @Override
                public void close() {
                    followed = false;
                }
            };
        }

        boolean isFollowed() {
            return followed;
        }

        void emit(int seq) {
            if (followed) {
                subscriber.onEvent(delivery(seq));
            }
        }

        Delivery delivery(int seq) {
            CallSubject subject = new CallSubject(
                    CallId.parse("018f0000-0000-7000-8000-000000000001"),
                    CallType.DIRECT,
                    null,
                    null,
                    null,
                    null,
                    null,
                    PhoneNumber.parse("+12025550100"));
            var turn = new ConversationTurn(Speaker.AGENT, "x".repeat(3_500), Instant.EPOCH);
            return new Delivery(new LoggedEvent(ACME, seq, Instant.EPOCH, new TurnHeard(subject, 1, turn)), seq - 1L);
        }

        @Override
        public long lastSeq(TenantId tenant) {
            return 0;
        }

        @Override
        public long failedDeliveries() {
            return 0;
        }
    }

    /** A connection that takes what it is given while the test says so. */
    private static final class FakeConnection extends ServletOutputStream {
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private boolean ready = true;
        private boolean broken;

        String text() {
            return taken.toString(StandardCharsets.UTF_8);
        }

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void setWriteListener(WriteListener writeListener) {
            // The test calls it.
        }

        @Override
        public void write(int b) throws IOException {
            if (broken) {
                throw new IOException("broken pipe");
            }
            taken.write(b);
        }
    }
}
