package io.callyard.outbound;

import static io.callyard.Yard.ACME;
import static io.callyard.Yard.SPRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.Yard;
import io.callyard.Yards;
import io.callyard.event.CallEvent.CallHeld;
import io.callyard.machine.CallMachine;
import io.callyard.model.Call;
import io.callyard.model.CallData;
import io.callyard.model.CallState;
import io.callyard.model.Outcome;
import io.callyard.model.PolicyVerdict;
import io.callyard.model.Verdict;
import io.callyard.spi.policy.DialQuestion;
import io.callyard.spi.policy.DialQuestion.Stage;
import io.callyard.testkit.FakeCarrier;
import io.callyard.testkit.ScriptedPolicy;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The application's policies: asked twice, and believed. */
@Tag("R1.11")
class PolicyTest {
    private static final Duration TICK = Duration.ofNanos(1_000);

    @RegisterExtension
    final Yards yards = new Yards();

    private final ScriptedPolicy credits = new ScriptedPolicy("credits");
    private final ScriptedPolicy hours = new ScriptedPolicy("hours");
    private final Yard yard = yards.with().policy(credits).policy(hours).open();

    @Test
    void aCallIsAskedAboutAtIntakeAndAgainBeforeTheCarrierIs() {
        yard.carrier.answerNextBy(order -> {
            assertThat(credits.questions()).hasSize(2);
            return FakeCarrier.taken(order);
        });

        Call call = yard.placed(yard.direct().data(new CallData("{}")));

        assertThat(call.state()).isEqualTo(CallState.DIALING);
        assertThat(credits.questions())
                .containsExactly(
                        new DialQuestion(ACME, call.subject(), call.data(), Stage.INTAKE, call.createdAt()),
                        new DialQuestion(ACME, call.subject(), call.data(), Stage.DISPATCH, call.createdAt()));
        assertThat(hours.questions()).hasSize(2);
    }

    @Test
    void aRefusalAtIntakeKeepsNothing() {
        hours.answerNext(new Verdict.Refuse("do-not-call", "on the list since March"));

        Admission admission = yard.place(yard.direct());
        yard.run();

        assertThat(admission).isEqualTo(new Admission.Refused("do-not-call", "on the list since March"));
        assertThat(yard.store.lastSeq(ACME)).isZero();
        assertThat(yard.carrier.orders()).isEmpty();
    }

    @Test
    void theFirstPolicyThatDoesNotAllowEndsTheQuestions() {
        credits.answerNext(new Verdict.Refuse("credits", "none left"));

        yard.place(yard.direct());

        assertThat(hours.questions()).isEmpty();
    }

    @Test
    void aHoldAtIntakeKeepsTheCallInTheQueueUntilItsInstant() {
        Instant opening = yard.now().plusSeconds(7_200);
        hours.answerNext(new Verdict.Hold(opening, "closed until 9"));

        Admission.Queued queued = (Admission.Queued) yard.place(yard.direct());

        assertThat(queued.reason().code()).isEqualTo(Reason.Code.HELD);
        assertThat(queued.reason().text()).contains("closed until 9");
        assertThat(queued.reason().until()).isEqualTo(opening);
        assertThat(yard.events(CallHeld.class)).extracting(CallHeld::until).containsExactly(opening);
        yard.advance(Duration.ofSeconds(7_200).minus(TICK));
        assertThat(yard.carrier.orders()).isEmpty();
        assertThat(hours.questions()).as("not asked again and again").hasSize(1);
        yard.advance(TICK);
        assertThat(yard.dialled()).containsExactly(queued.call().id());
        assertThat(hours.questions()).hasSize(2);
    }

    @Test
    void aShortHoldEndsAtItsInstantToo() {
        hours.answerNext(new Verdict.Hold(yard.now().plusSeconds(3), "a short break"));

        Call call = yard.placed(yard.direct());
        yard.advanceSeconds(3);

        assertThat(yard.dialled()).containsExactly(call.id());
    }

    @Test
    void aHoldBeforeDispatchFreesTheSlotForOthersAndKeepsThePlace() {
        credits.answerNext(Verdict.allow(), new Verdict.Hold(yard.now().plusSeconds(60), "not yet"));
        Call held = yard.placed(yard.direct());
        assertThat(held.state()).isEqualTo(CallState.QUEUED);
        assertThat(held.reason()).isEqualTo("not yet");
        assertThat(held.notBefore()).isEqualTo(yard.now().plusSeconds(60));
        yard.assertNoSlotTaken();

        Call second = yard.placed(yard.direct());
        Call third = yard.placed(yard.direct());
        Call fourth = yard.placed(yard.direct());
        assertThat(yard.dialled()).containsExactly(second.id(), third.id());
        yard.advanceSeconds(60);
        yard.end(second);

        assertThat(yard.dialled())
                .as("before the fourth, which came later")
                .last()
                .isEqualTo(held.id());
        assertThat(yard.now(fourth).state()).isEqualTo(CallState.QUEUED);
        assertThat(yard.now(held).position()).isEqualTo(held.position());
    }

    @Test
    void aRefusalBeforeDispatchSuppressesTheCall() {
        credits.answerNext(Verdict.allow(), new Verdict.Refuse("credits", "none left"));

        Call call = yard.placed(yard.direct());

        assertThat(call.outcome()).isEqualTo(Outcome.SUPPRESSED);
        assertThat(call.ending().cause().text()).isEqualTo("none left");
        assertThat(call.ending().cause().code()).isEqualTo("credits");
        assertThat(call.verdicts())
                .endsWith(new PolicyVerdict("credits", new Verdict.Refuse("credits", "none left"), yard.now()));
        assertThat(yard.carrier.orders()).isEmpty();
        yard.assertNoSlotTaken();
    }

    @Test
    @Tag("R0.3")
    void aSuppressedCampaignCallBeginsNoDelay() {
        yard.draft(SPRING, 2, settings -> settings);
        credits.answerNext(new Verdict.Refuse("credits", "none left"));

        yard.campaigns.start(ACME, SPRING);
        yard.run();

        assertThat(yard.carrier.orders()).as("the second goes at once").hasSize(1);
    }

    @Test
    void everyVerdictIsKeptWithTheCall() {
        credits.answerNext(Verdict.allow(), new Verdict.Hold(yard.now().plusSeconds(60), "none left"));

        Call call = yard.placed(yard.direct());

        assertThat(call.verdicts())
                .containsExactly(
                        new PolicyVerdict("credits", Verdict.ALLOW, yard.now()),
                        new PolicyVerdict("hours", Verdict.ALLOW, yard.now()),
                        new PolicyVerdict(
                                "credits", new Verdict.Hold(yard.now().plusSeconds(60), "none left"), yard.now()));
    }

    @Test
    void onlyTheNewestVerdictsAreKept() {
        credits.answerBy(question -> question.stage() == Stage.DISPATCH
                ? new Verdict.Hold(question.now().plusSeconds(60), "not yet")
                : Verdict.allow());

        Call call = yard.placed(yard.direct());
        yard.advance(Duration.ofHours(1));

        assertThat(credits.questions()).hasSizeGreaterThan(60);
        assertThat(yard.now(call).verdicts()).hasSize(CallMachine.MAX_VERDICTS);
    }
}
