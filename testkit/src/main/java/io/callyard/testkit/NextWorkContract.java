package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.callyard.model.AccountLimits;
import io.callyard.model.Call;
import io.callyard.model.CampaignSettings;
import io.callyard.model.CarrierAccountId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long an engine may sleep. */
@Tag("R1.8")
abstract class NextWorkContract extends StoreFixture {
    private static final Duration LEASE = MACHINE.timeouts().lease();

    NextWorkContract(OutboundStoreContract opener) {
        super(opener);
    }

    @BeforeEach
    void assumeThatNothingElseWaits() {
        claim(1_000);
        assumeThat(store.untilNextWork(Set.of()))
                .as("work that others have left in the store")
                .isEmpty();
    }

    /** How long until there is work, asked as an engine does: after all that could be claimed was. */
    private Optional<Duration> untilNextWork() {
        claim(1_000);
        return store.untilNextWork(Set.of());
    }

    @Test
    void isNowIfACallCanGo() {
        place(direct());

        assertThat(store.untilNextWork(Set.of())).contains(Duration.ZERO);
    }

    @Test
    void isNeverIfNothingWaits() {
        Call call = place(direct());
        end(start(claim()));

        assertThat(stateOf(call).holdsSlot()).isFalse();
        assertThat(untilNextWork()).isEmpty();
    }

    @Test
    void isWhenAScheduledCallIsDue() {
        place(direct().scheduledFor(clock.instant().plusSeconds(9)));

        assertThat(untilNextWork()).contains(Duration.ofSeconds(9));
        clock.advance(Duration.ofSeconds(9));
        assertThat(store.untilNextWork(Set.of())).contains(Duration.ZERO);
    }

    @Test
    void isWhenAHoldEnds() {
        place(direct());
        giveBack(claim(), Duration.ofSeconds(9));

        assertThat(untilNextWork()).contains(Duration.ofSeconds(9));
    }

    @Test
    void isWhenACallExpiresThatCannotGo() {
        limit(0);
        place(direct().expiresAt(clock.instant().plusSeconds(9)));

        assertThat(untilNextWork()).contains(Duration.ofSeconds(9));
    }

    @Test
    void isWhenALeaseEnds() {
        place(direct());
        claim();
        clock.advance(SECOND);

        assertThat(untilNextWork()).contains(LEASE.minus(SECOND));
        clock.advance(LEASE);
        assertThat(untilNextWork()).contains(Duration.ZERO);
    }

    @Test
    void isPutOffWithTheCallThatSomebodyLooksAfter() {
        place(direct());
        claim();
        clock.advance(LEASE);
        store.overdue(1_000, Duration.ofSeconds(4));

        assertThat(untilNextWork()).contains(Duration.ofSeconds(4));
    }

    @Test
    void isWhenTheDelayOfACampaignIsOver() {
        var campaign = running(CampaignSettings.named("calls"));
        place(2, () -> from(campaign));
        end(start(claim()));

        assertThat(untilNextWork()).contains(Duration.ofSeconds(5));
    }

    @Test
    void isWhenThePaceOfTheAccountAllowsTheNextCall() {
        store.setAccountLimits(account, new AccountLimits(9, 0.5));
        place(2, this::direct);
        claim();

        assertThat(untilNextWork()).contains(Duration.ofSeconds(2));
    }

    @Test
    void isNotNowForACallThatWaitsForASlot() {
        limit(1);
        place(2, this::direct);
        claim();

        assertThat(untilNextWork()).contains(LEASE);
    }

    @Test
    void isNotNowForACallThatWaitsForASlotOfTheAccountOrTheSystem() {
        store.setAccountLimits(account, new AccountLimits(1, Double.POSITIVE_INFINITY));
        place(2, this::direct);
        claim();
        assertThat(untilNextWork()).contains(LEASE);

        store.setSystemLimit(store.systemUsage().live());
        store.setAccountLimits(account, AccountLimits.NONE);
        assertThat(untilNextWork()).contains(LEASE);
    }

    @Test
    void isNeverForCallsOfACampaignThatDoesNotRun() {
        var draft = draft(noDelay(1));
        place(2, () -> from(draft));

        assertThat(untilNextWork()).isEmpty();
    }

    @Test
    void leavesAccountsOutOnWhichTheAskerClaimsNothing() {
        CarrierAccountId other = newAccount(AccountLimits.NONE);
        place(direct());
        claim(store, 9, Map.of(account, 0));

        assertThat(store.untilNextWork(Set.of(account))).isEmpty();
        assertThat(store.untilNextWork(Set.of(other))).contains(Duration.ZERO);
    }

    @Test
    void isNowAgainOnceASlotIsFree() {
        limit(1);
        place(2, this::direct);
        Call live = start(claim());
        assertThat(untilNextWork()).isNotEqualTo(Optional.of(Duration.ZERO));

        end(live);

        assertThat(store.untilNextWork(Set.of())).contains(Duration.ZERO);
    }
}
