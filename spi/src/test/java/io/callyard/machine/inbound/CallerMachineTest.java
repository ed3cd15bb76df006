package io.callyard.machine.inbound;

import static io.callyard.machine.inbound.Given.ANN;
import static io.callyard.machine.inbound.Given.BOB;
import static io.callyard.machine.inbound.Given.CALL;
import static io.callyard.machine.inbound.Given.CALLER;
import static io.callyard.machine.inbound.Given.NOW;
import static io.callyard.machine.inbound.Given.NUMBER;
import static io.callyard.machine.inbound.Given.OFFER;
import static io.callyard.machine.inbound.Given.PROMISED_BY;
import static io.callyard.machine.inbound.Given.SALES;
import static io.callyard.machine.inbound.Given.SUPPORT;
import static io.callyard.machine.inbound.Given.TENANT;
import static io.callyard.machine.inbound.Given.after;
import static io.callyard.machine.inbound.Given.in;
import static io.callyard.machine.inbound.Given.waits;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.CallerEvent.CallerConnected;
import io.callyard.event.CallerEvent.CallerInformed;
import io.callyard.event.CallerEvent.CallerJoined;
import io.callyard.event.CallerEvent.CallerLeft;
import io.callyard.event.CallerEvent.CallerMoved;
import io.callyard.machine.Transition;
import io.callyard.machine.inbound.Given.Stay;
import io.callyard.model.WaitEstimate;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.Feature;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.Place;
import io.callyard.model.inbound.Search;
import io.callyard.model.inbound.Told;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("R4.8")
class CallerMachineTest {
    private static final OfferId OTHER = new OfferId(new UUID(2, 2));
    private static final WaitEstimate MINUTE =
            new WaitEstimate(Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(90));

