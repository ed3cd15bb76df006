package io.callyard.memory;

import io.callyard.spi.store.Store;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A store that is wrong about leads, and the test of the contract that says what is wrong with it. */
enum PlantedLeadBug {
    MARKED_BEFORE_THE_CALL(
            inside(WrongLeads.MarksBeforeItTakesCallsIn::new),
            "LeadDialing",
            "leavesALeadPendingWhoseCallCannotBeKept"),
    CALL_BEFORE_THE_MARK(
            inside(WrongLeads.TakesCallsInOneByOne::new), "LeadDialing", "leavesALeadPendingWhoseCallCannotBeKept"),
    MARK_FORGOTTEN(inside(WrongLeads.ForgetsTheMark::new), "LeadDialing", "marksALeadByTheCallThatItTakesIn"),
    MARK_NOT_LOGGED(inside(WrongLeads.LogsNoDial::new), "LeadDialing", "marksALeadByTheCallThatItTakesIn"),
    LOOKED_AT_THEN_DIALED(
            around(WrongLeads.LooksThenDials::new), "LeadCrowd", "dialsEachLeadOnceThatSixteenWantAtOnce"),
    FREE_AGAIN_WHEN_OVER(
            around(WrongLeads.DialsAgainWhatHasEnded::new), "LeadDialing", "dialsALeadOnceHoweverItsCallEnds"),
    FREE_AGAIN_WHEN_TAKEN_BACK(
            around(WrongLeads.DialsAgainWhatHasEnded::new), "LeadDialing", "dialsALeadOnceWhoseCallWasTakenBack"),
    KEY_IGNORED(
            inside(WrongLeads.GivesCallsNoKey::new), "LeadDialing", "makesNoCallWhereTheLaneKnowsOneByTheKeyOfTheLead"),
    OWNER_IGNORED(inside(WrongLeads.DialsLeadsOfAnybody::new), "LeadDialing", "dialsNoLeadOfAnotherUser"),
    ORDER_IGNORED(
            inside(WrongLeads.DialsInTheOrderOfItsOwn::new), "LeadDialing", "letsCallsStandInLineInTheOrderAsked"),
    KNOWN_LEAD_CHANGED(inside(WrongLeads.ChangesKnownLeads::new), "LeadAdding", "leavesALeadThatItHasAsItIs"),
    IDS_FOLDED(around(WrongLeads.FoldsIds::new), "LeadAdding", "keepsHostileIdsApart"),
    POSITION_MADE_UP(
            inside(WrongLeads.NumbersLeadsByItself::new),
            "LeadAdding",
            "logsEachLeadThatIsAddedAndNumbersItByTheEvent"),
    PAGE_BY_NUMBER_OF_ROWS(
            around(WrongLeads.SkipsRows::new), "LeadReading", "missesNoLeadOnThePagesWhileThoseBeforeAreDialed"),
    LAST_SEEN_AGAIN(around(WrongLeads.ShowsTheLastAgain::new), "LeadReading", "givesEveryLeadOnExactlyOnePage"),
    USERS_MIXED(around(WrongLeads.ListsLeadsOfAnybody::new), "LeadReading", "listsLeadsInTheOrderInWhichTheyWereAdded"),
    OPEN_CALLS_OVER(around(WrongLeads.CountsWaitingAsOver::new), "LeadReading", "countsLeadsByHowFarTheyAre"),
    FOREIGN_LEAD_FOUND(around(WrongLeads.FindsLeadsOfAnyTenant::new), "LeadIsolation", "findsNoLeadOfAnotherTenant"),
    FOREIGN_LEAD_DIALED(around(WrongLeads.FindsLeadsOfAnyTenant::new), "LeadIsolation", "dialsNoLeadOfAnotherTenant");

    private final Function<InstantSource, Store> store;
    final String theme;
    final String test;

    PlantedLeadBug(Function<InstantSource, Store> store, String theme, String test) {
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

    private static Function<InstantSource, Store> inside(Function<Ledger, LeadBooks> wrong) {
        return clock -> {
            Ledger ledger = new Ledger(clock, Retention.DEFAULT);
            return new InMemoryStore(ledger, wrong.apply(ledger));
        };
    }
}
