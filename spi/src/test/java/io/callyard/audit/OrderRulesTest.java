package io.callyard.audit;

import static io.callyard.audit.HandMadeLog.MAIN;
import static io.callyard.audit.HandMadeLog.OTHER;
import static io.callyard.audit.HandMadeLog.SETTINGS;
import static io.callyard.audit.HandMadeLog.begin;
import static io.callyard.audit.HandMadeLog.direct;
import static io.callyard.audit.HandMadeLog.lead;
import static io.callyard.audit.HandMadeLog.of;
import static io.callyard.audit.HandMadeLog.second;
import static io.callyard.audit.Invariant.DIRECT_FIRST;
import static io.callyard.audit.Invariant.ORDER;
import static io.callyard.model.CampaignStatus.PAUSED;
import static io.callyard.model.CampaignStatus.RUNNING;

import io.callyard.event.LimitsChanged;
import io.callyard.model.Outcome;
import io.callyard.model.TenantLimits;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who may go first; and where the log does not prove that somebody was passed over, silence. */
@Tag("R1.4")
class OrderRulesTest {

    @Test
    void goesFirstComeFirstServedWithinAPriority() {
        begin().queued(direct(1), direct(2)).reserved(direct(1), direct(2)).isClean();
        begin().queued(direct(1), direct(2)).reserved(direct(2)).breaks(ORDER);
        begin().running("a").queued(of("a", 1), of("a", 2)).reserved(of("a", 2)).breaks(ORDER);
    }

    @Test
    void goesByPriorityFirst() {
        begin().queued(direct(1), 1)
                .queued(direct(2), 2)
                .reserved(direct(2), direct(1))
                .isClean();
        begin().queued(direct(1), 1).queued(direct(2), 2).reserved(direct(1)).breaks(ORDER);
        begin().queued(direct(1), Integer.MIN_VALUE)
                .queued(direct(2), Integer.MAX_VALUE)
                .reserved(direct(1))
                .breaks(ORDER);
    }

    @Test
    void goesAtItsOldPlaceAfterItWasGivenBack() {
        HandMadeLog log =
                begin().queued(direct(1), direct(2)).reserved(direct(1)).returned(direct(1));

        log.reserved(direct(2)).breaks(ORDER);
    }

    @Test
    void goesAtItsNewPlaceAfterItJoinedAgain() {
        begin().queued(direct(1), direct(2))
                .reserved(direct(1))
                .started(direct(1))
                .again(direct(1), 0)
                .queued(direct(1))
                .reserved(direct(2))
                .isClean();
    }

    @Test
    void passesOverCallsThatAreHeldBackOrScheduled() {
        begin().queued(direct(1))
                .held(direct(1), 9)
                .queued(direct(2))
                .reserved(direct(2))
                .isClean();
        begin().scheduled(direct(1), 9).queued(direct(2)).reserved(direct(2)).isClean();
        begin().queued(direct(1), direct(2))
                .reserved(direct(1))
                .returned(direct(1), 9)
                .reserved(direct(2))
                .isClean();
    }

    @Test
    void doesNotPassOverACallThatWasHeldBackUntilNow() {
        begin().queued(direct(1))
                .held(direct(1), 0)
                .queued(direct(2))
                .queued(direct(1), 0, 1)
                .reserved(direct(2))
                .breaks(ORDER);
    }

    @Test
    void waitsForTheStoreToEndAHold() {
        begin().queued(direct(1))
                .held(direct(1), 0)
                .queued(direct(2))
                .at(9)
                .reserved(direct(2))
                .isClean();
    }

    @Test
    void goesByPlaceAcrossLanesOfOneRankThatAreOpen() {
        HandMadeLog log = begin().running("a").running("b").queued(of("a", 1), of("b", 2), lead(3, "x"));
        log.reserved(of("a", 1), of("b", 2), lead(3, "x")).isClean();

        begin().running("a")
                .running("b")
                .queued(of("a", 1), of("b", 2))
                .reserved(of("b", 2))
                .breaks(ORDER);
        begin().running("a")
                .queued(of("a", 1), lead(2, "x"))
                .reserved(lead(2, "x"))
                .breaks(ORDER);
        begin().running("a")
                .queued(lead(1, "x"), of("a", 2))
                .reserved(of("a", 2))
                .breaks(ORDER);
        begin().running("a")
                .running("b")
                .queued(of("b", 1), 1)
                .queued(of("a", 2), 2)
                .reserved(of("b", 1))
                .breaks(ORDER);
    }

