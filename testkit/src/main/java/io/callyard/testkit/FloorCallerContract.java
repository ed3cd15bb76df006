package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.CarrierCallId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Finding callers other than by their ids: by line, by promise, by when they left. */
abstract class FloorCallerContract extends FloorFixture {
    private final CallerLine line = FullValues.line(uniqueName("line"));

    FloorCallerContract(StoreContract opener) {
        super(opener);
    }

    private Optional<Caller> on(CallerLine which) {
        return find(floor -> floor.callerOn(which));
    }

    private Optional<Caller> newestOn(CallerLine which) {
        return store.callerOnLine(which.account(), which.call());
    }

    private List<Caller> callbacks(int max) {
        return list(floor -> floor.callbacks(max));
    }

    private List<Caller> left(Instant since, int max) {
        return list(floor -> floor.left(SALES, since, max));
    }

    private Optional<Caller> lastLeft(PhoneNumber number, Instant since) {
        return find(floor -> floor.lastLeft(SALES, number, since));
    }

    @Test
    void findsACallerOnHisLineUntilHeHasGone() {
        Caller caller = caller(SALES).on(line).build();
        for (CallerState state : CallerState.values()) {
            Caller now = save(CallerSample.like(caller).state(state));

            assertThat(on(line))
                    .as("a caller who is %s", state)
                    .isEqualTo(state == CallerState.ENDED ? Optional.empty() : Optional.of(now));
            assertThat(newestOn(line)).contains(now);
        }
    }

    @Test
    void findsNobodyOnAnotherLineOrWithoutOne() {
        save(caller(SALES).on(line));
        save(caller(SALES));
        CallerLine otherCall = new CallerLine(line.account(), new CarrierCallId(uniqueName("call")));
        CallerLine otherAccount =
                new CallerLine(FullValues.line(uniqueName("account")).account(), line.call());

        assertThat(List.of(on(otherCall), on(otherAccount), newestOn(otherCall), newestOn(otherAccount)))
                .containsOnly(Optional.empty());
    }

    @Test
    void findsTheNewestOfThoseWhoHadALine() {
        Caller first = save(caller(SALES).on(line).left(clock.instant()));
        clock.advance(SECOND);
        Caller second = save(caller(SUPPORT).on(line));
        save(CallerSample.like(first).left(clock.instant()));

        assertThat(newestOn(line)).contains(second);
        assertThat(on(line)).contains(second);

        Caller gone = save(CallerSample.like(second).left(clock.instant()));
        assertThat(newestOn(line)).contains(gone);
        assertThat(on(line)).isEmpty();
    }

    @Test
    void findsTheCallerOfATenantOnALineThatAnotherHasUsed() {
        TenantId other = newTenant(1);
        Caller own = save(caller(SALES).on(line));
        clock.advance(SECOND);
        Caller newer = save(callerOf(other, SALES).on(line));

        assertThat(newestOn(line)).contains(newer);
        assertThat(on(line)).contains(own);
        assertThat(store.<Optional<Caller>>viewFloor(other, floor -> floor.callerOn(line)))
                .contains(newer);
    }

    @Test
    @Tag("R4.9")
    void listsCallbacksByTheTimeThatWasPromised() {
        Instant now = clock.instant();
        Caller third = save(caller(SALES).promisedBy(now.plusSeconds(30)));
        clock.advance(SECOND);
        Caller second = save(caller(SALES).promisedBy(now.plusSeconds(30).minus(MICRO)));
        clock.advance(SECOND);
        Caller first = save(caller(SUPPORT).promisedBy(now.minusSeconds(30)));
        save(caller(SALES));

        assertThat(callbacks(MANY)).containsExactly(first, second, third);
        assertThat(callbacks(2)).containsExactly(first, second);
    }

    @Test
    @Tag("R4.9")
    void listsACallbackUntilTheCallerHasGone() {
        Caller promised = save(caller(SALES).promisedBy(clock.instant()));
        for (CallerState state :
                List.of(CallerState.OFFERED, CallerState.DIALING, CallerState.CONNECTED, CallerState.WAITING)) {
            Caller now = save(CallerSample.like(promised).state(state));
            assertThat(callbacks(MANY)).as("while he is %s", state).containsExactly(now);
        }
        Caller moved =
                save(CallerSample.like(promised).promisedBy(clock.instant().plusSeconds(5)));
        assertThat(callbacks(MANY)).containsExactly(moved);

        save(CallerSample.like(promised).promised(null));
        assertThat(callbacks(MANY)).as("of who holds the line again").isEmpty();

        save(CallerSample.like(promised).left(clock.instant()));
        assertThat(callbacks(MANY)).isEmpty();
    }

    @Test
    void listsWhoHasLeftTheNewestFirst() {
        Instant begun = clock.instant();
        List<Caller> newestFirst = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            clock.advance(SECOND);
            newestFirst.add(0, save(caller(SALES).left(clock.instant())));
        }
        save(caller(SUPPORT).left(clock.instant()));
        save(caller(SALES));

        assertThat(left(begun, MANY)).isEqualTo(newestFirst);
        assertThat(left(begun, 2)).isEqualTo(newestFirst.subList(0, 2));
        assertThat(left(begun.plusSeconds(3), MANY))
                .as("at that instant or later")
                .isEqualTo(newestFirst.subList(0, 2));
        assertThat(left(begun.plusSeconds(3).plus(MICRO), MANY)).isEqualTo(newestFirst.subList(0, 1));
        assertThat(left(begun.plusSeconds(5), MANY)).isEmpty();
    }

    @Test
    void listsWhoHasLeftInTheQueueInWhichHeStoodAtLast() {
        Caller caller = save(caller(SALES));
        Caller moved = save(CallerSample.like(caller).in(SUPPORT));
        Caller gone = save(CallerSample.like(moved).left(clock.instant()));

        assertThat(left(clock.instant(), MANY)).isEmpty();
        assertThat(list(floor -> floor.left(SUPPORT, clock.instant(), MANY))).containsExactly(gone);
    }

    @Test
    void remembersForAnHourWhoHasLeftAndWhatIsOver() {
        Caller gone = save(caller(SALES).on(line).left(clock.instant()));
        Offer over = save(as(offer(gone, clock.instant()), OfferState.TIMED_OUT));
        Instant then = clock.instant();
        clock.advance(Duration.ofHours(1).minus(SECOND));
        save(caller(SALES).left(clock.instant()));

        assertThat(left(then, MANY)).hasSize(2).contains(gone);
        assertThat(find(floor -> floor.caller(gone.id()))).contains(gone);
        assertThat(newestOn(line)).contains(gone);
        assertThat(find(floor -> floor.offer(over.id()))).contains(over);
    }

    @Test
    @Tag("R4.8")
    void findsWhoHasLeftLastWithANumber() {
        PhoneNumber number = number();
        save(caller(SALES).number(number).left(clock.instant()));
        clock.advance(SECOND);
        Instant second = clock.instant();
        Caller last = save(caller(SALES).number(number).left(second));
        clock.advance(SECOND);
        save(caller(SALES).number(number()).left(clock.instant()));
        save(caller(SALES).left(clock.instant()));
        save(caller(SUPPORT).number(number).left(clock.instant()));
        save(caller(SALES).number(number));

        assertThat(lastLeft(number, second.minusSeconds(1))).contains(last);
        assertThat(lastLeft(number, second)).as("at that instant or later").contains(last);
        assertThat(lastLeft(number, second.plus(MICRO))).isEmpty();
        assertThat(lastLeft(number(), second.minusSeconds(1))).isEmpty();
    }
}
