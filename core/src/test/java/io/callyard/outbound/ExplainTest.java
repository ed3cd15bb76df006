package io.callyard.outbound;

import static io.callyard.Yard.ACME;
import static io.callyard.Yard.DEFAULT;
import static io.callyard.Yard.GLOBEX;
import static io.callyard.Yard.SPRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.Yard;
import io.callyard.Yards;
import io.callyard.model.AccountLimits;
import io.callyard.model.Call;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCause;
import io.callyard.model.Outcome;
import io.callyard.model.TenantLimits;
import io.callyard.model.Verdict;
import io.callyard.outbound.Reason.Code;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.testkit.ScriptedPolicy;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Why is nothing happening? Each reason there is, and when it will be over. */
@Tag("R1.8")
class ExplainTest {
    @RegisterExtension
    final Yards yards = new Yards();

    private final ScriptedPolicy policy = new ScriptedPolicy("hours");
    private final Yard yard = yards.with().policy(policy).open();

    /** What a reason looks like where it is the first: in words, and when it will be over. */
    private record Expected(Explanation explanation, String text, Duration overIn) {}

    @ParameterizedTest
    @EnumSource
    void everyReasonIsGivenWhereItIsTrue(Code code) {
        Expected expected = arrange(code);

        Reason reason = expected.explanation().reasons().stream()
                .filter(each -> each.code() == code)
                .findFirst()
                .orElseThrow(() -> new AssertionError(expected.explanation()));
        assertThat(reason.text()).isEqualTo(expected.text());
        Instant until = expected.overIn() == null ? null : yard.now().plus(expected.overIn());
        assertThat(reason.until()).isEqualTo(until);
        boolean mostLasting = code != Code.OTHERS_FIRST && code != Code.NO_CARRIER;
        if (mostLasting) {
            assertThat(expected.explanation().first()).isEqualTo(reason);
            assertThat(expected.explanation().earliest()).isEqualTo(until);
        }
    }

    private Expected arrange(Code code) {
        return switch (code) {
            case SCHEDULED -> {
                Call call = yard.placed(yard.direct().scheduledFor(yard.now().plusSeconds(60)));
                yield expect(call, "it is scheduled for " + yard.now().plusSeconds(60), 60);
            }
            case HELD -> {
                policy.answerNext(new Verdict.Hold(yard.now().plusSeconds(60), "closed"));
                Call call = yard.placed(yard.direct());
                yield expect(call, "it is held back until " + yard.now().plusSeconds(60) + ": closed", 60);
            }
            case CAMPAIGN_NOT_STARTED -> {
                yard.draft(SPRING, 1, settings -> settings);
                yield expectCampaign("its campaign has not been started", null);
            }
            case CAMPAIGN_PAUSED -> {
                yard.running(SPRING, 2, settings -> settings.withDelayBetween(Duration.ZERO));
                yard.campaigns.pause(ACME, SPRING);
                yard.endLast(Outcome.COMPLETED);
                yield expectCampaign("its campaign is paused", null);
            }
            case CAMPAIGN_STOPPED -> {
                yard.draft(SPRING, 1, settings -> settings);
                yard.campaigns.stop(ACME, SPRING);
                yield expectCampaign("its campaign was stopped", null);
            }
            case CAMPAIGN_LIMIT -> {
                yard.running(SPRING, 2, settings -> settings);
                yield expectCampaign("campaign has reached its concurrency limit (1/1 active calls)", null);
            }
            case CAMPAIGN_DELAY -> {
                yard.running(SPRING, 2, settings -> settings);
                yard.endLast(Outcome.COMPLETED);
                yield expectCampaign(
                        "its campaign pauses between calls until " + yard.now().plusSeconds(5), 5);
            }
            case TENANT_LIMIT -> {
                yard.placed(2);
                yield expect(
                        yard.placed(yard.direct()),
                        "tenant has reached its concurrency limit (2/2 active calls)",
                        null);
            }
            case DIRECT_FLOOR -> {
                yard.limits.setTenantLimits(ACME, new TenantLimits(3, 2, DEFAULT));
                yard.running(SPRING, 2, settings -> settings.withMaxLive(2));
                yield expectCampaign("the tenant keeps 2 slots for direct calls", null);
            }
            case ACCOUNT_LIMIT -> {
                yard.limits.setAccountLimits(DEFAULT, new AccountLimits(1, Double.POSITIVE_INFINITY));
                yard.placed(1);
                yield expect(
                        yard.placed(yard.direct()),
                        "carrier account has reached its concurrency limit (1/1 active calls)",
                        null);
            }
            case ACCOUNT_PACE -> {
                yard.limits.setAccountLimits(DEFAULT, AccountLimits.DEFAULT);
                yard.placed(1);
                yield expect(
                        yard.placed(yard.direct()),
                        "carrier account default may start its next call at "
                                + yard.now().plusSeconds(1),
                        1);
            }
            case ACCOUNT_RESTING -> {
                yard.carrier.answerNext(new PlaceAnswer.NotNow(CarrierCause.of("429"), Duration.ofSeconds(9), true));
                yield expect(
                        yard.placed(yard.direct()),
                        "carrier account default failed and rests until "
                                + yard.now().plusSeconds(9),
                        9);
            }
            case NO_CARRIER -> {
                yard.limits.setTenantLimits(ACME, TenantLimits.DEFAULT.withAccount(new CarrierAccountId("nowhere")));
                yield expect(
                        yard.placed(yard.direct()), "no carrier is registered for account nowhere on this node", null);
            }
            case SYSTEM_LIMIT -> {
                yard.limits.setSystemLimit(0);
                yield expect(
                        yard.placed(yard.direct()),
                        "system has reached its concurrency limit (0/0 active calls)",
                        null);
            }
            case OTHERS_FIRST -> {
                yard.placed(4);
                yield expect(yard.placed(yard.direct()), "2 calls of the tenant stand before it", null);
            }
            case DISPATCHING -> {
                Call call = Yard.callOf(yard.place(yard.direct()));
                yield expect(call, "it has a slot; the carrier is being asked", 30);
            }
            case IN_DOUBT -> {
                yard.carrier.answerNext(new PlaceAnswer.NoClearAnswer(CarrierCause.of("server error")));
                yield expect(
                        yard.placed(yard.direct()),
                        "nobody knows whether the carrier made it; the carrier is being asked: server error",
                        5);
            }
            case LIVE -> expect(yard.placed(yard.direct()), "it is live: dialing", null);
            case ENDED -> expect(yard.end(yard.placed(yard.direct())), "it is over: COMPLETED", null);
            case NOTHING_WAITS -> {
                yard.running(SPRING, 0, settings -> settings);
                yield expectCampaign("it has no contacts", null);
            }
        };
    }

