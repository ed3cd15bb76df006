package io.callyard.machine;

import static io.callyard.machine.Given.NOW;
import static io.callyard.machine.Given.TENANT;
import static io.callyard.model.CampaignStatus.COMPLETED;
import static io.callyard.model.CampaignStatus.DRAFT;
import static io.callyard.model.CampaignStatus.PAUSED;
import static io.callyard.model.CampaignStatus.RUNNING;
import static io.callyard.model.CampaignStatus.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.CampaignEvent.CampaignChanged;
import io.callyard.event.CampaignEvent.CampaignStatusChanged;
import io.callyard.model.Campaign;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignProgress;
import io.callyard.model.CampaignSettings;
import io.callyard.model.CampaignStatus;
import io.callyard.model.Outcome;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("R0.4")
class CampaignMachineTest {
    private static final CampaignId ID = new CampaignId("spring");
    private static final CampaignSettings SETTINGS = CampaignSettings.named("Spring");
    private static final CampaignProgress WAITING = new CampaignProgress(3, 0, Map.of());
    private static final CampaignProgress DONE = new CampaignProgress(0, 0, Map.of(Outcome.COMPLETED, 3L));
    private static final Instant LATER = NOW.plusSeconds(60);

    private static Campaign campaign(CampaignStatus status, CampaignProgress progress) {
        return new Campaign(TENANT, ID, SETTINGS, status, progress, null, NOW, null, null);
    }

    private static Transition<Campaign> apply(String change, Campaign campaign) {
        return switch (change) {
            case "start" -> CampaignMachine.start(campaign, LATER);
            case "pause" -> CampaignMachine.pause(campaign, LATER);
            case "resume" -> CampaignMachine.resume(campaign, LATER);
            case "stop" -> CampaignMachine.stop(campaign, LATER);
            case "settle" -> CampaignMachine.settle(campaign, LATER);
            default -> throw new IllegalArgumentException(change);
        };
    }

    /** Every change in every status of a campaign with calls that wait. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            #      | DRAFT   | RUNNING | PAUSED  | COMPLETED | STOPPED
            start  | RUNNING | -       | -       | -         | -
            pause  | -       | PAUSED  | -       | -         | -
            resume | -       | -       | RUNNING | -         | -
            stop   | STOPPED | STOPPED | STOPPED | STOPPED   | -
            settle | -       | -       | -       | RUNNING   | -
            """)
    void movesAlongTheEdgesOfTheDiagramOnly(
            String change, String draft, String running, String paused, String completed, String stopped) {
        String[] expected = {draft, running, paused, completed, stopped};

        for (CampaignStatus from : CampaignStatus.values()) {
            Campaign campaign = campaign(from, WAITING);
            Transition<Campaign> transition = apply(change, campaign);

            String to = expected[from.ordinal()];
            if (to.equals("-")) {
                assertThat(transition.state()).as("%s in %s", change, from).isSameAs(campaign);
                assertThat(transition.events()).isEmpty();
            } else {
                assertThat(transition.state().status())
                        .as("%s in %s", change, from)
                        .hasToString(to);
                assertThat(transition.events())
                        .containsExactly(new CampaignStatusChanged(ID, from, CampaignStatus.valueOf(to)));
            }
        }
    }

    @Test
    void completesWhenNothingIsLeftToDo() {
        Transition<Campaign> settled = CampaignMachine.settle(campaign(RUNNING, DONE), LATER);

        assertThat(settled.state().status()).isEqualTo(COMPLETED);
        assertThat(settled.state().endedAt()).isEqualTo(LATER);
        assertThat(settled.events()).containsExactly(new CampaignStatusChanged(ID, RUNNING, COMPLETED));
        assertThat(CampaignMachine.settle(settled.state(), LATER).state()).isSameAs(settled.state());
    }

    @Test
    void isNotCompletedByHavingNothingAtAll() {
        Campaign empty = campaign(RUNNING, CampaignProgress.NONE);

        assertThat(CampaignMachine.settle(empty, LATER).state()).isSameAs(empty);
    }

    @Test
    void isNotCompletedWhileACallIsLive() {
        Campaign live = campaign(RUNNING, new CampaignProgress(0, 1, Map.of(Outcome.COMPLETED, 3L)));

        assertThat(CampaignMachine.settle(live, LATER).state()).isSameAs(live);
    }

    @Test
    void runsAgainWhenContactsAreAdded() {
        Campaign completed = new Campaign(TENANT, ID, SETTINGS, COMPLETED, WAITING, null, NOW, NOW, NOW);

        Campaign running = CampaignMachine.settle(completed, LATER).state();

        assertThat(running.status()).isEqualTo(RUNNING);
        assertThat(running.endedAt()).isNull();
        assertThat(running.startedAt()).as("first started").isEqualTo(NOW);
    }

    @Test
    void isCompletedAtOnceIfItsCallsAreAllOverWhenItStarts() {
        Transition<Campaign> started = CampaignMachine.start(campaign(DRAFT, DONE), LATER);

        assertThat(started.state().status()).isEqualTo(COMPLETED);
        assertThat(started.state().startedAt()).isEqualTo(LATER);
        assertThat(started.events())
                .containsExactly(
                        new CampaignStatusChanged(ID, DRAFT, RUNNING),
                        new CampaignStatusChanged(ID, RUNNING, COMPLETED));
    }

    @Test
    void isCompletedAtOnceIfItsCallsEndedWhileItWasPaused() {
        Campaign paused = campaign(PAUSED, DONE);

        assertThat(CampaignMachine.settle(paused, LATER).state())
                .as("a paused one stays so")
                .isSameAs(paused);
        assertThat(CampaignMachine.resume(paused, LATER).state().status()).isEqualTo(COMPLETED);
    }

    @Test
    void keepsTheInstantOfItsFirstStart() {
        Campaign started = CampaignMachine.start(campaign(DRAFT, WAITING), NOW).state();
        Campaign paused = CampaignMachine.pause(started, NOW).state();

        assertThat(CampaignMachine.resume(paused, LATER).state().startedAt()).isEqualTo(NOW);
    }

    @Test
    void endsWhenItIsStopped() {
        assertThat(CampaignMachine.stop(campaign(RUNNING, WAITING), LATER)
                        .state()
                        .endedAt())
                .isEqualTo(LATER);
    }

    @ParameterizedTest
    @EnumSource(value = CampaignStatus.class, names = "STOPPED", mode = EnumSource.Mode.EXCLUDE)
    void changesItsRulesUntilItIsStopped(CampaignStatus status) {
        Campaign campaign = campaign(status, WAITING);
        CampaignSettings faster = SETTINGS.withMaxLive(9);

        Transition<Campaign> changed = CampaignMachine.changeSettings(faster).apply(campaign, LATER);

        assertThat(changed.state()).isEqualTo(campaign.withSettings(faster));
        assertThat(changed.events()).containsExactly(new CampaignChanged(ID, faster));
    }

    @Test
    void changesNoRulesThatAreTheSameOrTooLate() {
        Campaign running = campaign(RUNNING, WAITING);
        Campaign stopped = campaign(STOPPED, WAITING);

        assertThat(CampaignMachine.changeSettings(SETTINGS)
                        .apply(running, LATER)
                        .state())
                .isSameAs(running);
        assertThat(CampaignMachine.changeSettings(SETTINGS.withMaxLive(9))
                        .apply(stopped, LATER)
                        .state())
                .isSameAs(stopped);
    }
}
