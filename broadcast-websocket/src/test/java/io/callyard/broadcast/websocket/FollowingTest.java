package io.callyard.broadcast.websocket;

import static io.callyard.broadcast.websocket.TestSockets.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.broadcast.Delivery;
import io.callyard.broadcast.Room;
import io.callyard.testkit.VirtualScheduler;
import io.callyard.wire.EventFrames;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reading stops when a client falls behind, and goes on from there when it has caught up. */
@Tag("R0.6")
class FollowingTest {
    private static final int MOST = 4_000;
    private static final Room ROOM = Room.of(ACME);

    private final VirtualScheduler scheduler = VirtualScheduler.inOrder();
    private final TestLog log = new TestLog(scheduler);
    private final List<String> sent = new ArrayList<>();
    private @Nullable Consumer<@Nullable Throwable> pending;

    private final Outbox outbox = new Outbox(
            new Outbox.Transport() {
                @Override
                public void send(String text, Consumer<@Nullable Throwable> done) {
                    sent.add(text);
                    pending = done;
                }

                @Override
                public void ping(Consumer<@Nullable Throwable> done) {
                    done.accept(null);
                }
            },
            scheduler::uptime,
            new Outbox.Owner() {
                @Override
                public void emptied() {
                    following().caughtUp();
                }

                @Override
                public void broken(Throwable cause) {
                    throw new AssertionError(cause);
                }
            });

    private final Following following =
            new Following(log.broadcaster, new EventFrames(), outbox, false, () -> outbox.bytes() > MOST);

    @Test
    void aClientThatTakesNothingCostsABoundedNumberOfBytes() {
        following.resume(ROOM, 0);
        take(1);
        append(1_000);

        assertThat(outbox.bytes()).isBetween((long) MOST, MOST + 500L);
        long reads = log.reads.get();
        append(1_000);
        assertThat(outbox.bytes()).isLessThan(MOST + 500L);
        assertThat(log.reads.get()).as("nobody reads for it").isEqualTo(reads);
    }

    @Test
    void aClientThatCatchesUpIsSentTheRestInOrderAndNothingTwice() {
        following.resume(ROOM, 0);
        append(1_000);

        take(1_001);

        for (int seq = 1; seq <= 1_000; seq++) {
            assertThat(sent.get(seq)).startsWith("{\"seq\":" + seq + ",\"prev\":" + (seq - 1) + ",");
        }
    }

    @Test
    void whatWasReadForAFormerPlaceIsNotSentAfterTheNewOne() {
        following.resume(ROOM, 0);
        take(1);
        append(3);
        following.resume(ROOM, 2);
        log.append(ACME);
        take(6);

        assertThat(sent.subList(sent.indexOf("{\"type\":\"resumed\",\"seq\":2}"), sent.size()))
                .hasSize(3)
                .satisfies(rest -> assertThat(rest.get(1)).startsWith("{\"seq\":3,\"prev\":2,"));
    }

    @Test
    void whatAFormerReadingStillDeliversIsDropped() {
        append(1);
        following.resume(ROOM, 1);
        take(1);
        Delivery late = new Delivery(log.read(ACME, 0, 1).get(0), 0);

        following.event(new Feed(following), late);
        following.resync(new Feed(following), 7);

        assertThat(sent).hasSize(1);
        assertThat(outbox.bytes()).isZero();
    }

    @Test
    void nothingIsReadForOneThatHasEnded() {
        following.resume(ROOM, 0);
        following.end();
        take(1);
        following.resume(ROOM, 0);
        long reads = log.reads.get();
        append(5);

        assertThat(sent).hasSize(1);
        assertThat(log.reads.get()).isEqualTo(reads);
    }

    private Following following() {
        return following;
    }

    private void append(int count) {
        for (int i = 0; i < count; i++) {
            log.append(ACME);
        }
        scheduler.runDue();
    }

    /** Lets the connection take so many messages. */
    private void take(int count) {
        for (int i = 0; i < count; i++) {
            scheduler.runDue();
            Consumer<@Nullable Throwable> done = pending;
            pending = null;
            if (done != null) {
                done.accept(null);
            }
        }
        scheduler.runDue();
    }
}