    private Expected expect(Call call, String text, Integer overInSeconds) {
        return new Expected(yard.calls.explain(ACME, call.id()).orElseThrow(), text, seconds(overInSeconds));
    }

    private Expected expectCampaign(String text, Integer overInSeconds) {
        return new Expected(yard.campaigns.explain(ACME, SPRING).orElseThrow(), text, seconds(overInSeconds));
    }

    private static Duration seconds(Integer seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    @Test
    void everyReasonIsGivenAtOnce() {
        yard.running(SPRING, 3, settings -> settings);
        yard.placed(1);
        yard.limits.setSystemLimit(2);
        yard.limits.setAccountLimits(DEFAULT, new AccountLimits(2, 0.1));
        yard.campaigns.pause(ACME, SPRING);

        Explanation explanation = yard.campaigns.explain(ACME, SPRING).orElseThrow();

        assertThat(explanation.reasons())
                .extracting(Reason::code)
                .containsExactly(
                        Code.CAMPAIGN_PAUSED,
                        Code.CAMPAIGN_LIMIT,
                        Code.TENANT_LIMIT,
                        Code.ACCOUNT_LIMIT,
                        Code.SYSTEM_LIMIT);
        assertThat(explanation.earliest())
                .as("it depends on people and on other calls")
                .isNull();
    }

    @Test
    void theEarliestInstantIsTheLatestOfThoseThatTimeAloneDecides() {
        yard.limits.setAccountLimits(DEFAULT, new AccountLimits(100, 1.0 / 20));
        yard.placed(1);

        Call soon = yard.placed(yard.direct().scheduledFor(yard.now().plusSeconds(5)));
        Call late = yard.placed(yard.direct().scheduledFor(yard.now().plusSeconds(50)));

        assertThat(yard.calls.explain(ACME, soon.id()).orElseThrow().earliest())
                .isEqualTo(yard.now().plusSeconds(20));
        assertThat(yard.calls.explain(ACME, late.id()).orElseThrow().earliest())
                .isEqualTo(yard.now().plusSeconds(50));
    }

    @Test
    void aCampaignTellsWhetherItsLastCallsAreLiveOrOver() {
        yard.running(SPRING, 1, settings -> settings);
        assertThat(yard.campaigns.explain(ACME, SPRING).orElseThrow().first().text())
                .isEqualTo("its last calls are live, and none waits");

        yard.endLast(Outcome.COMPLETED);

        assertThat(yard.campaigns.explain(ACME, SPRING).orElseThrow().first().text())
                .isEqualTo("every contact has been dealt with");
    }

    @Test
    void aCallThatNothingHoldsBackGoesNext() {
        Yard asleep = yards.with().closed();
        Call call = Yard.callOf(asleep.place(asleep.direct()));

        Explanation explanation = asleep.calls.explain(ACME, call.id()).orElseThrow();

        assertThat(explanation.reasons())
                .containsExactly(new Reason(Code.DISPATCHING, "nothing holds it back; it goes next", asleep.now()));
        assertThat(explanation.earliest()).isEqualTo(asleep.now());
    }

    @Test
    void nobodyIsToldOfAnotherTenantsCalls() {
        Call call = yard.placed(yard.direct());

        assertThat(yard.calls.explain(GLOBEX, call.id())).isEmpty();
    }
}
