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
import io.callyard.model.Verdict;
import io.callyard.outbound.Reason;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.testkit.FakeCarrier;
import io.callyard.testkit.ScriptedPolicy;
import io.callyard.testkit.VirtualScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How fast calls start on a carrier account, and when it is left alone. */
class PacingAndBreakerTest {
    private static final Duration TICK = Duration.ofNanos(1_000);
    private static final CarrierAccountId SECOND = new CarrierAccountId("second");
    private static final PlaceAnswer SERVER_ERROR = new PlaceAnswer.NoClearAnswer(CarrierCause.of("server error"));
    private static final PlaceAnswer WRONG_NUMBER = new PlaceAnswer.Refused(CarrierCause.of("no such number"));

    @RegisterExtension
    final Yards yards = new Yards();

    private final ScriptedPolicy policy = new ScriptedPolicy("credits");
    private final Yard yard =
            yards.with().account(SECOND).policy(policy).tenantLimit(100).open();
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

    @Test
    void fourFailuresInARowProveNothingYet() {
        yard.carrier.answerNext(SERVER_ERROR, SERVER_ERROR, SERVER_ERROR, SERVER_ERROR);
        yard.placed(4);

        assertThat(yard.placed(yard.direct()).state()).isEqualTo(CallState.DIALING);
    }

    @Test
    void anAccountOnWhichHalfOfFiveOrMorePlacingsFailedRests() {
        yard.carrier.answerNext(WRONG_NUMBER, WRONG_NUMBER, WRONG_NUMBER, SERVER_ERROR, SERVER_ERROR);
        yard.placed(5);
        Call sixth = yard.placed(yard.direct());
        assertThat(sixth.state()).as("two of five are 40 %").isEqualTo(CallState.DIALING);
        yard.carrier.answerNext(SERVER_ERROR, SERVER_ERROR);
        yard.placed(2);

        Call ninth = yard.placed(yard.direct());

        assertThat(ninth.state()).as("four of eight are 50 %").isEqualTo(CallState.QUEUED);
        assertThat(reasonOf(ninth, Reason.Code.ACCOUNT_RESTING).until()).isEqualTo(atMillis(30_000));
    }

    @Test
    void aRestingAccountIsTriedByOneCallAndWorksAgainIfThatGoesWell() {
        breakDefaultAccount();
        List<Call> waiting = yard.placed(3);
        yard.advance(Duration.ofSeconds(30).minus(TICK));
        assertThat(yard.carrier.orders()).hasSize(5);
        CompletableFuture<PlaceAnswer> probe = new CompletableFuture<>();
        yard.carrier.answerNextBy(order -> probe);

        yard.advance(TICK);
        assertThat(yard.carrier.orders()).as("one at a time").hasSize(6);
        yard.advanceSeconds(3);
        assertThat(yard.carrier.orders()).as("until it is answered").hasSize(6);
        probe.complete(new PlaceAnswer.Placed(FakeCarrier.idOf(yard.carrier.lastOrder())));
        yard.run();

        assertThat(yard.carrier.orders()).hasSize(8);
        assertThat(waiting)
                .allSatisfy(call -> assertThat(yard.now(call).state()).isEqualTo(CallState.DIALING));
    }

    @Test
    void aTryThatFailsMakesTheAccountRestAgain() {
        breakDefaultAccount();
        yard.placed(3);
        yard.carrier.answerNext(SERVER_ERROR);

        yard.advanceSeconds(30);
        assertThat(yard.carrier.orders()).hasSize(6);
        yard.advance(Duration.ofSeconds(30).minus(TICK));
        assertThat(yard.carrier.orders()).hasSize(6);
        yard.advance(TICK);

        assertThat(yard.carrier.orders()).as("the second try goes well").hasSize(8);
    }

    @Test
    void aTryThatNeverReachedTheCarrierLeavesTheTryToTheNextCall() {
        breakDefaultAccount();
        yard.placed(3);
        policy.answerNext(new Verdict.Refuse("credits", "none left"), new Verdict.Hold(Instant.MAX, "not yet"));

        yard.advanceSeconds(30);

        assertThat(yard.carrier.orders())
                .as("the first two of three were not dialled")
                .hasSize(6);
    }

    @Test
    void oneBrokenAccountIsNoOthers() {
        yard.limits.setTenantLimits(GLOBEX, TenantLimits.DEFAULT.withAccount(SECOND));
        breakDefaultAccount();

        assertThat(yard.placed(yard.direct()).state()).isEqualTo(CallState.QUEUED);
        assertThat(yard.placed(yard.direct(GLOBEX)).state()).isEqualTo(CallState.DIALING);
    }

    @Test
    void failuresOfLongAgoDoNotCount() {
        yard.carrier.answerNext(SERVER_ERROR, SERVER_ERROR, SERVER_ERROR, SERVER_ERROR);
        yard.placed(4);
        yard.advance(Duration.ofSeconds(120).plus(TICK));
        yard.carrier.answerNext(SERVER_ERROR);
        yard.placed(1);

        assertThat(yard.placed(yard.direct()).state()).isEqualTo(CallState.DIALING);
    }

    @Test
    @Tag("R1.9")
    void aCarrierThatKnowsTheNumberIsWrongIsWellAnyhow() {
        for (int i = 0; i < 20; i++) {
            yard.carrier.answerNext(WRONG_NUMBER);
            yard.placed(1);
        }

        assertThat(yard.placed(yard.direct()).state()).isEqualTo(CallState.DIALING);
    }

    private void breakDefaultAccount() {
        yard.carrier.answerNext(SERVER_ERROR, SERVER_ERROR, SERVER_ERROR, SERVER_ERROR, SERVER_ERROR);
        yard.placed(5);
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
