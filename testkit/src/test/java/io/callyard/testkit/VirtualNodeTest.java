package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class VirtualNodeTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private VirtualScheduler scheduler = VirtualScheduler.inOrder();
    private final List<String> log = new ArrayList<>();

    private Runnable say(String word) {
        return () -> log.add(word);
    }

    private String awaited(Scheduler on, CompletableFuture<String> stage) {
        try {
            return on.await(stage, MINUTE);
        } catch (TimeoutException e) {
            return "timeout";
        }
    }

    @Test
    void runsItsTasksOnTheSharedClock() {
        VirtualNode node = scheduler.node();
        node.schedule(SECOND, say("timer"));

        scheduler.advance(SECOND);

        assertThat(log).containsExactly("timer");
        assertThat(node.instant()).isEqualTo(scheduler.instant());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void losesAllItsTasksWhenItCrashes(boolean seeded) {
        scheduler = seeded ? VirtualScheduler.seeded(3) : scheduler;
        VirtualNode victim = scheduler.node();
        VirtualNode other = scheduler.node();
        victim.schedule(SECOND, say("victim's timer"));
        other.schedule(SECOND, say("other's timer"));
        victim.execute(victim::crash);
        scheduler.runDue();
        victim.execute(say("victim's task"));
        victim.schedule(SECOND, say("victim's new timer"));

        scheduler.advance(MINUTE);

        assertThat(log).containsExactly("other's timer");
        assertThat(victim.isCrashed()).isTrue();
        assertThat(scheduler.pending()).isZero();
    }

    @Test
    void losesTasksThatWereDueTogetherWithItsCrash() {
        scheduler = VirtualScheduler.seeded(1);
        VirtualNode victim = scheduler.node();
        int[] ran = new int[1];
        for (int i = 0; i < 100; i++) {
            victim.execute(() -> ran[0]++);
        }
        scheduler.execute(victim::crash);

        scheduler.runDue();

        assertThat(ran[0]).isBetween(0, 99);
        assertThat(scheduler.pending()).isZero();
    }

    @Test
    void neverGoesOnAfterAWaitDuringWhichItCrashed() {
        VirtualNode victim = scheduler.node();
        CompletableFuture<String> stage = new CompletableFuture<>();
        victim.execute(() -> log.add(awaited(victim, stage)));
        scheduler.schedule(SECOND, victim::crash);
        scheduler.schedule(SECOND, () -> stage.complete("too late"));

        scheduler.advance(MINUTE);

        assertThat(log).isEmpty();
        assertThat(scheduler.failures()).isEmpty();
    }

    @Test
    void canCrashInTheMiddleOfATask() {
        VirtualNode victim = scheduler.node();
        victim.execute(() -> {
            log.add("before");
            if (!victim.isCrashed()) {
                throw victim.crashHere();
            }
            log.add("after");
        });

        scheduler.runDue();

        assertThat(log).containsExactly("before");
        assertThat(scheduler.failures()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepsItsDueTasksWhileItIsFrozen(boolean seeded) {
        scheduler = seeded ? VirtualScheduler.seeded(3) : scheduler;
        VirtualNode node = scheduler.node();
        node.schedule(SECOND, say("first"));
        node.schedule(SECOND.multipliedBy(2), say("second"));
        node.freeze();
        scheduler.schedule(MINUTE, say("world"));

        scheduler.advance(MINUTE);
        assertThat(log).containsExactly("world");

        node.thaw();
        scheduler.runDue();
        assertThat(log).containsExactlyInAnyOrder("world", "first", "second");
    }

    @Test
    void forgetsATimerThatWasCancelledWhileItWasFrozen() {
        VirtualNode node = scheduler.node();
        Scheduler.Timer timer = node.schedule(SECOND, say("timer"));
        node.freeze();
        scheduler.advance(MINUTE);
        timer.cancel();

        node.thaw();

        assertThat(scheduler.pending()).isZero();
        scheduler.runDue();
        assertThat(log).isEmpty();
    }

    @Test
    void seesAResultOnlyAfterItWasThawed() {
        VirtualNode node = scheduler.node();
        CompletableFuture<String> stage = new CompletableFuture<>();
        node.execute(() -> log.add(awaited(node, stage) + " at " + scheduler.instant()));
        scheduler.schedule(SECOND, node::freeze);
        scheduler.schedule(SECOND.multipliedBy(2), () -> stage.complete("result"));
        scheduler.schedule(SECOND.multipliedBy(9), node::thaw);

        scheduler.advance(MINUTE);

        assertThat(log).containsExactly("result at 2030-01-01T00:00:09Z");
    }

    @Test
    void seesATimeOutOnlyAfterItWasThawed() {
        VirtualNode node = scheduler.node();
        node.execute(() -> log.add(awaited(node, new CompletableFuture<>()) + " at " + scheduler.instant()));
        scheduler.schedule(SECOND, node::freeze);
        scheduler.schedule(MINUTE.multipliedBy(2), node::thaw);

        scheduler.advance(MINUTE.multipliedBy(3));

        assertThat(log).containsExactly("timeout at 2030-01-01T00:02:00Z");
    }

    @Test
    void mayHaveAWrongClockWithoutAnyEffectOnTimers() {
        VirtualNode node = scheduler.node();
        node.skew(Duration.ofMinutes(-10));
        node.schedule(SECOND, () -> log.add("at " + node.instant()));

        scheduler.advance(SECOND);

        assertThat(log).containsExactly("at 2029-12-31T23:50:01Z");
        assertThat(node.uptime()).isEqualTo(SECOND);
    }

    @Test
    void thatCrashedFrozenStaysDead() {
        VirtualNode node = scheduler.node();
        node.schedule(SECOND, say("timer"));
        node.freeze();
        scheduler.advance(SECOND);
        node.crash();
        node.thaw();
        node.freeze();

        scheduler.advance(SECOND);

        assertThat(node.isFrozen()).isFalse();
        assertThat(log).isEmpty();
    }
}
