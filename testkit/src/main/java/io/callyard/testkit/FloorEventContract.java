package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.Event;
import io.callyard.event.InboundEvent;
import io.callyard.event.LoggedEvent;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Caller;
import io.callyard.spi.store.StoreSignals;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is appended on a floor stands in the tenant's one log. */
@Tag("R0.5")
abstract class FloorEventContract extends FloorFixture {
    /** Only a bug reaches it. */
    private static final Duration SOON = Duration.ofSeconds(3);

    FloorEventContract(StoreContract opener) {
        super(opener);
    }

    private void assertNumbered(List<LoggedEvent> events) {
        assertThat(events)
                .extracting(LoggedEvent::seq)
                .isEqualTo(LongStream.rangeClosed(1, events.size()).boxed().toList());
    }

    private List<Event> events(TenantId of) {
        return eventsOf(of).stream().map(LoggedEvent::event).toList();
    }

    @Test
    void numbersTheEventsOfStepsTogetherWithThoseOfCalls() {
        long before = store.lastSeq(tenant);
        place(direct());
        change(floor -> {
            floor.append(event(1));
            floor.append(event(2));
        });
        place(direct());
        change(floor -> floor.append(event(3)));

        List<LoggedEvent> log = eventsOf(tenant);

        assertNumbered(log);
        assertThat(log).hasSize((int) before + 5);
        assertThat(store.lastSeq(tenant)).isEqualTo(before + 5);
        assertThat(eventsAfter(before).get(1)).isEqualTo(event(1));
        assertThat(eventsAfter(before).get(2)).isEqualTo(event(2));
        assertThat(eventsAfter(before).get(4)).isEqualTo(event(3));
    }

    @Test
    void saysThatTheEventsOfAStepHappenedAtItsTime() {
        clock.advance(MICRO);
        Instant begun = clock.instant();
        long before = store.lastSeq(tenant);
        change(floor -> {
            floor.append(event(1));
            clock.advance(SECOND);
            floor.append(event(2));
        });

        assertThat(store.read(tenant, before, 9))
                .containsExactly(
                        new LoggedEvent(tenant, before + 1, begun, event(1)),
                        new LoggedEvent(tenant, before + 2, begun, event(2)));
    }

    @Test
    void writesNothingForAStepThatAppendsNothing() {
        long before = store.lastSeq(tenant);

        save(caller(SALES));

        assertThat(store.lastSeq(tenant)).isEqualTo(before);
    }

    @Test
    void readsEveryKindOfEventOfAFloorAsItWasWritten() {
        List<InboundEvent> written = new FullEvents(new FullValues(tenant, clock.instant())).all();
        long before = store.lastSeq(tenant);

        change(floor -> written.forEach(floor::append));

        assertThat(eventsAfter(before)).isEqualTo(written);
        assertThat(user(1).read(tenant, before, 500))
                .extracting(LoggedEvent::event)
                .isEqualTo(written);
        Set<Class<?>> kinds = new HashSet<>();
        written.forEach(event -> kinds.add(event.getClass()));
        assertThat(kinds).as("kinds of events").isEqualTo(allKinds());
    }

    private static Set<Class<?>> allKinds() {
        Set<Class<?>> kinds = new HashSet<>();
        for (Class<?> group : InboundEvent.class.getPermittedSubclasses()) {
            kinds.addAll(List.of(group.getPermittedSubclasses()));
        }
        return kinds;
    }

    @Test
    void tellsWhoseLogHasGrownByAStep() throws Exception {
        TenantId silent = newTenant(1);
        RecordingSignals signals = new RecordingSignals();
        try (AutoCloseable listening = store.onSignal(signals)) {
            assertThat(listening).isNotNull();
            // A signal of how he came into being may still be on its way; it comes before those of later changes.
            change(floor -> floor.append(event(0)));
            assertThat(signals.awaitGrowth(tenant, SOON)).isTrue();
            signals.forget();

            change(store, silent, floor -> floor.save(callerOf(silent, SALES).build()));
            change(floor -> floor.append(event(1)));
            assertThat(signals.awaitGrowth(tenant, SOON)).isTrue();
            assertThat(signals.grown()).doesNotContain(silent);
            signals.forget();

            change(user(1), tenant, floor -> floor.append(event(2)));

            assertThat(signals.awaitGrowth(tenant, SOON)).isTrue();
        }
    }

    @Test
    void tellsOfAStepAfterItIsMadeAndWithoutKeepingAnybodyOut() throws Exception {
        CompletableFuture<List<Caller>> seen = new CompletableFuture<>();
        StoreSignals asksFromAnotherThread = new StoreSignals() {
            @Override
            public void eventsAppended(TenantId grown) {
                seen.complete(Crowd.ask(() -> line(SALES), SOON).orElse(List.of()));
            }

            @Override
            public void workAvailable() {
                // Only the log is of interest here.
            }
        };
        try (AutoCloseable listening = store.onSignal(asksFromAnotherThread)) {
            assertThat(listening).isNotNull();
            Caller caller = caller(SALES).build();

            change(floor -> {
                floor.append(event(1));
                floor.save(caller);
            });

            assertThat(seen.get(2 * SOON.toSeconds(), TimeUnit.SECONDS)).containsExactly(caller);
        }
    }

    @Test
    void keepsTheEventsOfAStepTogetherWhileCallsAreTakenIn() {
        int steps = 8;
        long before = store.lastSeq(tenant);
        Crowd.run(thread -> () -> {
            for (int i = 0; i < steps; i++) {
                int number = (thread * steps + i) * 2;
                if (thread % 2 == 0) {
                    takeIn(user(thread / 2), direct().build());
                } else {
                    change(user(thread / 2), tenant, floor -> {
                        floor.append(event(number));
                        floor.append(event(number + 1));
                    });
                }
            }
            return true;
        });

        assertNumbered(eventsOf(tenant));
        List<Event> log = events(tenant);
        assertThat(log).hasSize((int) before + Crowd.SIZE / 2 * steps * 3);
        for (int number = steps * 2; number < Crowd.SIZE * steps * 2; number += 2) {
            if (number / (steps * 2) % 2 == 1) {
                assertThat(log.indexOf(event(number))).as("event %s", number).isNotNegative();
                assertThat(log.indexOf(event(number + 1)))
                        .as("the other event of its step")
                        .isEqualTo(log.indexOf(event(number)) + 1);
            }
        }
    }
}