    @Test
    void passesOverALaneThatIsNotOpen() {
        begin().running("a")
                .running("b")
                .queued(of("a", 1), of("b", 2))
                .status("a", RUNNING, PAUSED)
                .reserved(of("b", 2))
                .isClean();
        begin().created("a", SETTINGS)
                .running("b")
                .queued(of("a", 1), of("b", 2))
                .reserved(of("b", 2))
                .isClean();
        begin().running("a", SETTINGS.withMaxLive(1))
                .running("b")
                .queued(of("a", 1), of("a", 2), of("b", 3))
                .reserved(of("a", 1), of("b", 3))
                .isClean();
    }

    @Test
    void passesOverALaneWhoseDelayRuns() {
        var delayed = SETTINGS.withDelayBetween(Duration.ofSeconds(5));
        HandMadeLog log =
                begin().running("a", delayed).running("b").queued(of("a", 1), of("a", 2), of("b", 3), of("b", 4));
        log.reserved(of("a", 1))
                .ended(of("a", 1))
                .at(second(5).minusNanos(1_000))
                .reserved(of("b", 3))
                .isClean();

        log.at(5).reserved(of("b", 4)).breaks(ORDER);
    }

    @Test
    void passesOverALaneWhoseDelayMayRun() {
        var delayed = SETTINGS.withDelayBetween(Duration.ofSeconds(5));

        begin().running("a", delayed)
                .running("b")
                .queued(of("a", 1), of("a", 2), of("b", 3))
                .reserved(of("a", 1))
                .ended(of("a", 1))
                .changed("a", SETTINGS)
                .at(3)
                .reserved(of("b", 3))
                .isClean();
        begin().running("a")
                .running("b")
                .queued(of("a", 1), of("a", 2), of("b", 3))
                .reserved(of("a", 1))
                .ended(of("a", 1))
                .changed("a", delayed)
                .at(3)
                .reserved(of("b", 3))
                .isClean();
    }

    @Test
    void keepsSilentAboutLanesOnOtherAccounts() {
        begin().running("a", SETTINGS.withAccount(OTHER))
                .running("b")
                .queued(of("a", 1), of("b", 2))
                .reserved(of("b", 2), MAIN)
                .isClean();
        begin().running("a", SETTINGS.withAccount(OTHER))
                .running("b", SETTINGS.withAccount(OTHER))
                .queued(of("a", 1), of("b", 2))
                .reserved(of("b", 2), OTHER)
                .breaks(ORDER);
    }

    @Test
    void letsDirectCallsGoFirstWhateverThePriorities() {
        HandMadeLog log = begin().running("a").queued(of("a", 1), 1_000).queued(direct(2), -1_000);
        log.reserved(direct(2), of("a", 1)).isClean();

        begin().running("a")
                .queued(of("a", 1), 1_000)
                .queued(direct(2), -1_000)
                .reserved(of("a", 1))
                .breaks(DIRECT_FIRST);
        begin().queued(lead(1, "x"), direct(2)).reserved(lead(1, "x")).breaks(DIRECT_FIRST);
    }

    @Test
    void doesNotWaitForADirectCallThatCannotGo() {
        begin().running("a")
                .queued(direct(1), of("a", 2))
                .held(direct(1), 9)
                .reserved(of("a", 2))
                .isClean();
        begin().running("a")
                .scheduled(direct(1), 9)
                .queued(of("a", 2))
                .reserved(of("a", 2))
                .isClean();
        begin().running("a")
                .queued(direct(1), of("a", 2))
                .ended(direct(1), Outcome.CANCELED)
                .reserved(of("a", 2))
                .isClean();
    }

    @Test
    void keepsSilentAboutADirectCallThatMayWaitForItsAccount() {
        begin().running("a", SETTINGS.withAccount(OTHER))
                .queued(direct(1), of("a", 2))
                .reserved(of("a", 2), OTHER)
                .isClean();
        begin().running("a", SETTINGS.withAccount(OTHER))
                .queued(direct(1), of("a", 2))
                .add(new LimitsChanged(new TenantLimits(10, 0, OTHER)))
                .reserved(of("a", 2), OTHER)
                .breaks(DIRECT_FIRST);
    }
}
