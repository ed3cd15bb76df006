package io.callyard.campaign;

import static io.callyard.Yard.ACME;
import static io.callyard.Yard.SPRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.Yard;
import io.callyard.Yards;
import io.callyard.model.AgentId;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.CampaignSettings;
import io.callyard.model.CampaignStatus;
import io.callyard.model.CarrierCause;
import io.callyard.model.Contact;
import io.callyard.model.Outcome;
import io.callyard.model.RetryPolicy;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.testkit.FakeCarrier;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many calls of a campaign are live, and how long it pauses between them. */
class CampaignPaceTest {
    private static final Duration TICK = Duration.ofNanos(1_000);

    @RegisterExtension
    final Yards yards = new Yards();

    private final Yard yard = yards.with().tenantLimit(10).open();

    @Test
    @Tag("R0.1")
    void aSequentialCampaignNeverHasTwoLiveCalls() {
        yard.running(SPRING, 20, settings -> settings);
        int most = 0;
        for (int call = 0; call < 20; call++) {
            most = Math.max(most, live());
            yard.carrier.ringing(yard.carrier.lastOrder());
            yard.advanceSeconds(10);
            most = Math.max(most, live());
            yard.carrier.answered(yard.carrier.lastOrder());
            yard.advanceSeconds(60);
            most = Math.max(most, live());
            yard.endLast(Outcome.COMPLETED);
            assertThat(live()).isZero();
            yard.advanceSeconds(5);
        }

        assertThat(most).isEqualTo(1);
        assertThat(yard.carrier.orders()).hasSize(20);
        assertThat(yard.campaign(SPRING).status()).isEqualTo(CampaignStatus.COMPLETED);
    }

    @Test
    @Tag("R0.1")
    void theSlotIsReservedBeforeTheCarrierIsAsked() {
        yard.draft(SPRING, 1, settings -> settings);
        yard.carrier.answerNextBy(order -> {
            assertThat(live()).isEqualTo(1);
            assertThat(yard.store.find(ACME, order.subject().id()).orElseThrow().state())
                    .isEqualTo(CallState.RESERVED);
            return FakeCarrier.taken(order);
        });

        yard.campaigns.start(ACME, SPRING);
        yard.run();

        assertThat(yard.calls.live(ACME)).extracting(Call::state).containsExactly(CallState.DIALING);
    }

    @Test
    @Tag("R0.3")
    void theNextCallStartsFiveSecondsAfterTheEndOfTheFormerAndNotBefore() {
        yard.running(SPRING, 2, settings -> settings);
        yard.advanceSeconds(40);
        yard.endLast(Outcome.COMPLETED);

        yard.advance(Duration.ofSeconds(5).minus(TICK));
        assertThat(yard.carrier.orders()).hasSize(1);
        assertThat(yard.campaign(SPRING).nextCallAt()).isEqualTo(yard.now().plus(TICK));
        yard.advance(TICK);

        assertThat(yard.carrier.orders()).hasSize(2);
        assertThat(yard.campaign(SPRING).nextCallAt()).isNull();
    }

    @ParameterizedTest
    @Tag("R0.3")
    @ValueSource(longs = {0, 1, 2_500, 60_000, 86_400_000})
    void theDelayIsTheCampaignsOwn(long millis) {
        Duration delay = Duration.ofMillis(millis);
        yard.running(SPRING, 2, settings -> settings.withDelayBetween(delay));

        yard.endLast(Outcome.NO_ANSWER);

        if (millis > 0) {
            yard.advance(delay.minus(TICK));
            assertThat(yard.carrier.orders()).hasSize(1);
            yard.advance(TICK);
        }
        assertThat(yard.carrier.orders()).hasSize(2);
    }

    @Test
    @Tag("R0.3")
    void aCallThatReachedNobodyBeginsNoDelay() {
        yard.carrier.answerNext(new PlaceAnswer.NotNow(CarrierCause.of("busy"), Duration.ofSeconds(1), false));
        yard.running(SPRING, 1, settings -> settings);

        yard.advanceSeconds(1);

        assertThat(yard.carrier.orders())
                .as("asked again after the carrier's own pause")
                .hasSize(2);
    }

    @Test
    @Tag("R0.3")
    void theDelayKeepsOtherCallsNotBack() {
        yard.running(SPRING, 2, settings -> settings.withDelayBetween(Duration.ofHours(1)));
        yard.endLast(Outcome.COMPLETED);

        Call direct = yard.placed(yard.direct());

        assertThat(direct.state()).isEqualTo(CallState.DIALING);
    }

