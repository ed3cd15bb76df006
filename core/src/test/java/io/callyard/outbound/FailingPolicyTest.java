package io.callyard.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.Yard;
import io.callyard.Yards;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.PolicyVerdict;
import io.callyard.model.Verdict;
import io.callyard.spi.policy.DialPolicy;
import io.callyard.spi.policy.DialQuestion;
import io.callyard.spi.policy.DialQuestion.Stage;
import io.callyard.testkit.ScriptedPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Policies that break their contract: calls wait, and none is lost or let through. */
@Tag("R1.11")
class FailingPolicyTest {
    @RegisterExtension
    final Yards yards = new Yards();

    private final ScriptedPolicy credits = new ScriptedPolicy("credits");
    private final ScriptedPolicy hours = new ScriptedPolicy("hours");
    private final Yard yard = yards.with().policy(credits).policy(hours).open();

    /** How a policy can break its contract. */
    enum Breach {
        THROWS((yard, question) -> {
            throw new IllegalStateException("no database");
        }),
        THROWS_AN_ERROR((yard, question) -> {
            throw new NoClassDefFoundError("a broken installation");
        }),
        ANSWERS_NULL((yard, question) -> null),
        HANGS((yard, question) -> {
            try {
                return yard.node.await(new CompletableFuture<>(), Duration.ofSeconds(8));
            } catch (TimeoutException e) {
                return Verdict.allow();
            }
        });

        private final BiFunction<Yard, DialQuestion, Verdict> check;

        Breach(BiFunction<Yard, DialQuestion, Verdict> check) {
            this.check = check;
        }

        ScriptedPolicy atStage(Yard yard, Stage stage, ScriptedPolicy policy) {
            boolean[] broken = {true};
            return policy.answerBy(question -> {
                if (question.stage() != stage || !broken[0]) {
                    return Verdict.allow();
                }
                broken[0] = false;
                return check.apply(yard, question);
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPolicyThatFailsAtIntakeHoldsTheCallAndLosesNothing(Breach breach) {
        breach.atStage(yard, Stage.INTAKE, credits);
        Instant asked = yard.now();

        Admission admission = yard.place(yard.direct());

        Admission.Queued queued = (Admission.Queued) admission;
        assertThat(queued.call().state()).isEqualTo(CallState.QUEUED);
        assertThat(queued.reason().code()).isEqualTo(Reason.Code.HELD);
        assertThat(queued.reason().text()).contains("policy credits ");
        assertThat(queued.call().notBefore()).isEqualTo(asked.plusSeconds(30));
        yard.run();
        assertThat(yard.carrier.orders()).isEmpty();
        yard.advance(Duration.between(yard.now(), asked.plusSeconds(30)));
        assertThat(yard.dialled())
                .as("asked again, allowed now")
                .containsExactly(queued.call().id());
    }

    @ParameterizedTest
    @EnumSource
    @Tag("R1.9")
    void aPolicyThatFailsBeforeDispatchHoldsTheCallAndFreesItsSlot(Breach breach) {
        breach.atStage(yard, Stage.DISPATCH, credits);
        Instant asked = yard.now();

        Call call = yard.placed(yard.direct());

        assertThat(call.state()).isEqualTo(CallState.QUEUED);
        assertThat(call.notBefore()).isEqualTo(asked.plusSeconds(30));
        assertThat(call.reason()).contains("policy credits ");
        assertThat(yard.carrier.orders()).isEmpty();
        yard.assertNoSlotTaken();
        yard.advance(Duration.between(yard.now(), asked.plusSeconds(30)));
        assertThat(yard.now(call).state()).isEqualTo(CallState.DIALING);
    }

    @Test
    void aHoldThatIsOverAlreadyDoesNotSpin() {
        credits.answerBy(question -> question.stage() == Stage.DISPATCH
                ? new Verdict.Hold(question.now().minusSeconds(1), "a clock that is late")
                : Verdict.allow());

        Call call = yard.placed(yard.direct());
        yard.advanceSeconds(10);

        assertThat(yard.now(call).state()).isEqualTo(CallState.QUEUED);
        assertThat(credits.questions()).as("asked about once a second").hasSizeBetween(9, 13);
    }

    @Test
    void aHoldForEverIsAHold() {
        credits.answerNext(Verdict.allow(), new Verdict.Hold(Instant.MAX, "never"));

        Call call = yard.placed(yard.direct());
        yard.advanceSeconds(600);

        assertThat(yard.now(call).state()).isEqualTo(CallState.QUEUED);
        assertThat(yard.now(call).reason()).isEqualTo("never");
        yard.assertNoSlotTaken();
    }

    @Test
    void aPolicyWithoutANameOfItsOwnIsCalledByItsClass() {
        Yard other = yards.with()
                .policy(new DialPolicy() {
                    @Override
                    public Verdict check(DialQuestion question) {
                        return Verdict.allow();
                    }

                    @Override
                    public String name() {
                        throw new IllegalStateException("no name");
                    }
                })
                .open();

        Call call = other.placed(other.direct());

        assertThat(call.verdicts()).extracting(PolicyVerdict::policy).allMatch(name -> name.contains("PolicyTest"));
    }
}
