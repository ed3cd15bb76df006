package io.callyard.dispatch;

import static io.callyard.Yard.ACME;
import static io.callyard.Yard.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.Yard;
import io.callyard.Yards;
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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When a carrier account is left alone, and how it is tried again. */
class AccountRestTest {
    private static final Duration TICK = Duration.ofNanos(1_000);
    private static final CarrierAccountId SECOND = new CarrierAccountId("second");
    private static final PlaceAnswer SERVER_ERROR = new PlaceAnswer.NoClearAnswer(CarrierCause.of("server error"));
    private static final PlaceAnswer WRONG_NUMBER = new PlaceAnswer.Refused(CarrierCause.of("no such number"));

    @RegisterExtension
    final Yards yards = new Yards();

    private final ScriptedPolicy policy = new ScriptedPolicy("credits");
    private final Yard yard =
            yards.with().account(SECOND).policy(policy).tenantLimit(100).open();

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

    private Reason reasonOf(Call call, Reason.Code code) {
        return yard.calls.explain(ACME, call.id()).orElseThrow().reasons().stream()
                .filter(reason -> reason.code() == code)
                .findFirst()
                .orElseThrow();
    }

    private static Instant atMillis(long millis) {
        return VirtualScheduler.START.plusMillis(millis);
    }
}
