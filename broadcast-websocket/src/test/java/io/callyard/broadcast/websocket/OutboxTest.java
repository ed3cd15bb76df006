package io.callyard.broadcast.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One send at a time, in order, whatever the threads and whenever the container answers. */
class OutboxTest {
    private final List<String> sent = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private @Nullable Consumer<@Nullable Throwable> pending;
    private Duration now = Duration.ZERO;

    private final Outbox outbox = new Outbox(
            new Outbox.Transport() {
                @Override
                public void send(String text, Consumer<@Nullable Throwable> done) {
                    assertThat(pending).as("another send is under way").isNull();
                    sent.add(text);
                    pending = done;
                }

                @Override
                public void ping(Consumer<@Nullable Throwable> done) {
                    sent.add("<ping>");
                    done.accept(null);
                }
            },
            () -> now,
            new Outbox.Owner() {
                @Override
                public void emptied() {
                    told.add("emptied");
                }

                @Override
                public void broken(Throwable cause) {
                    told.add("broken");
                }
            });

    @Test
    void beginsASendOnlyWhenTheOneBeforeHasEnded() {
        outbox.add("a");
        outbox.add("b");
        outbox.pump();
        outbox.pump();
        assertThat(sent).containsExactly("a");

        end(null);
        assertThat(sent).containsExactly("a", "b");
        assertThat(told).isEmpty();
        end(null);
        assertThat(told).containsExactly("emptied");
        assertThat(outbox.bytes()).isZero();
    }

    @Test
    void aPingWaitsForItsTurn() {
        outbox.add("a");
        outbox.pump();
        outbox.ping();
        assertThat(sent).containsExactly("a");

        end(null);

        assertThat(sent).containsExactly("a", "<ping>");
    }

    @Test
    void isBusyFromTheFirstThatWaitsUntilAllIsSent() {
        outbox.add("a");
        outbox.pump();
        now = Duration.ofSeconds(3);
        outbox.add("b");
        end(null);
        now = Duration.ofSeconds(5);
        assertThat(outbox.busyFor()).isEqualTo(Duration.ofSeconds(5));

        end(null);

        assertThat(outbox.busyFor()).isZero();
    }

    @Test
    void aSendThatFailsIsToldOnceAndNothingIsSentAfterIt() {
        outbox.add("a");
        outbox.add("b");
        outbox.pump();
        end(new IllegalStateException("gone"));
        outbox.add("c");
        outbox.pump();

        assertThat(sent).containsExactly("a");
        assertThat(told).containsExactly("broken");
    }

    @Test
    void closingWaitsForTheSendThatIsUnderWayAndDropsTheRest() {
        outbox.add("a");
        outbox.add("b");
        outbox.pump();
        outbox.close(() -> told.add("closed"));
        assertThat(told).isEmpty();

        end(null);

        assertThat(told).containsExactly("closed");
        assertThat(sent).containsExactly("a");
    }

    @Test
    void anAnswerThatComesTwiceCountsOnce() {
        outbox.add("a");
        outbox.add("b");
        outbox.add("c");
        outbox.pump();
        Consumer<@Nullable Throwable> first = pending;
        end(null);
        pending = null;
        first.accept(null);

        assertThat(sent).containsExactly("a", "b");
    }

    @Test
    void onlyTheFirstOfTwoAnswersCountsAlsoBeforeTheCallReturns() {
        Outbox eager = new Outbox(
                new Outbox.Transport() {
                    @Override
                    public void send(String text, Consumer<@Nullable Throwable> done) {
                        sent.add(text);
                        done.accept(null);
                        done.accept(new IllegalStateException("late"));
                    }

                    @Override
                    public void ping(Consumer<@Nullable Throwable> done) {
                        done.accept(null);
                    }
                },
                () -> now,
                new Outbox.Owner() {
                    @Override
                    public void emptied() {
                        told.add("emptied");
                    }

                    @Override
                    public void broken(Throwable cause) {
                        told.add("broken");
                    }
                });
        eager.add("a");
        eager.add("b");
        eager.pump();

        assertThat(sent).containsExactly("a", "b");
        assertThat(told).containsExactly("emptied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "\u00e9", "\u20ac", "\ud83d\ude00", "a\u00e9\u20ac\ud83d\ude00z"})
    void countsBytesAsTheyAreSent(String text) {
        assertThat(Outbox.size(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void sixtyFourThreadsNeverMakeTwoSendsOverlapNorLoseOne() throws InterruptedException {
        int threads = 64;
        int each = 2_000;
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger overlaps = new AtomicInteger();
        AtomicInteger arrived = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(threads * each);
        ExecutorService container = Executors.newFixedThreadPool(4);
        ExecutorService crowd = Executors.newFixedThreadPool(threads);
        int[] next = new int[threads];
        Outbox busy = new Outbox(
                new Outbox.Transport() {
                    @Override
                    public void send(String text, Consumer<@Nullable Throwable> done) {
                        overlaps.addAndGet(underWay.getAndIncrement());
                        String[] parts = text.split(":");
                        int thread = Integer.parseInt(parts[0]);
                        if (Integer.parseInt(parts[1]) == next[thread]) {
                            next[thread]++;
                            arrived.incrementAndGet();
                        }
                        Runnable end = () -> {
                            underWay.decrementAndGet();
                            done.accept(null);
                            all.countDown();
                        };
                        // Now and then the answer comes before the call returns.
                        if (arrived.get() % 3 == 0) {
                            end.run();
                        } else {
                            container.execute(end);
                        }
                    }

                    @Override
                    public void ping(Consumer<@Nullable Throwable> done) {
                        done.accept(null);
                    }
                },
                () -> Duration.ZERO,
                new Outbox.Owner() {
                    @Override
                    public void emptied() {}

                    @Override
                    public void broken(Throwable cause) {}
                });
        try {
            for (int thread = 0; thread < threads; thread++) {
                int own = thread;
                crowd.execute(() -> {
                    for (int i = 0; i < each; i++) {
                        busy.add(own + ":" + i);
                        busy.pump();
                    }
                });
            }
            assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            crowd.shutdownNow();
            container.shutdownNow();
        }

        assertThat(overlaps).hasValue(0);
        assertThat(arrived).hasValue(threads * each);
    }

    private void end(@Nullable Throwable failure) {
        Consumer<@Nullable Throwable> done = pending;
        pending = null;
        assertThat(done).isNotNull();
        done.accept(failure);
    }
}
