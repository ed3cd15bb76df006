package io.callyard.audit;

import static io.callyard.audit.HandMadeLog.SETTINGS;
import static io.callyard.audit.HandMadeLog.begin;
import static io.callyard.audit.HandMadeLog.direct;
import static io.callyard.audit.HandMadeLog.empty;
import static io.callyard.audit.HandMadeLog.lead;
import static io.callyard.audit.HandMadeLog.of;
import static io.callyard.audit.HandMadeLog.second;
import static io.callyard.audit.Invariant.CAMPAIGN_DELAY;
import static io.callyard.audit.Invariant.CAMPAIGN_LIMIT;
import static io.callyard.audit.Invariant.CAMPAIGN_RUNS;
import static io.callyard.audit.Invariant.CAMPAIGN_STEP;
import static io.callyard.audit.Invariant.DIRECT_FLOOR;
import static io.callyard.audit.Invariant.TENANT_LIMIT;
import static io.callyard.model.CampaignStatus.COMPLETED;
import static io.callyard.model.CampaignStatus.DRAFT;
import static io.callyard.model.CampaignStatus.PAUSED;
import static io.callyard.model.CampaignStatus.RUNNING;
import static io.callyard.model.CampaignStatus.STOPPED;

import io.callyard.model.CampaignSettings;
import io.callyard.model.CampaignStatus;
import io.callyard.model.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** For each limit a log that just keeps it and one that breaks it. */
class LimitRulesTest {
    private static final CampaignSettings FIVE_SECONDS = SETTINGS.withDelayBetween(Duration.ofSeconds(5));

    @Test
    @Tag("R1.1")
    void keepsTheTenantsLimitOverAllTypes() {
        HandMadeLog log = empty().limits(3, 0).running("a");
        log.queued(direct(1), of("a", 2), lead(3, "x"))
                .reserved(direct(1), of("a", 2), lead(3, "x"))
                .queued(direct(4));
        log.isClean();

        log.reserved(direct(4)).breaks(TENANT_LIMIT);
    }

    @Test
    @Tag("R1.1")
    void fillsTheTenantsLimitToTheLastSlot() {
        empty().limits(2, 0)
                .queued(direct(1), direct(2), direct(3), direct(4), direct(5))
                .reserved(direct(1), direct(2))
                .ended(direct(1))
                .reserved(direct(3))
                .returned(direct(3))
                .reserved(direct(3))
                .again(direct(3), 0)
                .reserved(direct(4))
                .isClean();
    }

    @Test
    @Tag("R1.1")
    void countsCallsInDoubt() {
        empty().limits(1, 0)
                .queued(direct(1), direct(2))
                .reserved(direct(1))
                .inDoubt(direct(1))
                .reserved(direct(2))
                .breaks(TENANT_LIMIT);
    }

    @Test
    void addsNoCallAfterTheLimitWasLoweredUntilThereIsRoom() {
        HandMadeLog log = empty().limits(3, 0).queued(direct(1), direct(2), direct(3), direct(4), direct(5));
        log.reserved(direct(1), direct(2), direct(3))
                .limits(2, 0)
                .started(direct(1))
                .ended(direct(1));
        log.isClean();

        HandMadeLog room = log.ended(direct(2)).reserved(direct(4));
        room.isClean();
        room.reserved(direct(5)).breaks(TENANT_LIMIT);
    }

    @Test
    void knowsNoReservationWithoutLimits() {
        empty().queued(direct(1)).reserved(direct(1)).breaks(TENANT_LIMIT);
    }

    @Test
    void keepsSlotsForDirectCalls() {
        HandMadeLog log = empty().limits(3, 1).running("a").queued(of("a", 1), lead(2, "x"), of("a", 3));
        log.reserved(of("a", 1), lead(2, "x")).isClean();

        log.reserved(of("a", 3)).breaks(DIRECT_FLOOR);
    }

