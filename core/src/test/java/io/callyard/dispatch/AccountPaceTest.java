package io.callyard.dispatch;

import static io.callyard.Yard.ACME;
import static io.callyard.Yard.DEFAULT;
import static io.callyard.Yard.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.Yard;
import io.callyard.Yards;
import io.callyard.model.AccountLimits;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCause;
import io.callyard.model.TenantLimits;
import io.callyard.outbound.Reason;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.testkit.FakeCarrier;
import io.callyard.testkit.VirtualScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How fast calls start on a carrier account, and pauses that the carrier asks for. */
class AccountPaceTest {
    private static final Duration TICK = Duration.ofNanos(1_000);
    private static final CarrierAccountId SECOND = new CarrierAccountId("second");

    @RegisterExtension
    final Yards yards = new Yards();

    private final Yard yard = yards.with().account(SECOND).tenantLimit(100).open();
    private final List<Instant> starts = new ArrayList<>();

    @Test
    void oneCallPerSecondStartsOnAnAccountByDefault() {
        yard.limits.setAccountLimits(DEFAULT, AccountLimits.DEFAULT);
        noteStarts();

        yard.placed(4);
        yard.advanceSeconds(10);

        assertThat(starts).containsExactly(atMillis(0), atMillis(1_000), atMillis(2_000), atMillis(3_000));
    }

    @Test
    void tenantsThatShareAnAccountShareItsPace() {
        yard.limits.setAccountLimits(DEFAULT, new AccountLimits(100, 2.5));
        noteStarts();

        yard.placed(2);
        yard.placed(yard.direct(GLOBEX));
        yard.advanceSeconds(10);

        assertThat(starts).containsExactly(atMillis(0), atMillis(400), atMillis(800));
    }

    @Test
    void aPacedCallStartsAtItsInstantAndNotBefore() {
        yard.limits.setAccountLimits(DEFAULT, new AccountLimits(100, 0.1));
        yard.placed(2);

        yard.advance(Duration.ofSeconds(10).minus(TICK));
        assertThat(yard.carrier.orders()).hasSize(1);
        yard.advance(TICK);

        assertThat(yard.carrier.orders()).hasSize(2);
    }

    @Test
    void onePaceIsNoOthers() {
        yard.limits.setAccountLimits(DEFAULT, new AccountLimits(100, 0.01));
        yard.limits.setTenantLimits(GLOBEX, TenantLimits.DEFAULT.withAccount(SECOND));
        yard.placed(2);

        assertThat(yard.placed(yard.direct(GLOBEX)).state()).isEqualTo(CallState.DIALING);
    }

    @Test
    void aCarrierThatAsksForAPauseIsLeftAloneForThatLongAndTheCallKeepsItsPlace() {
        yard.carrier.answerNext(new PlaceAnswer.NotNow(tooMany(), Duration.ofSeconds(7), true));
        Call first = yard.placed(yard.direct());
        Call second = yard.placed(yard.direct());
        assertThat(yard.dialled()).containsExactly(first.id());
        Reason reason = reasonOf(first, Reason.Code.ACCOUNT_RESTING);
        assertThat(reason.until()).isEqualTo(atMillis(7_000));

        yard.advance(Duration.ofSeconds(7).minus(TICK));
        assertThat(yard.dialled()).hasSize(1);
        yard.advance(TICK);

        assertThat(yard.dialled()).containsExactly(first.id(), first.id(), second.id());
        assertThat(yard.now(first).attempts()).isEqualTo(2);
    }

    @Test
    void aPaceThatIsSlowerThanThePauseIsKept() {
        yard.limits.setAccountLimits(DEFAULT, new AccountLimits(100, 0.1));
        yard.carrier.answerNext(new PlaceAnswer.NotNow(tooMany(), Duration.ofSeconds(1), true));
        yard.placed(yard.direct());

        yard.advance(Duration.ofSeconds(10).minus(TICK));
        assertThat(yard.carrier.orders()).hasSize(1);
        yard.advance(TICK);

        assertThat(yard.carrier.orders()).hasSize(2);
    }

    @Test
    void aPauseWithoutALengthLastsASecond() {
        yard.carrier.answerNext(new PlaceAnswer.NotNow(tooMany(), Duration.ZERO, false));
        yard.placed(yard.direct());

        yard.advance(Duration.ofSeconds(1).minus(TICK));
        assertThat(yard.carrier.orders()).hasSize(1);
        yard.advance(TICK);

        assertThat(yard.carrier.orders()).hasSize(2);
    }

    @Test
    void aPauseBeyondAllReasonDoesNotLoseTheCall() {
        yard.carrier.answerNext(new PlaceAnswer.NotNow(tooMany(), Duration.ofSeconds(Long.MAX_VALUE), true));

        Call call = yard.placed(yard.direct());

        assertThat(call.state()).isEqualTo(CallState.QUEUED);
        assertThat(reasonOf(call, Reason.Code.ACCOUNT_RESTING).until()).isAfter(yard.now());
        yard.assertNoSlotTaken();
    }

    @Test
    void oneAccountsPauseIsNoOthers() {
        yard.limits.setTenantLimits(GLOBEX, TenantLimits.DEFAULT.withAccount(SECOND));
        yard.carrier.answerNext(new PlaceAnswer.NotNow(tooMany(), Duration.ofMinutes(5), true));
        yard.placed(yard.direct());

        assertThat(yard.placed(yard.direct(GLOBEX)).state()).isEqualTo(CallState.DIALING);
    }

    private void noteStarts() {
        yard.carrier.answerBy(order -> {
            starts.add(yard.now());
            return FakeCarrier.taken(order);
        });
    }

    private Reason reasonOf(Call call, Reason.Code code) {
        return yard.calls.explain(ACME, call.id()).orElseThrow().reasons().stream()
                .filter(reason -> reason.code() == code)
                .findFirst()
                .orElseThrow();
    }

    private static CarrierCause tooMany() {
        return new CarrierCause("too many requests", "429");
    }

    private static Instant atMillis(long millis) {
        return VirtualScheduler.START.plusMillis(millis);
    }
}
