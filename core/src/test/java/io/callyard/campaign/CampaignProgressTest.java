package io.callyard.campaign;

import static io.callyard.Yard.ACME;
import static io.callyard.Yard.GLOBEX;
import static io.callyard.Yard.SPRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.Yard;
import io.callyard.Yards;
import io.callyard.event.CampaignEvent.CampaignStatusChanged;
import io.callyard.model.Campaign;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignSettings;
import io.callyard.model.CampaignStatus;
import io.callyard.model.Outcome;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which campaigns there are, and how far each has come. */
@Tag("R0.4")
class CampaignProgressTest {
    @RegisterExtension
    final Yards yards = new Yards();

    private final Yard yard = yards.open();

    @Test
    void nothingIsDialledBeforeTheStart() {
        yard.draft(SPRING, 3, settings -> settings);
        yard.advanceSeconds(600);

        assertThat(yard.carrier.orders()).isEmpty();
        assertThat(yard.campaign(SPRING).status()).isEqualTo(CampaignStatus.DRAFT);
        assertThat(yard.campaign(SPRING).startedAt()).isNull();

        Campaign started = done(yard.campaigns.start(ACME, SPRING));
        assertThat(started.startedAt()).isEqualTo(yard.now());
        yard.run();
        assertThat(yard.carrier.orders()).hasSize(1);
    }

    @Test
    void settingsThatAreInForceAlreadyAreAsGoodAsSet() {
        Campaign campaign = yard.draft(SPRING, 0, settings -> settings);

        assertThat(yard.campaigns.change(ACME, SPRING, campaign.settings()))
                .isEqualTo(new CampaignAction.Done(campaign));
    }

    @Test
    void anUnknownCampaignIsNotFoundAndNeitherIsAnotherTenants() {
        yard.draft(SPRING, 1, settings -> settings);

        assertThat(yard.campaigns.start(GLOBEX, SPRING)).isEqualTo(new CampaignAction.NotFound());
        assertThat(yard.campaigns.stop(ACME, new CampaignId("nobody"))).isEqualTo(new CampaignAction.NotFound());
        assertThat(yard.campaigns.find(GLOBEX, SPRING)).isEmpty();
        assertThat(yard.campaigns.list(GLOBEX)).isEmpty();
        assertThat(yard.campaigns.explain(GLOBEX, SPRING)).isEmpty();
        assertThat(yard.campaign(SPRING).status()).isEqualTo(CampaignStatus.DRAFT);
    }

    @Test
    void anIdIsUsedOncePerTenant() {
        yard.draft(SPRING, 0, settings -> settings);

        assertThat(yard.campaigns.create(ACME, SPRING, CampaignSettings.named("again")))
                .isEmpty();
        assertThat(yard.campaigns.create(GLOBEX, SPRING, CampaignSettings.named("theirs")))
                .isPresent();
        Campaign made = yard.campaigns.create(ACME, CampaignSettings.named("new"));
        assertThat(yard.campaigns.list(ACME)).extracting(Campaign::id).containsExactly(SPRING, made.id());
    }

    @Test
    void progressCountsEveryCallByItsOutcomeUntilTheCampaignCompletes() {
        yard.running(SPRING, 4, settings -> settings.withDelayBetween(Duration.ZERO));
        Outcome[] outcomes = {Outcome.COMPLETED, Outcome.NO_ANSWER, Outcome.COMPLETED, Outcome.BUSY};

        for (int over = 0; over < 4; over++) {
            assertThat(yard.campaign(SPRING).status()).isEqualTo(CampaignStatus.RUNNING);
            assertThat(yard.campaign(SPRING).progress().processed()).isEqualTo(over);
            assertThat(yard.campaign(SPRING).progress().total()).isEqualTo(4);
            assertThat(yard.campaign(SPRING).progress().live()).isEqualTo(1);
            yard.endLast(outcomes[over]);
        }

        Campaign over = yard.campaign(SPRING);
        assertThat(over.status()).isEqualTo(CampaignStatus.COMPLETED);
        assertThat(over.endedAt()).isEqualTo(yard.now());
        assertThat(over.progress().outcomes())
                .isEqualTo(Map.of(Outcome.COMPLETED, 2L, Outcome.NO_ANSWER, 1L, Outcome.BUSY, 1L));
        assertThat(over.progress().isDone()).isTrue();
    }

    @Test
    void moreContactsReopenACompletedCampaign() {
        yard.running(SPRING, 1, settings -> settings);
        yard.endLast(Outcome.COMPLETED);

        yard.add(SPRING, 1);
        assertThat(yard.campaign(SPRING).status()).isEqualTo(CampaignStatus.RUNNING);
        assertThat(yard.campaign(SPRING).endedAt()).isNull();
        yard.advanceSeconds(5);
        yard.endLast(Outcome.COMPLETED);

        assertThat(yard.campaign(SPRING).status()).isEqualTo(CampaignStatus.COMPLETED);
        assertThat(yard.events(CampaignStatusChanged.class))
                .extracting(CampaignStatusChanged::to)
                .containsExactly(
                        CampaignStatus.RUNNING,
                        CampaignStatus.COMPLETED,
                        CampaignStatus.RUNNING,
                        CampaignStatus.COMPLETED);
    }

    private static Campaign done(CampaignAction action) {
        return ((CampaignAction.Done) action).campaign();
    }
}
