package io.callyard.outbound;

import static io.callyard.Yard.GLOBEX;
import static io.callyard.Yard.SPRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.Yard;
import io.callyard.Yards;
import io.callyard.event.CallEvent.CallEnded;
import io.callyard.event.CallEvent.CallReturned;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.CarrierCause;
import io.callyard.model.Outcome;
import io.callyard.model.Verdict;
import io.callyard.spi.carrier.CarrierException;
import io.callyard.spi.carrier.LookUpAnswer;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.spi.policy.DialQuestion.Stage;
import io.callyard.testkit.ScriptedPolicy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every way in which a placing can come to nothing gives its slot back, and changes nothing else. */
@Tag("R0.2")
@Tag("R1.9")
class SlotReleaseTest {
    private static final CarrierCause CAUSE = CarrierCause.of("because");

    @RegisterExtension
    final Yards yards = new Yards();

    private final ScriptedPolicy policy = new ScriptedPolicy("credits");
    private final Yard yard = yards.with().policy(policy).open();

    /** A placing that provably reached nobody: the slot is free at once. */
    enum KnownFailure {
        REFUSED(CallState.ENDED, (yard, policy) -> yard.carrier.answerNext(new PlaceAnswer.Refused(CAUSE))),
        NOT_NOW(
                CallState.QUEUED,
                (yard, policy) -> yard.carrier.answerNext(new PlaceAnswer.NotNow(CAUSE, Duration.ofSeconds(7), false))),
        ACCOUNT_FAULT(
                CallState.QUEUED,
                (yard, policy) -> yard.carrier.answerNext(new PlaceAnswer.NotNow(CAUSE, Duration.ZERO, true))),
        FAILED_BEFORE_SENDING(
                CallState.QUEUED,
                (yard, policy) -> yard.carrier.answerNextBy(
                        order -> CompletableFuture.failedStage(new CarrierException("no connection", true)))),
        FAILED_BEFORE_SENDING_INSIDE_A_CHAIN(
                CallState.QUEUED,
                (yard, policy) -> yard.carrier.answerNextBy(
                        order -> CompletableFuture.<PlaceAnswer>failedStage(new CarrierException("no connection", true))
                                .thenApply(answer -> answer))),
        THROWN_BEFORE_SENDING(
                CallState.QUEUED,
                (yard, policy) -> yard.carrier.answerNextBy(order -> {
                    throw new CarrierException("no connection", true);
                })),
        SUPPRESSED(
                CallState.ENDED,
                (yard, policy) -> policy.answerBy(question -> question.stage() == Stage.DISPATCH
                        ? new Verdict.Refuse("credits", "none left")
                        : Verdict.allow())),
        HELD(
                CallState.QUEUED,
                (yard, policy) -> policy.answerBy(question -> question.stage() == Stage.DISPATCH
                        ? new Verdict.Hold(question.now().plusSeconds(60), "not yet")
                        : Verdict.allow()));

        private final CallState after;
        private final BiConsumer<Yard, ScriptedPolicy> script;