    /** Every change in every kind of stay: the state it leads to, or "-" where it changes nothing at all. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            #              | WAITS   | OFFERED   | TALKS | ENDED | PROMISED | TO_BE_DIALLED | DIALLING  | CALLED_BACK
            offered        | OFFERED | -         | -     | -     | OFFERED  | -             | -         | -
            offerFailed    | -       | WAITING   | -     | -     | -        | WAITING       | -         | -
            offerWithdrawn | -       | WAITING   | -     | -     | -        | WAITING       | -         | -
            connected      | -       | CONNECTED | -     | -     | -        | -             | CONNECTED | -
            promise        | WAITING | -         | -     | -     | -        | -             | -         | -
            reschedule     | -       | -         | -     | -     | WAITING  | -             | -         | -
            dialled        | -       | -         | -     | -     | -        | DIALING       | -         | -
            notReached     | -       | -         | -     | -     | -        | -             | WAITING   | -
            overdue        | -       | -         | -     | -     | WAITING  | OFFERED       | DIALING   | -
            informed       | WAITING | OFFERED   | -     | -     | -        | -             | -         | -
            moved          | WAITING | -         | -     | -     | WAITING  | -             | -         | -
            left           | ENDED   | ENDED     | ENDED | -     | ENDED    | ENDED         | ENDED     | ENDED
            """)
    @Tag("R4.9")
    @Tag("R4.10")
    void movesAlongTheEdgesOfTheDiagramOnly(
            String change,
            String waits,
            String offered,
            String talks,
            String ended,
            String promised,
            String toBeDialled,
            String dialling,
            String calledBack) {
        String[] expected = {waits, offered, talks, ended, promised, toBeDialled, dialling, calledBack};
        for (Stay from : Stay.values()) {
            Caller caller = in(from);
            Transition<Caller> transition = change(change).apply(caller);

            String to = expected[from.ordinal()];
            if (to.equals("-")) {
                assertThat(Given.isUnchanged(caller, transition))
                        .as("%s in %s", change, from)
                        .isTrue();
            } else {
                assertThat(transition.state()).as("%s in %s", change, from).isNotEqualTo(caller);
                assertThat(transition.state().state())
                        .as("%s in %s", change, from)
                        .isEqualTo(CallerState.valueOf(to));
                assertThat(transition.state().updatedAt()).isEqualTo(after(1));
            }
        }
    }

    private static Function<Caller, Transition<Caller>> change(String name) {
        return caller -> switch (name) {
            case "offered" -> CallerMachine.offered(caller, OFFER, after(1));
            case "offerFailed" -> CallerMachine.offerFailed(caller, OFFER, List.of(ANN), after(1));
            case "offerWithdrawn" -> CallerMachine.offerWithdrawn(caller, OFFER, after(1));
            case "connected" -> CallerMachine.connected(caller, ANN, after(1));
            case "promise" -> CallerMachine.promise(caller, NUMBER, NOW, PROMISED_BY, after(1));
            case "reschedule" -> CallerMachine.reschedule(caller, after(60), PROMISED_BY, after(1));
            case "dialled" -> CallerMachine.dialled(caller, ANN, CALL, after(1));
            case "notReached" -> CallerMachine.notReached(caller, "busy", 3, Duration.ofMinutes(10), after(1));
            case "overdue" -> CallerMachine.overdue(caller, after(1));
            case "informed" -> CallerMachine.informed(caller, 3, MINUTE, false, false, after(1));
            case "moved" -> CallerMachine.moved(caller, caller.place().in(SUPPORT), "overflow", after(1));
            case "left" -> CallerMachine.left(caller, LeaveReason.ABANDONED, "hung up", after(1));
            default -> throw new IllegalArgumentException(name);
        };
    }

    @Test
    void joinsTheLine() {
        Place place = new Place(SALES, NOW, NOW.minusSeconds(120));
        Arrival arrival = Arrival.of(SALES, NUMBER);
        Transition<Caller> joined =
                CallerMachine.join(TENANT, CALLER, arrival, Set.of(Feature.CALLBACKS), place, true, NOW);

        Caller caller = joined.state();
        assertThat(caller.state()).isEqualTo(CallerState.WAITING);
        assertThat(caller.place()).isEqualTo(place);
        assertThat(caller.search()).isEqualTo(Search.NEW);
        assertThat(caller.told()).isEqualTo(Told.NOTHING);
        assertThat(caller.gets(Feature.CALLBACKS)).isTrue();
        assertThat(caller.gets(Feature.HOLD_MUSIC)).isFalse();
        assertThat(caller.attentionAt()).isEqualTo(NOW);
        assertThat(caller.holdsLine()).isTrue();
        assertThat(joined.events()).containsExactly(new CallerJoined(CALLER, SALES, arrival, place.key(), true));
    }

    @Test
    void notesWhatHeMayExpectWithoutTellingIt() {
        Transition<Caller> expecting = CallerMachine.expecting(waits(), MINUTE, after(1));

        assertThat(expecting.state().told()).isEqualTo(Told.joined(MINUTE));
        assertThat(expecting.events()).isEmpty();
    }

    @Test
    void countsHisOffersAndKeepsHisPlace() {
        Caller waits = waits();
        Transition<Caller> offered = CallerMachine.offered(waits, OFFER, NOW);
        Caller failed = CallerMachine.offerFailed(offered.state(), OFFER, List.of(ANN, BOB), NOW)
                .state();
        Caller again = CallerMachine.offered(failed, OTHER, NOW).state();

        assertThat(offered.state().search()).isEqualTo(new Search(OFFER, 1, 0, List.of()));
        assertThat(offered.events()).as("the offer tells").isEmpty();
        assertThat(failed.search()).isEqualTo(new Search(null, 1, 1, List.of(ANN, BOB)));
        assertThat(again.search()).isEqualTo(new Search(OTHER, 2, 1, List.of(ANN, BOB)));
        assertThat(CallerMachine.offerFailed(again, OTHER, List.of(ANN), NOW)
                        .state()
                        .search()
                        .passed())
                .containsExactly(BOB, ANN);
        assertThat(again.place()).isEqualTo(waits.place());
    }

    @Test
    void countsNoOfferThatWasTakenBack() {
        Caller offered = in(Stay.OFFERED);

        assertThat(CallerMachine.offerWithdrawn(offered, OFFER, NOW).state().search())
                .isEqualTo(Search.NEW);
    }

    @Test
    void listensToHisOpenOfferOnly() {
        Caller offered = in(Stay.OFFERED);

        assertThat(Given.isUnchanged(offered, CallerMachine.offerFailed(offered, OTHER, List.of(ANN), NOW)))
                .isTrue();
        assertThat(Given.isUnchanged(offered, CallerMachine.offerWithdrawn(offered, OTHER, NOW)))
                .isTrue();
    }

    @Test
    @Tag("R4.4")
    void talksToAnAgent() {
        Transition<Caller> connected = CallerMachine.connected(in(Stay.OFFERED), ANN, after(20));

        assertThat(connected.state().agent()).isEqualTo(ANN);
        assertThat(connected.state().connectedAt()).isEqualTo(after(20));
        assertThat(connected.state().search().offer()).isNull();
        assertThat(connected.state().waitedAt(after(99))).isEqualTo(Duration.ofSeconds(20));
        assertThat(connected.events()).containsExactly(new CallerConnected(CALLER, SALES, ANN, Duration.ofSeconds(20)));
    }

    @Test
    @Tag("R4.5")
    void isToldWhereHeStands() {
        Transition<Caller> told = CallerMachine.informed(waits(), 3, MINUTE, false, false, after(1));
        Transition<Caller> offered = CallerMachine.informed(told.state(), 2, MINUTE, true, true, after(31));
        Transition<Caller> again = CallerMachine.informed(offered.state(), 1, MINUTE, false, false, after(61));

        assertThat(told.state().told()).isEqualTo(new Told(null, 3, MINUTE.likely(), after(1), false));
        assertThat(told.events()).containsExactly(new CallerInformed(CALLER, SALES, 3, MINUTE, false, false));
        assertThat(offered.state().told()).isEqualTo(new Told(null, 2, MINUTE.likely(), after(31), true));
        assertThat(offered.events()).containsExactly(new CallerInformed(CALLER, SALES, 2, MINUTE, true, true));
        assertThat(again.state().told().callbackOffered())
                .as("it stays offered")
                .isTrue();
    }

    @Test
    void isLookedAfterWithoutAnEvent() {
        Transition<Caller> looked = CallerMachine.lookedAfter(waits(), after(5));

        assertThat(looked.state().updatedAt()).isEqualTo(after(5));
        assertThat(looked.events()).isEmpty();
    }

    @Test
    @Tag("R4.10")
    void isSearchedForAnewInAnotherQueueOnly() {
        Caller failed = CallerMachine.offerFailed(in(Stay.OFFERED), OFFER, List.of(ANN), NOW)
                .state();
        Place elsewhere = failed.place().in(SUPPORT);
        Place forward = failed.place().withKey(NOW.minusSeconds(600));
        Transition<Caller> moved = CallerMachine.moved(failed, elsewhere, "overflow", NOW);

        assertThat(moved.state().place()).isEqualTo(elsewhere);
        assertThat(moved.state().search()).isEqualTo(Search.NEW);
        assertThat(moved.events())
                .containsExactly(
                        new CallerMoved(CALLER, SALES, SUPPORT, failed.place().key(), "overflow"));
        assertThat(CallerMachine.moved(failed, forward, "?", NOW).state().search())
                .isEqualTo(failed.search());
        assertThat(Given.isUnchanged(failed, CallerMachine.moved(failed, failed.place(), "?", NOW)))
                .isTrue();
    }

    @Test
    @Tag("R4.10")
    void leavesWithoutHavingTalked() {
        Transition<Caller> left =
                CallerMachine.left(in(Stay.OFFERED), LeaveReason.ABANDONED, "hung\u0000up", after(30));

        assertThat(left.state().leaving()).isNotNull();
        assertThat(left.state().leaving().at()).isEqualTo(after(30));
        assertThat(left.state().search().offer()).isNull();
        assertThat(left.events())
                .containsExactly(new CallerLeft(
                        CALLER, SALES, null, LeaveReason.ABANDONED, "hung up", Duration.ofSeconds(30), Duration.ZERO));
        assertThat(left.state().holdsLine()).isFalse();
    }

    @Test
    @Tag("R4.10")
    void leavesAfterHeTalked() {
        Caller talks = CallerMachine.connected(in(Stay.OFFERED), ANN, after(20)).state();

        assertThat(CallerMachine.left(talks, LeaveReason.CONNECTED, "", after(80))
                        .events())
                .containsExactly(new CallerLeft(
                        CALLER, SALES, ANN, LeaveReason.CONNECTED, "", Duration.ofSeconds(20), Duration.ofSeconds(60)));
    }

    @Test
    void talksForNoTimeIfTheClockWentBack() {
        Caller talks = CallerMachine.connected(in(Stay.OFFERED), ANN, after(20)).state();

        assertThat(CallerMachine.left(talks, LeaveReason.CONNECTED, "", after(10))
                        .events())
                .singleElement()
                .extracting("talked")
                .isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @EnumSource(Stay.class)
    void keepsWhatDoesNotChange(Stay stay) {
        Caller caller = in(stay);
        Caller looked = CallerMachine.lookedAfter(caller, after(1)).state();

        assertThat(looked)
                .usingRecursiveComparison()
                .ignoringFields("updatedAt")
                .isEqualTo(caller);
    }
}