    @Test
    void letsDirectCallsUseEverySlot() {
        empty().limits(2, 1)
                .queued(direct(1), direct(2))
                .reserved(direct(1), direct(2))
                .isClean();
    }

    @Test
    @Tag("R0.1")
    void keepsTheCampaignsLimit() {
        HandMadeLog log = begin().running("a", SETTINGS.withMaxLive(2)).running("b", SETTINGS.withMaxLive(1));
        log.queued(of("a", 1), of("a", 2), of("b", 3), of("a", 4), of("a", 5));
        log.reserved(of("a", 1), of("a", 2), of("b", 3))
                .ended(of("a", 1))
                .reserved(of("a", 4))
                .isClean();

        log.reserved(of("a", 5)).breaks(CAMPAIGN_LIMIT);
    }

    @Test
    void addsNoCallAfterTheCampaignsLimitWasLowered() {
        begin().running("a", SETTINGS.withMaxLive(3))
                .queued(of("a", 1), of("a", 2), of("a", 3))
                .reserved(of("a", 1), of("a", 2))
                .changed("a", SETTINGS.withMaxLive(2))
                .reserved(of("a", 3))
                .breaks(CAMPAIGN_LIMIT);
    }

    private static HandMadeLog twoCalls() {
        return begin().running("a", FIVE_SECONDS)
                .running("b", FIVE_SECONDS)
                .queued(of("a", 1), of("a", 2), of("b", 3))
                .reserved(of("a", 1))
                .at(100);
    }

    @Test
    @Tag("R0.3")
    void waitsAfterTheEndOfACall() {
        twoCalls().ended(of("a", 1)).at(105).reserved(of("a", 2)).isClean();
        twoCalls()
                .ended(of("a", 1))
                .at(second(105).minusNanos(1_000))
                .reserved(of("a", 2))
                .breaks(CAMPAIGN_DELAY);
    }

    @Test
    void judgesTheDelayByTheMicrosecondAsStoresKeepIt() {
        begin().running("a", SETTINGS.withDelayBetween(Duration.ofSeconds(5).plusNanos(999)))
                .queued(of("a", 1), of("a", 2))
                .reserved(of("a", 1))
                .ended(of("a", 1))
                .at(5)
                .reserved(of("a", 2))
                .isClean();
    }

    @Test
    @Tag("R0.3")
    void waitsAfterAnAttemptThatWillBeTriedAgain() {
        twoCalls().again(of("a", 1), 900).at(105).reserved(of("a", 2)).isClean();
        twoCalls().again(of("a", 1), 900).at(104).reserved(of("a", 2)).breaks(CAMPAIGN_DELAY);
    }

    @Test
    @Tag("R0.3")
    void doesNotWaitWhereNobodyCanHaveBeenReached() {
        twoCalls().returned(of("a", 1), 900).reserved(of("a", 2)).isClean();
        twoCalls().ended(of("a", 1), Outcome.SUPPRESSED).reserved(of("a", 2)).isClean();
        twoCalls().ended(of("b", 3), Outcome.CANCELED).reserved(of("a", 2)).isClean();
        twoCalls().ended(of("a", 1)).reserved(of("b", 3)).isClean();
    }

    @Test
    void acceptsEitherDelayWhenItIsChangedWhileItRuns() {
        CampaignSettings oneSecond = SETTINGS.withDelayBetween(Duration.ofSeconds(1));

        twoCalls()
                .ended(of("a", 1))
                .changed("a", oneSecond)
                .at(101)
                .reserved(of("a", 2))
                .isClean();
        twoCalls()
                .ended(of("a", 1))
                .changed("a", oneSecond)
                .at(second(101).minusNanos(1_000))
                .reserved(of("a", 2))
                .breaks(CAMPAIGN_DELAY);
        twoCalls()
                .ended(of("a", 1))
                .changed("a", SETTINGS.withDelayBetween(Duration.ofSeconds(9)))
                .at(105)
                .reserved(of("a", 2))
                .isClean();
    }