        KnownFailure(CallState after, BiConsumer<Yard, ScriptedPolicy> script) {
            this.after = after;
            this.script = script;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKnownFailureFreesTheSlotAtOnce(KnownFailure failure) {
        failure.script.accept(yard, policy);

        Call call = yard.placed(yard.direct());

        assertThat(call.state()).isEqualTo(failure.after);
        assertThat(call.attempts()).isEqualTo(1);
        yard.assertNoSlotTaken();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HELD")
    void aKnownFailureOfACampaignCallFreesTheCampaignsSlot(KnownFailure failure) {
        yard.draft(SPRING, 1, settings -> settings);
        failure.script.accept(yard, policy);

        yard.campaigns.start(Yard.ACME, SPRING);
        yard.run();

        assertThat(yard.events(CallReturned.class).size()
                        + yard.events(CallEnded.class).size())
                .isEqualTo(1);
        yard.assertNoSlotTaken();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HELD")
    void aKnownFailureChangesNothingElse(KnownFailure failure) {
        Call live = yard.placed(yard.direct(GLOBEX));
        yard.placed(yard.direct(GLOBEX));
        Call waiting = yard.placed(yard.direct(GLOBEX));
        failure.script.accept(yard, policy);

        Call call = yard.placed(yard.direct());

        assertThat(yard.now(live)).isEqualTo(live);
        assertThat(yard.now(waiting)).isEqualTo(waiting);
        assertThat(yard.live(GLOBEX)).isEqualTo(2);
        assertThat(yard.limits.systemUsage().live()).isEqualTo(2);
        assertThat(call.position()).as("its own place").isEqualTo(1);
        assertThat(call.subject().phoneNumber())
                .isEqualTo(yard.now(call).subject().phoneNumber());
    }

    @Test
    @Tag("R1.8")
    void theNextInLineGetsASlotThatCameToNothingInTheSameInstant() {
        yard.placed(1);
        yard.carrier.answerNextBy(order -> new CompletableFuture<>());
        Call second = yard.placed(yard.direct());
        Call third = yard.placed(yard.direct());
        assertThat(third.state()).isEqualTo(CallState.QUEUED);

        yard.end(second, Outcome.FAILED);

        assertThat(yard.now(third).state()).isEqualTo(CallState.DIALING);
    }

    @Test
    void aReturnedCallKeepsItsPlaceAndGoesBeforeThoseWhoCameLater() {
        yard.carrier.answerNext(new PlaceAnswer.NotNow(CAUSE, Duration.ofSeconds(7), false));
        Call first = yard.placed(yard.direct());
        Call second = yard.placed(yard.direct());
        Call third = yard.placed(yard.direct());
        assertThat(yard.carrier.orders()).hasSize(1);

        yard.advance(Duration.ofSeconds(7));

        assertThat(yard.dialled()).startsWith(first.id(), first.id(), second.id());
        assertThat(yard.now(third).state()).isEqualTo(CallState.QUEUED);
        assertThat(yard.now(first).attempts()).isEqualTo(2);
        assertThat(yard.now(first).position()).isEqualTo(first.position());
    }

    /** A placing of which nobody knows: the slot is held until it is known, or known not to be knowable. */
    enum Doubt {
        FAILED(yard -> yard.carrier.answerNextBy(
                order -> CompletableFuture.failedStage(new CarrierException("connection lost", false)))),
        FAILED_STRANGELY(yard -> yard.carrier.answerNextBy(
                order -> CompletableFuture.failedStage(new IllegalStateException("a bug in the driver")))),
        THROWN(yard -> yard.carrier.answerNextBy(order -> {
            throw new IllegalStateException("a bug in the driver");
        })),
        ERROR(yard -> yard.carrier.answerNextBy(order -> {
            throw new NoClassDefFoundError("a broken installation");
        })),
        NULL_ANSWER(yard -> yard.carrier.answerNextBy(order -> CompletableFuture.completedStage(null))),
        NULL_STAGE(yard -> yard.carrier.answerNextBy(order -> null)),
        NO_CLEAR_ANSWER(yard -> yard.carrier.answerNext(new PlaceAnswer.NoClearAnswer(CAUSE))),
        NO_ANSWER_AT_ALL(yard -> yard.carrier.answerNextBy(order -> new CompletableFuture<>()));

        private final Function<Yard, Object> script;

        Doubt(Function<Yard, Object> script) {
            this.script = script;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDoubtfulPlacingKeepsItsSlotUntilTheDoubtIsSettled(Doubt doubt) {
        doubt.script.apply(yard);
        yard.carrier.answerLookUpsBy(
                question -> CompletableFuture.completedStage(new LookUpAnswer.Absent(LookUpAnswer.Proof.WEAK)));

        Call call = yard.placed(yard.direct());
        yard.advance(Duration.ofSeconds(10));

        assertThat(yard.now(call).state()).isEqualTo(CallState.UNKNOWN);
        assertThat(yard.live(Yard.ACME)).isEqualTo(1);
        yard.advance(Duration.ofMinutes(3));
        assertThat(yard.now(call).outcome()).isEqualTo(Outcome.NOT_PLACED);
        assertThat(yard.orders(call)).as("never dialled again on a guess").isEqualTo(1);
        yard.assertNoSlotTaken();
    }
}
