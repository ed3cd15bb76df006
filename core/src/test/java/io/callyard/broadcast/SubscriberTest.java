package io.callyard.broadcast;

import static io.callyard.Yard.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.Interposed;
import io.callyard.Yard;
import io.callyard.Yards;
import io.callyard.event.CallEvent;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Subscribers that throw, hang or leave, and a log that is away: no call waits, and nobody else misses a thing. */
class SubscriberTest {
    @RegisterExtension
    final Yards yards = new Yards();

    private final Yard yard = yards.open();

    @Test
    @Tag("R0.6")
    void aSubscriberThatThrowsDelaysNothingAndIsCounted() {
        Watcher broken = new Watcher(delivery -> {
            throw new IllegalStateException("no connection");
        });
        yard.engine.broadcaster().subscribe(Room.of(ACME), 0, broken);
        Watcher healthy = watch(Room.of(ACME), 0);

        busyMinutes();

        assertThat(healthy.numbers()).isEqualTo(upTo(yard.engine.broadcaster().lastSeq(ACME)));
        assertThat(yard.engine.broadcaster().failedDeliveries()).isEqualTo(healthy.heard.size());
        assertThat(yard.calls.status(ACME).direct().total())
                .as("all calls went and ended")
                .isZero();
    }

    @Test
    @Tag("R0.6")
    void aSubscriberThatThrowsOnceHearsTheRest() {
        int[] count = {0};
        Watcher shaky = new Watcher(delivery -> {
            if (++count[0] == 3) {
                throw new NoClassDefFoundError("once");
            }
        });
        yard.engine.broadcaster().subscribe(Room.of(ACME), 0, shaky);

        busyMinutes();

        List<Long> all = upTo(yard.engine.broadcaster().lastSeq(ACME));
        assertThat(shaky.numbers()).hasSize(all.size() - 1).doesNotContain(3L);
        assertThat(yard.engine.broadcaster().failedDeliveries()).isEqualTo(1);
    }

    @Test
    @Tag("R0.6")
    void aSubscriberThatHangsDelaysNobodyElse() {
        Watcher hanging = new Watcher(delivery -> {
            try {
                yard.node.await(new CompletableFuture<>(), Duration.ofMinutes(10));
            } catch (TimeoutException e) {
                // It has hung for long enough.
            }
        });
        Watcher healthy = watch(Room.of(ACME), 0);
        yard.engine.broadcaster().subscribe(Room.of(ACME), 0, hanging);
        yard.scheduler.execute(() -> yard.place(yard.direct()));
        yard.scheduler.schedule(Duration.ofMinutes(5), () -> {
            assertThat(hanging.heard).as("it hangs").isEmpty();
            yard.endLast(Outcome.COMPLETED);
            assertThat(healthy.events()).last().isInstanceOf(CallEvent.CallEnded.class);
        });

        yard.advance(Duration.ofMinutes(5));

        assertThat(yard.events(CallEvent.CallEnded.class)).hasSize(1);
        yard.advance(Duration.ofHours(2));
        assertThat(hanging.numbers()).as("late, but complete").isEqualTo(healthy.numbers());
    }

    @Test
    void aSubscriptionThatIsClosedHearsNoMoreAndAnotherHearsOn() {
        Watcher first = new Watcher();
        Subscription subscription = yard.engine.broadcaster().subscribe(Room.of(ACME), 0, first);
        Watcher second = watch(Room.of(ACME), 0);
        yard.placed(yard.direct());
        int heard = first.heard.size();
        assertThat(subscription.lastSeq()).isEqualTo(heard);

        subscription.close();
        subscription.close();
        yard.placed(yard.direct());

        assertThat(first.heard).hasSize(heard);
        assertThat(second.heard).hasSizeGreaterThan(heard);
    }

    @Test
    void aSubscriberMayCloseItselfInTheMiddle() {
        Subscription[] own = new Subscription[1];
        Watcher watcher = new Watcher(delivery -> own[0].close());
        busyMinutes();

        own[0] = yard.engine.broadcaster().subscribe(Room.of(ACME), 0, watcher);
        yard.run();

        assertThat(watcher.heard).hasSize(1);
    }

    @Test
    @Tag("R0.6")
    void aLogThatCannotBeReadForAWhileIsReadOnAfterwards() {
        boolean[] down = {false};
        Yard shaky = yards.with()
                .engineSees(store -> Interposed.unreachable(store, method -> down[0] && method.equals("read")))
                .open();
        Watcher watcher = new Watcher();
        shaky.engine.broadcaster().subscribe(Room.of(ACME), 0, watcher);
        shaky.run();
        down[0] = true;
        Call call = shaky.placed(shaky.direct());
        shaky.end(call);
        assertThat(watcher.heard).isEmpty();

        down[0] = false;
        shaky.advanceSeconds(1);

        assertThat(watcher.numbers()).isEqualTo(upTo(shaky.store.lastSeq(ACME)));
        assertThat(shaky.now(call).state()).isEqualTo(CallState.ENDED);
    }

    private Watcher watch(Room room, long after) {
        Watcher watcher = new Watcher();
        yard.engine.broadcaster().subscribe(room, after, watcher);
        yard.run();
        return watcher;
    }

    private void busyMinutes() {
        List<Call> calls = yard.placed(10);
        calls.forEach(yard::end);
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
