package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.callyard.spi.scheduling.Scheduler.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class VirtualSchedulerTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final VirtualScheduler scheduler = VirtualScheduler.inOrder();
    private final List<String> log = new ArrayList<>();

    private Runnable say(String word) {
        return () -> log.add(word);
    }

    private Instant after(Duration duration) {
        return VirtualScheduler.START.plus(duration);
    }

    @Nested
    class Time {
        @Test
        void startsIn2030AndStandsStillByItself() {
            scheduler.execute(say("a"));

            assertThat(scheduler.instant()).isEqualTo(Instant.parse("2030-01-01T00:00:00Z"));
            assertThat(log).isEmpty();
        }

        @Test
        void runDueRunsWhatIsDueAndWhatThatMakesDueButNoTimer() {
            scheduler.execute(() -> {
                log.add("a");
                scheduler.execute(say("c"));
                scheduler.schedule(Duration.ofNanos(1), say("timer"));
            });
            scheduler.execute(say("b"));

            scheduler.runDue();

            assertThat(log).containsExactly("a", "b", "c");
            assertThat(scheduler.instant()).isEqualTo(VirtualScheduler.START);
            assertThat(scheduler.pending()).isEqualTo(1);
        }

        @Test
        void advanceRunsATimerAtItsInstantAndNotANanosecondBefore() {
            scheduler.schedule(SECOND, say("timer"));

            scheduler.advance(SECOND.minusNanos(1));
            assertThat(log).isEmpty();

            scheduler.advance(Duration.ofNanos(1));
            assertThat(log).containsExactly("timer");
        }

        @Test
        void advanceJumpsFromTimerToTimer() {
            List<Instant> seen = new ArrayList<>();
            scheduler.schedule(SECOND, () -> {
                seen.add(scheduler.instant());
                scheduler.schedule(SECOND, () -> seen.add(scheduler.instant()));
            });

            scheduler.advance(MINUTE);

            assertThat(seen).containsExactly(after(SECOND), after(SECOND.multipliedBy(2)));
            assertThat(scheduler.uptime()).isEqualTo(MINUTE);
            assertThat(scheduler.instant()).isEqualTo(after(MINUTE));
        }

        @Test
        void aNegativeDelayMeansSoon() {
            scheduler.execute(say("before"));
            scheduler.schedule(Duration.ofSeconds(-5), say("late"));

            scheduler.runDue();

            assertThat(log).containsExactly("before", "late");
        }

        @Test
        void doesNotRunBackwards() {
            assertThatIllegalArgumentException().isThrownBy(() -> scheduler.advance(Duration.ofNanos(-1)));
        }

        @Test
        void runUntilStopsAsSoonAsTheConditionHolds() {
            scheduler.schedule(SECOND, say("a"));
            scheduler.schedule(SECOND.multipliedBy(2), say("b"));

            boolean held = scheduler.runUntil(() -> log.contains("a"), MINUTE);

            assertThat(held).isTrue();
            assertThat(log).containsExactly("a");
            assertThat(scheduler.instant()).isEqualTo(after(SECOND));
        }

        @Test
        void runUntilGivesUpWhenTheTimeIsOver() {
            assertThat(scheduler.runUntil(() -> false, MINUTE)).isFalse();
            assertThat(scheduler.instant()).isEqualTo(after(MINUTE));
        }

        @Test
        void runUntilSeesAConditionThatTimeAloneFulfils() {
            boolean held = scheduler.runUntil(() -> !scheduler.instant().isBefore(after(MINUTE)), MINUTE);

            assertThat(held).isTrue();
        }

        @Test
        void runToEndStopsAtTheLastTimer() {
            scheduler.schedule(SECOND, say("a"));

            assertThat(scheduler.runToEnd(MINUTE)).isTrue();
            assertThat(scheduler.instant()).isEqualTo(after(SECOND));
        }

        @Test
        void runToEndSaysIfThereIsMore() {
            scheduler.schedule(SECOND, say("in time"));
            scheduler.schedule(MINUTE.plusNanos(1), say("too late"));

            assertThat(scheduler.runToEnd(MINUTE)).isFalse();
            assertThat(log).containsExactly("in time");
            assertThat(scheduler.instant()).isEqualTo(after(MINUTE));
        }

        @Test
        void reportsATaskThatQueuesItselfForEver() {
            Runnable[] again = new Runnable[1];
            again[0] = () -> scheduler.execute(again[0]);
            scheduler.execute(again[0]);

            assertThatIllegalStateException().isThrownBy(scheduler::runDue).withMessageContaining("time stands still");
        }
    }

    @Nested
    class Order {
        private List<Integer> orderOf(VirtualScheduler scheduler, int tasks) {
            List<Integer> order = new ArrayList<>();
            IntStream.range(0, tasks).forEach(i -> scheduler.execute(() -> order.add(i)));
            scheduler.runDue();
            return order;
        }

        @Test
        void isTheOrderOfQueueingWithoutASeed() {
            assertThat(orderOf(VirtualScheduler.inOrder(), 50)).isSorted().hasSize(50);
        }

        @Test
        void isTheSameForTheSameSeed() {
            assertThat(orderOf(VirtualScheduler.seeded(7), 50)).isEqualTo(orderOf(VirtualScheduler.seeded(7), 50));
        }

        @Test
        void takesEveryShapeAmongTheSeeds() {
            Set<List<Integer>> shapes = new HashSet<>();
            for (long seed = 0; seed < 200; seed++) {
                shapes.add(orderOf(VirtualScheduler.seeded(seed), 4));
            }

            assertThat(shapes).as("all permutations of four").hasSize(24);
        }

        @Test
        void neverTakesALaterTimerFirst() {
            for (long seed = 0; seed < 50; seed++) {
                VirtualScheduler seeded = VirtualScheduler.seeded(seed);
                List<Instant> seen = new ArrayList<>();
                for (int i = 20; i > 0; i--) {
                    seeded.schedule(SECOND.multipliedBy(i % 7), () -> seen.add(seeded.instant()));
                }

                assertThat(seeded.runToEnd(MINUTE)).isTrue();

                assertThat(seen).isSorted().hasSize(20);
            }
        }

        @Test
        void doesNotDependOnWhatTasksDraw() {
            VirtualScheduler drawing = VirtualScheduler.seeded(7);
            drawing.random().nextLong();

            assertThat(orderOf(drawing, 50)).isEqualTo(orderOf(VirtualScheduler.seeded(7), 50));
        }

        @Test
        void randomIsDrawnFromTheSeed() {
            long first = VirtualScheduler.seeded(7).random().nextLong();

            assertThat(VirtualScheduler.seeded(7).random().nextLong()).isEqualTo(first);
            assertThat(VirtualScheduler.seeded(8).random().nextLong()).isNotEqualTo(first);
        }
    }

    @Nested
    class Tasks {
        @Test
        void thatThrowAreOverAndStopNothingElse() {
            AssertionError error = new AssertionError("b");
            scheduler.execute(() -> {
                throw new IllegalStateException("a");
            });
            scheduler.execute(() -> {
                throw error;
            });
            scheduler.execute(say("c"));

            scheduler.runDue();

            assertThat(log).containsExactly("c");
            assertThat(scheduler.failures()).hasSize(2).element(1).isSameAs(error);
        }

        @Test
        void thatWereCancelledDoNotRun() {
            Timer timer = scheduler.schedule(SECOND, say("timer"));
            timer.cancel();

            assertThat(scheduler.pending()).isZero();
            scheduler.advance(MINUTE);
            assertThat(log).isEmpty();
        }

        @Test
        void canBeCancelledByAnotherTaskOfTheSameInstant() {
            VirtualScheduler seeded = VirtualScheduler.seeded(1);
            List<Timer> timers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                timers.add(seeded.schedule(SECOND, () -> {
                    log.add("one");
                    timers.forEach(Timer::cancel);
                }));
            }

            seeded.advance(SECOND);

            assertThat(log).containsExactly("one");
            assertThat(seeded.pending()).isZero();
        }

        @Test
        void cannotComeFromAnotherThread() throws InterruptedException {
            scheduler.execute(say("a"));
            List<Throwable> thrown = new ArrayList<>();
            Thread other = new Thread(() -> {
                try {
                    scheduler.execute(say("b"));
                } catch (IllegalStateException e) {
                    thrown.add(e);
                }
            });
            other.start();
            other.join();

            assertThat(thrown).singleElement().asString().contains("belongs to");
        }
    }

    @Nested
    class Await {
        @Test
        void letsTimePassUntilTheResultIsThere() throws TimeoutException {
            CompletableFuture<String> stage = new CompletableFuture<>();
            scheduler.schedule(SECOND, () -> stage.complete("done"));
            scheduler.schedule(SECOND.plusNanos(1), say("later"));

            assertThat(scheduler.await(stage, MINUTE)).isEqualTo("done");

            assertThat(scheduler.instant()).isEqualTo(after(SECOND));
            assertThat(log).isEmpty();
        }

        @Test
        void takesAResultOfTheLastInstant() throws TimeoutException {
            CompletableFuture<String> stage = new CompletableFuture<>();
            scheduler.schedule(MINUTE, () -> stage.complete("done"));

            assertThat(scheduler.await(stage, MINUTE)).isEqualTo("done");
        }

        @Test
        void timesOutANanosecondBeforeTheResult() {
            CompletableFuture<String> stage = new CompletableFuture<>();
            scheduler.schedule(MINUTE.plusNanos(1), () -> stage.complete("done"));

            assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> scheduler.await(stage, MINUTE));

            assertThat(scheduler.instant()).isEqualTo(after(MINUTE));
        }

        @Test
        void failsAsTheStageFailed() {
            IllegalStateException cause = new IllegalStateException("no");
            CompletableFuture<String> cancelled = new CompletableFuture<>();
            cancelled.cancel(true);

            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> scheduler.await(CompletableFuture.failedStage(cause), SECOND))
                    .withCause(cause);
            assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> scheduler.await(cancelled, SECOND));
        }

        @Test
        void runsOtherTasksBelowTheOneThatWaits() {
            CompletableFuture<String> stage = new CompletableFuture<>();
            scheduler.execute(() -> log.add(awaited(stage)));
            scheduler.execute(say("other"));
            scheduler.schedule(SECOND, () -> stage.complete("result"));

            scheduler.runDue();

            assertThat(log).containsExactly("other", "result");
            assertThat(scheduler.failures()).isEmpty();
        }
    }

    private String awaited(CompletableFuture<String> stage) {
        try {
            return scheduler.await(stage, MINUTE);
        } catch (TimeoutException e) {
            return "timeout";
        }
    }
}
