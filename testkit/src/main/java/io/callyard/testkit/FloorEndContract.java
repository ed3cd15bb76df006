package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.fail;

import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerLine;
import io.callyard.spi.store.Floor;
import io.callyard.spi.store.FloorView;
import io.callyard.spi.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A floor that is used after its step, and a store after its end: refused, since what is seen there holds no more. */
abstract class FloorEndContract extends FloorFixture {
    private final CallerLine line = FullValues.line(uniqueName("line"));
    private Caller caller;

    @SuppressWarnings("NullAway.Init") // made before each test
    FloorEndContract(StoreContract opener) {
        super(opener);
    }

    @BeforeEach
    void letSomebodyStandThere() {
        caller = save(caller(SALES).on(line).number(number()));
    }

    private List<ThrowingCallable> readings(FloorView floor) {
        return List.of(
                floor::tenant,
                floor::now,
                floor::queues,
                () -> floor.queue(SALES),
                () -> floor.caller(caller.id()),
                () -> floor.callerOn(line),
                () -> floor.line(SALES, 1),
                () -> floor.lineLength(SALES),
                () -> floor.ahead(caller),
                () -> floor.callbacks(1),
                () -> floor.dueCallers(1),
                () -> floor.left(SALES, clock.instant(), 1),
                () -> floor.lastLeft(SALES, number(), clock.instant()),
                floor::agents,
                () -> floor.agent(FullValues.agentId(1)),
                () -> floor.readyAgents(1),
                () -> floor.dueAgents(1),
                () -> floor.offer(nextOfferId()),
                floor::openOffers);
    }

    private List<ThrowingCallable> uses(Floor floor) {
        List<ThrowingCallable> changes = List.of(
                () -> floor.save(queue(tenant, SUPPORT)),
                () -> floor.save(CallerSample.like(caller).told(9).build()),
                () -> floor.save(agent("late").build()),
                () -> floor.save(offer(caller, clock.instant())),
                () -> floor.append(event(1)));
        return Stream.concat(readings(floor).stream(), changes.stream()).toList();
    }

    private static void assertRefused(List<ThrowingCallable> uses) {
        assertThat(uses)
                .allSatisfy(use ->
                        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(use));
    }

    private void assertUntouched() {
        assertThat(find(floor -> floor.caller(caller.id()))).contains(caller);
        assertThat(view(FloorView::agents)).isEmpty();
        assertThat(view(FloorView::queues)).isEmpty();
        assertThat(view(FloorView::openOffers)).isEmpty();
        assertThat(eventsOf(tenant))
                .extracting(logged -> (Object) logged.event())
                .doesNotContain(event(1));
    }

    @Test
    void refusesAFloorWhoseStepIsMade() {
        Floor dead = store.onFloor(tenant, floor -> floor);

        assertRefused(uses(dead));
        assertUntouched();
    }

    @Test
    void refusesAFloorWhoseStepHasFailed() {
        List<Floor> dead = new ArrayList<>();
        assertThat(catchThrowable(() -> change(floor -> {
                    dead.add(floor);
                    throw new IllegalStateException("made to fail");
                })))
                .hasMessage("made to fail");

        assertRefused(uses(dead.get(0)));
        assertUntouched();
    }

    @Test
    void refusesAViewWhoseReadingIsOver() {
        FloorView dead = store.viewFloor(tenant, floor -> floor);

        assertRefused(readings(dead));
    }

    @Test
    void refusesTheFloorOfAFormerStepWithinANewOne() {
        Floor dead = store.onFloor(tenant, floor -> floor);

        change(floor -> assertRefused(uses(dead)));

        assertUntouched();
    }

    @Test
    void answersNothingAboutFloorsOnceItIsClosed() {
        closeStore();

        List<ThrowingCallable> uses = List.of(
                () -> change(floor -> fail("a step on a closed store")),
                () -> view(floor -> fail("a reading of a closed store")),
                () -> store.dueFloors(1),
                store::untilNextDueFloor,
                () -> store.callerAnywhere(caller.id()),
                () -> store.callerOnLine(line.account(), line.call()),
                () -> store.offerAnywhere(nextOfferId()));

        assertThat(uses)
                .allSatisfy(use -> assertThatExceptionOfType(StoreUnavailableException.class)
                        .isThrownBy(use));
    }
}
