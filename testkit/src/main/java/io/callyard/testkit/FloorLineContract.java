package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.QueueId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who stands where in line. */
@Tag("R4.6")
abstract class FloorLineContract extends FloorFixture {
    FloorLineContract(StoreContract opener) {
        super(opener);
    }

    private void assertLine(QueueId queue, Caller... inOrder) {
        assertThat(line(queue)).containsExactly(inOrder);
        assertThat(lineLength(queue)).isEqualTo(inOrder.length);
        for (int i = 0; i < inOrder.length; i++) {
            assertThat(ahead(inOrder[i])).as("ahead of number %s", i + 1).isEqualTo(i);
        }
    }

    @Test
    void ordersALineByTheKeyToTheMicrosecond() {
        Instant now = clock.instant();
        Caller last = save(caller(SALES).key(now));
        Caller first = save(caller(SALES).key(now.minus(Duration.ofMinutes(2))));
        Caller third = save(caller(SALES).key(now.minus(MICRO)));
        Caller second = save(caller(SALES).key(now.minusSeconds(1)));

        assertLine(SALES, first, second, third, last);
    }

    @Test
    void ordersCallersOfOneKeyByTheTextOfTheirIds() {
        List<String> texts = List.of("00000000", "0fffffff", "7fffffff", "80000000", "ffffffff");
        List<Caller> inOrder = new ArrayList<>();
        for (String begin : texts) {
            String rest = nextCallerId(tenant).toString().substring(8);
            inOrder.add(CallerSample.of(tenant, new CallerId(UUID.fromString(begin + rest)), SALES, clock.instant())
                    .build());
        }
        change(floor -> List.of(3, 0, 4, 2, 1).forEach(i -> floor.save(inOrder.get(i))));

        assertLine(SALES, inOrder.toArray(new Caller[0]));
        change(floor -> inOrder.forEach(caller ->
                floor.save(CallerSample.like(caller).left(clock.instant()).build())));
    }

    @Test
    void ordersKeysBeforeAndAfterTheEpoch() {
        Caller late = save(caller(SALES).key(FullValues.LATEST));
        Caller early = save(caller(SALES).key(Instant.EPOCH.minus(MICRO)));
        Caller epoch = save(caller(SALES).key(Instant.EPOCH));

        assertLine(SALES, early, epoch, late);
    }

    @Test
    @Tag("R4.8")
    void keepsThePlaceOfWhoIsOffered() {
        Caller first = save(caller(SALES));
        clock.advance(SECOND);
        Caller second = save(caller(SALES));

        Caller offered = save(CallerSample.like(first).state(CallerState.OFFERED));
        assertLine(SALES, offered, second);

        Caller back = save(CallerSample.like(offered).state(CallerState.WAITING).told(1));
        assertLine(SALES, back, second);
    }

    @Test
    void countsOnlyWhoWaitsOrIsOffered() {
        List<Caller> inLine = new ArrayList<>();
        for (CallerState state : CallerState.values()) {
            clock.advance(MICRO);
            Caller caller = save(caller(SALES).state(state));
            if (state == CallerState.WAITING || state == CallerState.OFFERED) {
                inLine.add(caller);
            }
        }
        clock.advance(MICRO);
        inLine.add(save(caller(SALES)));

        assertLine(SALES, inLine.toArray(new Caller[0]));
    }

    @Test
    void letsACallerOutOfTheLineAndInAgainAtHisPlace() {
        Caller first = save(caller(SALES));
        clock.advance(SECOND);
        Caller caller = save(caller(SALES));
        clock.advance(SECOND);
        Caller last = save(caller(SALES));

        for (CallerState out : List.of(CallerState.DIALING, CallerState.CONNECTED, CallerState.ENDED)) {
            save(CallerSample.like(caller).state(out));
            assertLine(SALES, first, last);
            save(CallerSample.like(caller).state(CallerState.WAITING));
            assertLine(SALES, first, caller, last);
        }
    }

    @Test
    void movesACallerWhoseKeyChanges() {
        Caller first = save(caller(SALES));
        clock.advance(SECOND);
        Caller second = save(caller(SALES));
        clock.advance(SECOND);
        Caller third = save(caller(SALES));

        Caller toFront = save(CallerSample.like(third).key(first.place().key().minus(MICRO)));
        assertLine(SALES, toFront, first, second);

        Caller toEnd = save(CallerSample.like(toFront).key(clock.instant()));
        assertLine(SALES, first, second, toEnd);
    }

    @Test
    void movesACallerToAnotherQueueAtTheSamePlace() {
        Caller first = save(caller(SUPPORT));
        clock.advance(SECOND);
        Caller moving = save(caller(SALES));
        clock.advance(SECOND);
        Caller last = save(caller(SUPPORT));
        assertLine(SUPPORT, first, last);

        Caller moved = save(CallerSample.like(moving).in(SUPPORT));

        assertLine(SALES);
        assertLine(SUPPORT, first, moved, last);
    }

    @Test
    @Tag("R4.5")
    void countsWhoStandsAheadOfAPlaceWhereNobodyStandsYet() {
        save(caller(SALES));
        clock.advance(SECOND);
        Caller unknown = caller(SALES).build();
        clock.advance(SECOND);
        Caller last = save(caller(SALES));

        assertThat(ahead(unknown)).isEqualTo(1);
        assertThat(ahead(CallerSample.like(unknown).in(SUPPORT).build())).isZero();
        assertThat(ahead(CallerSample.like(last).key(Instant.EPOCH).build()))
                .as("where he would stand then")
                .isZero();
    }

    @Test
    @Tag("R4.9")
    void keepsWhoWillBeCalledBackInTheSameLine() {
        Caller first = save(caller(SALES));
        clock.advance(SECOND);
        Caller second = save(caller(SALES));

        Caller promised =
                save(CallerSample.like(first).promisedBy(clock.instant().plusSeconds(9)));

        assertLine(SALES, promised, second);
    }

    @Test
    void showsAsManyOfALineAsAreAskedFor() {
        List<Caller> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(save(caller(SALES).key(clock.instant().plusSeconds(i))));
        }

        for (int max = 1; max <= 6; max++) {
            int some = max;
            assertThat(list(floor -> floor.line(SALES, some))).isEqualTo(all.subList(0, Math.min(max, 5)));
        }
    }

    @Test
    void hasALineForAQueueThatNobodyHasSaved() {
        QueueId unknown = new QueueId("unknown");
        assertLine(unknown);

        Caller caller = save(caller(unknown));

        assertLine(unknown, caller);
    }

    @Test
    void countsALineOfThousands() {
        int length = 2_000;
        Instant base = clock.instant();
        List<Caller> callers = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            // 769 and 2000 have no common divisor: each place is taken once, in an order that jumps.
            callers.add(caller(SALES).key(base.plusSeconds(i * 769L % length)).build());
        }
        change(floor -> callers.forEach(floor::save));

        assertThat(lineLength(SALES)).isEqualTo(length);
        assertThat(List.of(callers.get(0), callers.get(1), callers.get(2), callers.get(1_999)))
                .extracting(this::ahead)
                .containsExactly(0, 769, 1_538, 1_999 * 769 % length);
        assertThat(line(SALES)).isSorted().hasSize(length);
    }
}
