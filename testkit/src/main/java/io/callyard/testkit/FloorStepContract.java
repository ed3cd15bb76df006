package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.callyard.event.LimitsChanged;
import io.callyard.event.LoggedEvent;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferState;
import io.callyard.model.inbound.Presence;
import io.callyard.spi.store.Floor;
import io.callyard.spi.store.FloorView;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A step is made as a whole or not at all. */
@Tag("R4.10")
abstract class FloorStepContract extends FloorFixture {
    private final CallerLine line = FullValues.line(uniqueName("line"));
    private Caller waiting;
    private Caller second;
    private Agent ann;
    private Offer offer;

    @SuppressWarnings("NullAway.Init") // made before each test
    FloorStepContract(StoreContract opener) {
        super(opener);
    }

    @BeforeEach
    void letSomebodyStandThere() {
        waiting = save(caller(SALES).on(line).attentionAt(clock.instant()));
        clock.advance(SECOND);
        second = save(caller(SALES));
        ann = save(agent("ann"));
        offer = save(offer(waiting, clock.instant().plusSeconds(9)));
        change(floor -> floor.save(queue(tenant, SALES)));
    }

    /** Changes something of each kind, and adds something of each kind. */
    private void changeEverything(Floor floor) {
        floor.save(queue(tenant, SUPPORT));
        floor.save(FullQueues.queue(tenant, SALES, clock.instant()));
        floor.save(CallerSample.like(waiting)
                .state(CallerState.OFFERED)
                .attentionAt(null)
                .in(SUPPORT)
                .build());
        floor.save(CallerSample.like(second).left(clock.instant()).build());
        floor.save(caller(SALES)
                .promisedBy(clock.instant())
                .attentionAt(clock.instant())
                .build());
        floor.save(AgentSample.like(ann).presence(Presence.AWAY).build());
        floor.save(agent("bob").attentionAt(clock.instant()).build());
        floor.save(as(offer, OfferState.TIMED_OUT));
        floor.save(offer(second, clock.instant()));
        floor.append(event(1));
        floor.append(event(2));
    }

    @Test
    void answersWithWhatTheStepReturned() {
        Object answer = new Object();

        assertThat(store.<Object>onFloor(tenant, floor -> answer)).isSameAs(answer);
        assertThat(store.<Object>viewFloor(tenant, floor -> answer)).isSameAs(answer);
        assertThat(store.<TenantId>onFloor(tenant, Floor::tenant)).isEqualTo(tenant);
        assertThat(view(FloorView::tenant)).isEqualTo(tenant);
    }

    @Test
    void seesInAStepWhatItHasSavedItself() {
        List<Object> seen = store.onFloor(tenant, floor -> {
            changeEverything(floor);
            return picture(floor);
        });

        assertThat(seen).isEqualTo(view(FloorFixture::picture));
    }

    @Test
    void seesInAStepWhereThoseStandWhomItHasMoved() {
        change(floor -> {
            Caller moved = CallerSample.like(second)
                    .key(waiting.place().key().minusNanos(1_000))
                    .build();
            assertThat(floor.ahead(second)).isEqualTo(1);
            floor.save(moved);
            assertThat(floor.line(SALES, MANY)).containsExactly(moved, waiting);
            assertThat(floor.line(SALES, 1)).containsExactly(moved);
            assertThat(floor.ahead(waiting)).isEqualTo(1);
            assertThat(floor.ahead(moved)).isZero();

            Caller gone = CallerSample.like(waiting).left(clock.instant()).build();
            floor.save(gone);
            assertThat(floor.lineLength(SALES)).isEqualTo(1);
            assertThat(floor.callerOn(line)).isEmpty();
            assertThat(floor.caller(gone.id())).contains(gone);
            assertThat(floor.left(SALES, clock.instant(), MANY)).containsExactly(gone);
            assertThat(floor.dueCallers(MANY)).isEmpty();

            Caller back = caller(SALES).on(line).build();
            floor.save(back);
            assertThat(floor.callerOn(line)).contains(back);
            assertThat(floor.line(SALES, MANY)).containsExactly(moved, back);
        });
    }

