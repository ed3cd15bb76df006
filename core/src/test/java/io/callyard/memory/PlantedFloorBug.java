package io.callyard.memory;

import io.callyard.spi.store.FloorView;
import io.callyard.spi.store.Store;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A store with wrong floors, and the test of the contract that says what is wrong with it. */
enum PlantedFloorBug {
    FAILED_STEP_KEPT(around(WrongSteps.KeepsHalfOfAFailedStep::new), "FloorStep", "leavesNothingOfAStepThatFails"),
    FAILURE_WRAPPED(around(WrongSteps.WrapsErrors::new), "FloorStep", "leavesNothingOfAStepThatBreaksDown"),
    OWN_SAVES_HIDDEN(around(WrongSteps.HidesItsOwnSaves::new), "FloorStep", "seesInAStepWhatItHasSavedItself"),
    TENANT_MADE_FIRST(
            around(WrongSteps.MakesTheTenantFirst::new), "FloorStep", "bringsATenantIntoBeingByAStepThatIsMade"),
    TIME_GOES_ON(
            clock -> new WrongSteps.LooksAtTheClockAgain(new InMemoryStore(clock), clock),
            "FloorStep",
            "tellsOneTimeThroughoutAStep"),
    DEAD_FLOOR_ANSWERS(
            around(WrongSteps.RemembersTheTimeOfADeadFloor::new), "FloorEnd", "refusesAFloorWhoseStepIsMade"),
    LOOKED_AT_THEN_SAVED(around(WrongSteps.LooksThenSaves::new), "FloorCrowd", "losesNoneOfTheStepsOfOneTenant"),
    HALF_A_STEP_SHOWN(around(WrongSteps.SavesOneByOne::new), "FloorCrowd", "showsAReaderOneInstantAndNeverHalfAStep"),
    LOGGED_AFTER_THE_STEP(
            around(WrongSteps.LogsAfterTheStep::new), "FloorEvent", "saysThatTheEventsOfAStepHappenedAtItsTime"),
    NOBODY_TOLD(around(WrongSteps.TellsNobody::new), "FloorEvent", "tellsWhoseLogHasGrownByAStep"),
    IDS_WITH_A_SIGN(
            showing(WrongFloors.OrdersIdsWithASign::new), "FloorLine", "ordersCallersOfOneKeyByTheTextOfTheirIds"),
    OFFERED_LEAVES_THE_LINE(
            showing(WrongFloors.LetsTheOfferedOutOfTheLine::new), "FloorLine", "keepsThePlaceOfWhoIsOffered"),
    AHEAD_OF_HIMSELF(
            showing(WrongFloors.CountsHimAheadOfHimself::new), "FloorLine", "ordersALineByTheKeyToTheMicrosecond"),
    DUE_A_MOMENT_LATE(
            showing(WrongFloors.IsAMomentLate::new), "FloorTime", "namesDueCallersOfAnyStateTheLongestOverdueFirst"),
    DEADLINE_FORGOTTEN(around(WrongFloors.ForgetsDeadlines::new), "FloorTime", "isDueAtTheDeadlineOfAnOffer"),
    CALLBACKS_BY_PLACE(
            showing(WrongFloors.OrdersCallbacksByPlace::new), "FloorCaller", "listsCallbacksByTheTimeThatWasPromised"),
    SINCE_IGNORED(showing(WrongFloors.ForgetsSince::new), "FloorCaller", "findsWhoHasLeftLastWithANumber"),
    FORGOTTEN_AT_ONCE(
            showing(WrongFloors.ForgetsAtOnce::new), "FloorCaller", "remembersForAnHourWhoHasLeftAndWhatIsOver"),
    GONE_CALLER_ON_LINE(
            showingAsOne(WrongFloors.FindsAnybody::ofOneStore), "FloorCaller", "findsACallerOnHisLineUntilHeHasGone"),
    FOREIGN_CALLER_FOUND(
            showingAsOne(WrongFloors.FindsAnybody::ofOneStore), "FloorIsolation", "findsNobodyOfAnotherFloor"),
    READY_WHEN_SAVED(
            showing(WrongFloors.DecidesReadinessWhenSaved::new),
            "FloorAgent",
            "namesAnAgentWhoseWorkAfterACallHasBeenEndedByTimeAlone"),
    LINE_WRONG_AT_RANDOM(
            showing(WrongFloors.LetsTheOfferedOutOfTheLine::new), "FloorRandom", "agreesWithAModelOfAFloor");

    private final Function<InstantSource, Store> store;
    final String theme;
    final String test;

    PlantedFloorBug(Function<InstantSource, Store> store, String theme, String test) {
        this.store = store;
        this.theme = theme;
        this.test = test;
    }

    Store open(InstantSource clock) {
        return store.apply(clock);
    }

    private static Function<InstantSource, Store> around(UnaryOperator<Store> wrong) {
        return clock -> wrong.apply(new InMemoryStore(clock));
    }

    private static Function<InstantSource, Store> showing(Function<FloorView, ForwardingFloor> wrong) {
        return clock -> new WrongFloors.Showing(new InMemoryStore(clock), wrong);
    }

    private static Function<InstantSource, Store> showingAsOne(
            Supplier<Function<FloorView, ForwardingFloor>> wrongOfAStore) {
        return clock -> new WrongFloors.Showing(new InMemoryStore(clock), wrongOfAStore.get());
    }
}