    @ParameterizedTest
    @Tag("R0.1")
    @ValueSource(ints = {1, 2, 3, 9, 10})
    void nCallsAreLiveAtOnceWhereTheLimitIsN(int limit) {
        yard.running(SPRING, 20, settings -> settings.withMaxLive(limit).withDelayBetween(Duration.ZERO));

        assertThat(live()).isEqualTo(limit);

        yard.endLast(Outcome.COMPLETED);
        assertThat(live()).isEqualTo(limit);
        assertThat(yard.carrier.orders()).hasSize(limit + 1);
    }

    @Test
    @Tag("R1.1")
    void aCampaignAboveItsTenantsLimitGetsTheTenantsLimit() {
        yard.running(SPRING, 20, settings -> settings.withMaxLive(15));

        assertThat(live()).isEqualTo(10);
    }

    @Test
    @Tag("R0.1")
    void settingsChangedWhileItRunsCountFromTheNextCallOn() {
        yard.running(SPRING, 20, settings -> settings.withDelayBetween(Duration.ofMinutes(10)));
        yard.endLast(Outcome.COMPLETED);
        CampaignSettings faster =
                yard.campaign(SPRING).settings().withMaxLive(3).withDelayBetween(Duration.ofSeconds(2));
        yard.advanceSeconds(1);

        assertThat(yard.campaigns.change(ACME, SPRING, faster)).isInstanceOf(CampaignAction.Done.class);

        yard.advance(Duration.ofSeconds(1).minus(TICK));
        assertThat(live()).isZero();
        yard.advance(TICK);
        assertThat(live()).isEqualTo(3);
    }

    @Test
    @Tag("R0.1")
    void aLowerLimitEndsNoCallAndStartsNoneUntilThereIsRoom() {
        yard.running(SPRING, 20, settings -> settings.withMaxLive(3).withDelayBetween(Duration.ZERO));

        yard.limits.setCampaignLimit(ACME, SPRING, 1);
        yard.advanceSeconds(50);

        assertThat(live()).isEqualTo(3);
        yard.end(yard.calls.live(ACME).get(0));
        yard.end(yard.calls.live(ACME).get(0));
        assertThat(yard.carrier.orders()).as("still one over").hasSize(3);
        yard.end(yard.calls.live(ACME).get(0));
        assertThat(yard.carrier.orders()).hasSize(4);
        assertThat(live()).isEqualTo(1);
    }

    @Test
    void aRetryComesAfterItsDelayAndOnlyForItsOutcome() {
        RetryPolicy retry = RetryPolicy.NONE.with(Outcome.BUSY, 3, Duration.ofMinutes(1));
        yard.running(SPRING, 1, settings -> settings.withRetry(retry).withDelayBetween(Duration.ZERO));

        yard.endLast(Outcome.BUSY);
        yard.advance(Duration.ofMinutes(1).minus(TICK));
        assertThat(yard.carrier.orders()).hasSize(1);
        yard.advance(TICK);
        assertThat(yard.carrier.orders()).hasSize(2);
        assertThat(yard.carrier.lastOrder().attempt()).isEqualTo(2);
        yard.endLast(Outcome.NO_ANSWER);
        yard.advanceSeconds(600);

        assertThat(yard.carrier.orders()).as("no rule for no answer").hasSize(2);
        assertThat(yard.campaign(SPRING).progress().outcomes()).containsOnlyKeys(Outcome.NO_ANSWER);
    }

    @Test
    void aRetryHasItsLastAttempt() {
        RetryPolicy retry = RetryPolicy.NONE.with(Outcome.BUSY, 3, Duration.ofMinutes(1));
        yard.running(SPRING, 1, settings -> settings.withRetry(retry));

        for (int attempt = 1; attempt <= 3; attempt++) {
            assertThat(yard.carrier.lastOrder().attempt()).isEqualTo(attempt);
            yard.endLast(Outcome.BUSY);
            yard.advanceSeconds(60);
        }

        assertThat(yard.carrier.orders()).hasSize(3);
        assertThat(yard.campaign(SPRING).status()).isEqualTo(CampaignStatus.COMPLETED);
    }

    @Test
    void theCampaignsAgentSpeaksWhereAContactNamesNone() {
        yard.draft(SPRING, 0, settings -> settings.withMaxLive(2).withAgent(new AgentId("bot-1")));
        yard.campaigns.add(
                ACME,
                SPRING,
                List.of(
                                new Contact("+15550000001", null, null, null, null, null),
                                new Contact("+15550000002", null, null, "bot-2", null, null))
                        .iterator());

        yard.campaigns.start(ACME, SPRING);
        yard.run();

        assertThat(yard.carrier.orders())
                .extracting(order -> order.subject().agent())
                .containsExactly(new AgentId("bot-1"), new AgentId("bot-2"));
    }

    private int live() {
        return (int) yard.campaign(SPRING).progress().live();
    }
}