    @Test
    void leavesNothingOfAStepThatFails() {
        assertLeavesNothing(new IllegalStateException("made to fail"));
    }

    @Test
    void leavesNothingOfAStepThatBreaksDown() {
        assertLeavesNothing(new NodeCrashedError());
    }

    private void assertLeavesNothing(Throwable failure) {
        List<Object> before = view(FloorFixture::picture);
        List<LoggedEvent> log = eventsOf(tenant);

        Throwable passedOn = catchThrowable(() -> change(floor -> {
            changeEverything(floor);
            changeEverything(floor);
            fail(failure);
        }));

        assertThat(passedOn).isSameAs(failure);
        assertThat(view(FloorFixture::picture)).isEqualTo(before);
        assertThat(user(1).<List<Object>>viewFloor(tenant, FloorFixture::picture))
                .isEqualTo(before);
        assertThat(eventsOf(tenant)).isEqualTo(log);
        assertThat(store.callerAnywhere(waiting.id())).contains(waiting);
        assertThat(store.callerOnLine(line.account(), line.call())).contains(waiting);
        assertThat(store.offerAnywhere(offer.id())).contains(offer);
    }

    private static void fail(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    @Test
    void passesOnTheFailureOfAReading() {
        RuntimeException failure = new IllegalStateException("made to fail");

        assertThat(catchThrowable(() -> view(floor -> {
                    fail(failure);
                    return true;
                })))
                .isSameAs(failure);
        assertThat(line(SALES)).containsExactly(waiting, second);
    }

    @Test
    void makesAStepBehindOneThatFailed() {
        assertThat(catchThrowable(() -> change(floor -> {
                    changeEverything(floor);
                    throw new IllegalStateException("made to fail");
                })))
                .isInstanceOf(IllegalStateException.class);
        long before = store.lastSeq(tenant);

        change(this::changeEverything);

        assertThat(line(SUPPORT)).extracting(Caller::id).containsExactly(waiting.id());
        assertThat(eventsAfter(before)).containsExactly(event(1), event(2));
    }

    @Test
    void bringsATenantIntoBeingByAStepThatIsMade() {
        TenantId failing = unknownTenant();
        TenantId onlySeen = unknownTenant();
        TenantId fresh = unknownTenant();

        assertThat(catchThrowable(() -> change(store, failing, floor -> {
                    floor.append(event(1));
                    throw new IllegalStateException("made to fail");
                })))
                .hasMessage("made to fail");
        assertThat(store.<List<Object>>viewFloor(onlySeen, FloorFixture::picture))
                .doesNotContain(1)
                .contains(List.of(), 0);
        change(store, fresh, floor -> floor.append(event(1)));

        assertThat(store.lastSeq(failing)).isZero();
        assertThat(store.lastSeq(onlySeen)).isZero();
        assertThat(store.read(fresh, 0, 9))
                .extracting(LoggedEvent::event)
                .containsExactly(new LimitsChanged(store.tenantUsage(fresh).limits()), event(1));
    }

    @Test
    void tellsOneTimeThroughoutAStep() {
        Instant begun = clock.instant().truncatedTo(ChronoUnit.MICROS);

        List<Instant> told = store.onFloor(tenant, floor -> {
            Instant first = floor.now();
            clock.advance(SECOND);
            return List.of(first, floor.now());
        });

        assertThat(told).containsExactly(begun, begun);
        assertThat(view(FloorView::now)).isEqualTo(begun.plus(SECOND));
    }

    @Test
    void tellsTheTimeOnAFloorToTheMicrosecond() {
        clock.advance(Duration.ofNanos(1_999));
        Instant expected = clock.instant().truncatedTo(ChronoUnit.MICROS);

        assertThat(store.<Instant>onFloor(tenant, Floor::now)).isEqualTo(expected);
    }
}