    @Test
    @Tag("R0.4")
    void dialsOnlyWhileTheCampaignRuns() {
        HandMadeLog log = begin().running("a").queued(of("a", 1), of("a", 2)).reserved(of("a", 1));
        log.status("a", RUNNING, PAUSED).started(of("a", 1)).ended(of("a", 1)).isClean();

        log.reserved(of("a", 2)).breaks(CAMPAIGN_RUNS);
    }

    @Test
    @Tag("R0.4")
    void dialsNothingForADraftOrAStoppedCampaign() {
        begin().created("a", SETTINGS).queued(of("a", 1)).reserved(of("a", 1)).breaks(CAMPAIGN_RUNS);
        begin().running("a")
                .queued(of("a", 1))
                .status("a", RUNNING, STOPPED)
                .reserved(of("a", 1))
                .breaks(CAMPAIGN_RUNS);
        begin().queued(of("a", 1)).reserved(of("a", 1)).breaks(CAMPAIGN_RUNS);
    }

    @ParameterizedTest
    @EnumSource(CampaignStatus.class)
    @Tag("R0.4")
    void movesACampaignAlongItsDiagramOnly(CampaignStatus to) {
        for (CampaignStatus from : CampaignStatus.values()) {
            HandMadeLog log = begin().created("a", SETTINGS);
            switch (from) {
                case RUNNING -> log.status("a", DRAFT, RUNNING);
                case PAUSED -> log.status("a", DRAFT, RUNNING).status("a", RUNNING, PAUSED);
                case COMPLETED -> log.status("a", DRAFT, RUNNING).status("a", RUNNING, COMPLETED);
                case STOPPED -> log.status("a", DRAFT, STOPPED);
                default -> {}
            }
            boolean legal = switch (from) {
                case DRAFT -> to == RUNNING || to == STOPPED;
                case RUNNING -> to == PAUSED || to == COMPLETED || to == STOPPED;
                case PAUSED, COMPLETED -> to == RUNNING || to == STOPPED;
                case STOPPED -> false;
            };

            log.status("a", from, to);

            if (legal) {
                log.isClean();
            } else {
                log.breaks(CAMPAIGN_STEP);
            }
        }
    }

    @Test
    void knowsWhereACampaignStood() {
        begin().created("a", SETTINGS).status("a", PAUSED, RUNNING).breaks(CAMPAIGN_STEP);
    }

    @Test
    void makesACampaignOnceAndBeforeAllElse() {
        begin().created("a", SETTINGS).created("a", SETTINGS).breaks(CAMPAIGN_STEP);
        begin().status("a", DRAFT, RUNNING).breaks(CAMPAIGN_STEP);
        begin().changed("a", SETTINGS).breaks(CAMPAIGN_STEP);
    }

    @Test
    void changesNoRulesAfterTheStop() {
        begin().running("a").changed("a", FIVE_SECONDS).isClean();
        begin().running("a")
                .status("a", RUNNING, STOPPED)
                .changed("a", FIVE_SECONDS)
                .breaks(CAMPAIGN_STEP);
    }

    @Test
    @Tag("R0.4")
    void isCompletedOnlyWhenItsCallsAreOver() {
        HandMadeLog log = begin().running("a").queued(of("a", 1), of("a", 2)).reserved(of("a", 1));
        log.ended(of("a", 1)).ended(of("a", 2), Outcome.CANCELED).status("a", RUNNING, COMPLETED);
        log.isClean();

        begin().running("a").queued(of("a", 1)).status("a", RUNNING, COMPLETED).breaks(CAMPAIGN_STEP);
        begin().running("a")
                .queued(of("a", 1))
                .reserved(of("a", 1))
                .status("a", RUNNING, COMPLETED)
                .breaks(CAMPAIGN_STEP);
    }
}
