package io.callyard.campaign;

import static io.callyard.Yard.ACME;
import static io.callyard.Yard.SPRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.Yard;
import io.callyard.Yards;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.Campaign;
import io.callyard.model.CampaignSettings;
import io.callyard.model.CampaignStatus;
import io.callyard.model.CarrierCause;
import io.callyard.model.Outcome;
import io.callyard.model.RetryPolicy;
import io.callyard.spi.carrier.PlaceAnswer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What operators do to a campaign, whatever its calls do meanwhile. */
@Tag("R0.4")
class CampaignControlTest {
    @RegisterExtension
    final Yards yards = new Yards();

    private final Yard yard = yards.open();

    /** Where the campaign's live call stands when the operator acts. */
    enum Stage {
        RESERVED,
        UNKNOWN,
        DIALING,
        RINGING,
        IN_PROGRESS;

        Call reach(Yard yard) {
            if (this == RESERVED) {
                yard.carrier.answerNextBy(order -> new CompletableFuture<>());
            } else if (this == UNKNOWN) {
                yard.carrier.answerNext(new PlaceAnswer.NoClearAnswer(CarrierCause.of("server error")));
            }
            yard.running(SPRING, 3, settings -> settings.withDelayBetween(Duration.ZERO));
            Call call = yard.calls.live(ACME).get(0);
            if (this == RINGING) {
                yard.carrier.ringing(yard.order(call));
            } else if (this == IN_PROGRESS) {
                yard.answer(call);
            }
            assertThat(yard.now(call).state().name()).isEqualTo(name());
            return yard.now(call);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("R1.10")
    void pausingStopsNewCallsAndLeavesTheLiveOneAlone(Stage stage) {
        Call live = stage.reach(yard);

        CampaignAction action = yard.campaigns.pause(ACME, SPRING);
        yard.run();

        assertThat(done(action).status()).isEqualTo(CampaignStatus.PAUSED);
        assertThat(yard.now(live)).isEqualTo(live);
        assertThat(yard.carrier.hangUps()).isEmpty();
        yard.end(live);
        yard.advanceSeconds(60);
        assertThat(yard.carrier.orders()).as("nothing new").hasSize(1);
        assertThat(yard.campaign(SPRING).progress().processed()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("R1.10")
    void resumingGoesOnAndLeavesTheLiveOneAlone(Stage stage) {
        Call live = stage.reach(yard);
        yard.campaigns.pause(ACME, SPRING);

        CampaignAction action = yard.campaigns.resume(ACME, SPRING);
        yard.run();

        assertThat(done(action).status()).isEqualTo(CampaignStatus.RUNNING);
        assertThat(yard.now(live)).isEqualTo(live);
        assertThat(yard.carrier.orders()).hasSize(1);
        yard.end(live);
        assertThat(yard.carrier.orders()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void stoppingCancelsTheWaitingAndLeavesTheLiveOneAlone(Stage stage) {
        Call live = stage.reach(yard);

        CampaignAction action = yard.campaigns.stop(ACME, SPRING);
        yard.run();

        assertThat(done(action).status()).isEqualTo(CampaignStatus.STOPPED);
        assertThat(yard.now(live)).isEqualTo(live);
        assertThat(yard.carrier.hangUps()).isEmpty();
        assertThat(yard.campaign(SPRING).progress().outcomes()).isEqualTo(Map.of(Outcome.CANCELED, 2L));
        yard.end(live);
        assertThat(yard.campaign(SPRING).progress().outcomes())
                .isEqualTo(Map.of(Outcome.CANCELED, 2L, Outcome.COMPLETED, 1L));
        assertThat(yard.campaign(SPRING).status()).isEqualTo(CampaignStatus.STOPPED);
        yard.assertNoSlotTaken();
    }

    @Test
    void stoppingCancelsAListOfAnyLengthWithoutBeingAskedAgain() {
        yard.running(SPRING, 1_801, settings -> settings);

        yard.campaigns.stop(ACME, SPRING);
        yard.run();

        assertThat(yard.campaign(SPRING).progress().waiting()).isZero();
        assertThat(yard.campaign(SPRING).progress().outcomes()).isEqualTo(Map.of(Outcome.CANCELED, 1_800L));
    }

    @Test
    void stoppingCancelsHeldAndScheduledCallsToo() {
        RetryPolicy retry = RetryPolicy.NONE.with(Outcome.BUSY, 3, Duration.ofHours(1));
        yard.running(SPRING, 1, settings -> settings.withRetry(retry));
        Call call = yard.calls.live(ACME).get(0);
        assertThat(yard.end(call, Outcome.BUSY).state()).isEqualTo(CallState.SCHEDULED);

        yard.campaigns.stop(ACME, SPRING);
        yard.run();

        assertThat(yard.now(call).outcome()).isEqualTo(Outcome.CANCELED);
    }

    @Test
    void aLiveCallThatWantsARetryAfterTheStopIsCanceled() {
        RetryPolicy retry = RetryPolicy.NONE.with(Outcome.BUSY, 3, Duration.ofHours(1));
        yard.running(SPRING, 1, settings -> settings.withRetry(retry));
        Call call = yard.calls.live(ACME).get(0);
        yard.campaigns.stop(ACME, SPRING);

        yard.end(call, Outcome.BUSY);

        assertThat(yard.now(call).outcome()).isEqualTo(Outcome.CANCELED);
        assertThat(yard.orders(call)).isEqualTo(1);
    }

    /** Each wish, and the statuses in which it is not possible. */
    @Test
    void aWishThatDoesNotFitTheStatusIsNotPossibleAndChangesNothing() {
        yard.draft(SPRING, 2, settings -> settings);
        refused(() -> yard.campaigns.pause(ACME, SPRING), "a campaign that is DRAFT cannot be paused");
        refused(() -> yard.campaigns.resume(ACME, SPRING), "a campaign that is DRAFT cannot be resumed");
        yard.campaigns.start(ACME, SPRING);
        yard.run();
        refused(() -> yard.campaigns.start(ACME, SPRING), "a campaign that is RUNNING cannot be started");
        refused(() -> yard.campaigns.resume(ACME, SPRING), "a campaign that is RUNNING cannot be resumed");
        yard.campaigns.pause(ACME, SPRING);
        refused(() -> yard.campaigns.start(ACME, SPRING), "a campaign that is PAUSED cannot be started");
        refused(() -> yard.campaigns.pause(ACME, SPRING), "a campaign that is PAUSED cannot be paused");
        yard.campaigns.stop(ACME, SPRING);
        yard.run();
        refused(() -> yard.campaigns.start(ACME, SPRING), "a campaign that is STOPPED cannot be started");
        refused(() -> yard.campaigns.resume(ACME, SPRING), "a campaign that is STOPPED cannot be resumed");
        refused(() -> yard.campaigns.stop(ACME, SPRING), "a campaign that is STOPPED cannot be stopped");
        refused(
                () -> yard.campaigns.change(ACME, SPRING, CampaignSettings.named("other")),
                "a campaign that is STOPPED cannot be changed");
    }

    private void refused(Supplier<CampaignAction> wish, String reason) {
        Campaign before = yard.campaign(SPRING);
        long events = yard.store.lastSeq(ACME);

        CampaignAction action = wish.get();

        assertThat(action).isEqualTo(new CampaignAction.NotPossible(before, reason));
        assertThat(yard.store.lastSeq(ACME)).isEqualTo(events);
    }

    private static Campaign done(CampaignAction action) {
        return ((CampaignAction.Done) action).campaign();
    }
}
