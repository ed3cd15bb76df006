package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.machine.CallChange;
import io.callyard.machine.CampaignMachine;
import io.callyard.model.Call;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignSettings;
import io.callyard.model.CarrierCause;
import io.callyard.model.Outcome;
import io.callyard.model.RetryPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The delay between two calls of a campaign. */
@Tag("R0.3")
abstract class CampaignDelayContract extends StoreFixture {
    private static final Duration DELAY = Duration.ofSeconds(5);
    private static final CarrierCause CAUSE = CarrierCause.of("refused");

    CampaignDelayContract(OutboundStoreContract opener) {
        super(opener);
    }

    private CampaignId delayed(int maxLive) {
        CampaignId campaign =
                running(CampaignSettings.named("calls").withDelayBetween(DELAY).withMaxLive(maxLive));
        place(9, () -> from(campaign));
        return campaign;
    }

    private void assertNothingGoesBefore(Duration delay) {
        clock.advance(delay.minus(MICRO));
        assertThat(claim(1)).as("a microsecond before %s", delay).isEmpty();
        clock.advance(MICRO);
        assertThat(claim(1)).as("at %s", delay).hasSize(1);
    }

    private void assertTheNextGoesAtOnceAfter(CallChange change) {
        delayed(1);
        Call call = claim();

        update(call, change);

        assertThat(claim(1)).hasSize(1);
    }

    @Test
    void runsFromTheEndOfTheFormerCall() {
        delayed(1);
        Call call = start(claim());
        clock.advance(DELAY.multipliedBy(2));

        end(call);

        assertNothingGoesBefore(DELAY);
    }

    @Test
    void holdsNothingBackBeforeTheFirstCall() {
        delayed(1);

        assertThat(claim(1)).hasSize(1);
    }

    @Test
    void canBeZero() {
        CampaignId campaign = running(noDelay(1));
        place(2, () -> from(campaign));
        end(start(claim()));

        assertThat(claim(1)).hasSize(1);
    }

    @Test
    void runsAfterEachEndWhereSeveralMayBeLive() {
        delayed(2);
        List<Call> live = claim(9);
        assertThat(live).as("nothing has ended yet").hasSize(2);
        end(start(live.get(0)));
        clock.advance(Duration.ofSeconds(3));
        end(start(live.get(1)));

        assertNothingGoesBefore(DELAY);
        assertThat(claim(1)).as("for both").hasSize(1);
    }

    @Test
    void runsAfterAnAttemptThatWillBeRepeated() {
        delayed(1);
        Call call = start(claim());

        update(call, ending(call, Outcome.BUSY, RetryPolicy.NONE.with(Outcome.BUSY, 2, Duration.ZERO)));

        assertNothingGoesBefore(DELAY);
    }

    @Test
    void runsAfterACallThatWasTakenBack() {
        delayed(1);

        update(claim(), MACHINE.reclaim(1, Outcome.UNKNOWN, "silence"));

        assertNothingGoesBefore(DELAY);
    }

    @Test
    void runsAfterARefusalOfTheNumber() {
        delayed(1);

        update(claim(), MACHINE.refuse(1, Outcome.FAILED, CAUSE, RetryPolicy.NONE));

        assertNothingGoesBefore(DELAY);
    }

    @Test
    void doesNotRunAfterAnAttemptThatReachedNobody() {
        assertTheNextGoesAtOnceAfter(MACHINE.giveBack(1, "busy", Duration.ZERO));
    }

    @Test
    void doesNotRunAfterACallThatAPolicyForbade() {
        assertTheNextGoesAtOnceAfter(MACHINE.refuse(1, Outcome.SUPPRESSED, CAUSE, RetryPolicy.NONE));
    }

    @Test
    void doesNotRunAfterAWaitingCallWasTakenBack() {
        CampaignId campaign = delayed(1);
        store.updateWaiting(tenant, campaign, 1, MACHINE.cancel("no"));

        assertThat(claim(1)).hasSize(1);
    }

    @Test
    void goesOnWhileTheCampaignIsPaused() {
        CampaignId campaign = delayed(1);
        end(start(claim()));
        store.updateCampaign(tenant, campaign, CampaignMachine::pause);
        clock.advance(DELAY);
        store.updateCampaign(tenant, campaign, CampaignMachine::resume);

        assertThat(claim(1)).hasSize(1);
    }

    @Test
    void holdsNoOtherCampaignBack() {
        delayed(1);
        delayed(1);
        end(start(claim()));

        assertThat(claim(9)).hasSize(1);
    }

    @Test
    void canBeShortenedWhileItRuns() {
        CampaignId campaign = delayed(1);
        end(start(claim()));
        CampaignSettings shorter = campaign(campaign).settings().withDelayBetween(SECOND);

        store.updateCampaign(tenant, campaign, CampaignMachine.changeSettings(shorter));

        assertNothingGoesBefore(SECOND);
    }

    @Test
    void canBeLengthenedForTheNextCall() {
        CampaignId campaign = delayed(1);
        CampaignSettings longer = campaign(campaign).settings().withDelayBetween(DELAY.multipliedBy(3));
        store.updateCampaign(tenant, campaign, CampaignMachine.changeSettings(longer));

        end(start(claim()));

        assertNothingGoesBefore(DELAY.multipliedBy(3));
    }

    @Test
    void isToldWhileItRuns() {
        CampaignId campaign = delayed(1);
        assertThat(campaign(campaign).nextCallAt()).isNull();

        end(start(claim()));

        assertThat(campaign(campaign).nextCallAt()).isEqualTo(clock.instant().plus(DELAY));
        clock.advance(DELAY);
        assertThat(campaign(campaign).nextCallAt()).isNull();
    }
}
