package io.callyard.memory;

import io.callyard.spi.store.Store;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A wrong store, and the test of the contract that says what is wrong with it. */
enum PlantedBug {
    COUNT_BEFORE_LOCK(around(WrongStores.CountsBeforeItLocks::new), "Contention", "givesATenantNoSlotMoreThanItsLimit"),
    LIMIT_OFF_BY_ONE(around(WrongStores.LetsOneMoreGo::new), "Limit", "givesATenantAsManySlotsAsItsLimit"),
    FLOOR_IGNORED(around(WrongStores.IgnoresTheFloor::new), "Limit", "keepsTheFloorFreeForDirectCalls"),
    SLOT_LEAKED_ON_REFUSAL(around(WrongChanges.LeaksTheAccountsSlotOnARefusal::new), "Slot", "isFreeAfterARefusal"),
    LEASE_END_QUEUES_AGAIN(
            around(WrongChanges.QueuesACallAgainWhenItsLeaseEnds::new),
            "DueTime",
            "neverQueuesACallAgainBecauseItsLeaseRanOut"),
    RETURNED_CALL_LAST(
            around(WrongChanges.QueuesAReturnedCallLast::new), "Order", "givesACallThatWasGivenBackItsOldPlace"),
    HOLD_IGNORED(around(WrongChanges.IgnoresHolds::new), "DueTime", "skipsAHeldCallUntilTheInstantItsHoldEnds"),
    PRIORITY_IGNORED(around(WrongIntake.IgnoresPriority::new), "Order", "takesHigherPriorityFirst"),
    EXPIRY_IGNORED(around(WrongIntake.IgnoresExpiry::new), "DueTime", "givesACallUpAtTheInstantOfItsExpiry"),
    OTHERS_BEFORE_DIRECT(
            around(WrongIntake.KnowsPrioritiesOnly::new),
            "Order",
            "takesADirectCallBeforeAnyOtherWhateverThePriorities"),
    UNFAIR(inside(WrongLedger.ServesTheOldestTenantFirst::new), "Fairness", "servesTenantsInTurnUnderASharedAccount"),
    KEY_CHECKED_THEN_KEPT(
            around(WrongIntake.LooksForTheKeyFirst::new), "IdempotentIntake", "takesOneOfSixteenEqualRequestsAtOnce"),
    BATCH_NOT_ATOMIC(
            around(WrongIntake.TakesABatchInOneByOne::new),
            "Intake",
            "refusesBatchesOverSeveralTenantsOrLanesAndKeepsNothingOfThem"),
    EVENT_NUMBER_SKIPPED(around(WrongStores.SkipsANumber::new), "EventLog", "numbersTheEventsOfEachTenantFromOneOn"),
    EVENT_SHOWN_LATE(
            around(WrongStores.ShowsSomeEventsLate::new),
            "EventLog",
            "hasNoGapsAndMissesNothingForAReaderWhileSixteenWrite"),
    EVENT_LOGGED_TWICE(inside(WrongLedger.LogsReservationsTwice::new), "Order", "reservesASlotForAnAttempt"),
    STALE_ATTEMPT_OBEYED(
            around(WrongChanges.ObeysStaleAttempts::new), "Update", "obeysNoDecisionAboutAnEarlierAttempt"),
    DELAY_FROM_START(
            inside(WrongLedger.CountsTheDelayFromTheStart::new), "CampaignDelay", "runsFromTheEndOfTheFormerCall"),
    DELAY_A_MICROSECOND_SHORT(
            inside(WrongLedger.EndsTheDelayTooSoon::new), "CampaignDelay", "runsFromTheEndOfTheFormerCall"),
    DELAY_AFTER_RETURN(
            inside(WrongLedger.DelaysAfterAReturn::new), "CampaignDelay", "doesNotRunAfterAnAttemptThatReachedNobody"),
    FOREIGN_CALL_FOUND(around(WrongStores.FindsCallsOfAnybody::new), "Isolation", "findsOnlyCallsOfItsOwn"),
    FOREIGN_CALL_CHANGED(around(WrongStores.ChangesCallsOfAnybody::new), "Isolation", "changesOnlyCallsOfItsOwn"),
    PACE_IGNORED(around(WrongStores.IgnoresThePace::new), "Pacing", "startsOneCallASecondAndNoneAMicrosecondSooner"),
    QUOTA_IGNORED(around(WrongStores.IgnoresQuotas::new), "Order", "leavesAnAccountWithAQuotaOfZeroAlone"),
    ONCE_KEY_IGNORED(around(WrongStores.IgnoresOnceKeys::new), "Once", "appliesAChangeOnceForEachKey"),
    ONCE_KEY_CHECKED_THEN_KEPT(
            around(WrongStores.LooksForTheOnceKeyFirst::new), "Once", "appliesAChangeOnceThatComesSixteenTimesAtOnce"),
    OVERDUE_NOT_PUT_OFF(around(WrongStores.PutsNothingOff::new), "Lease", "putsACallOffThatSomebodyTook"),
    FREE_SLOT_NOT_TOLD(around(WrongStores.TellsNothingOfFreeSlots::new), "Lifecycle", "tellsOfWorkWhenASlotIsFree"),
    PAUSE_ENDS_LIVE_CALLS(
            around(WrongChanges.EndsLiveCallsOnAPause::new),
            "Campaign",
            "callsNobodyElseWhileItIsPausedAndTouchesNoLiveCall"),
    COMPLETED_FOR_EVER(
            inside(WrongLedger.LeavesACompletedCampaignCompleted::new), "Campaign", "runsAgainWhenMoreCallsCome");

    private final Function<InstantSource, Store> store;
    final String theme;
    final String test;

    PlantedBug(Function<InstantSource, Store> store, String theme, String test) {
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

    private static Function<InstantSource, Store> inside(Function<InstantSource, Ledger> wrong) {
        return clock -> new InMemoryStore(wrong.apply(clock));
    }
}
