package io.callyard.machine;

import static io.callyard.machine.Given.ACCOUNT;
import static io.callyard.machine.Given.CARRIER_ID;
import static io.callyard.machine.Given.CAUSE;
import static io.callyard.machine.Given.MACHINE;
import static io.callyard.machine.Given.NODE;
import static io.callyard.machine.Given.NOW;
import static io.callyard.machine.Given.REPORTS;
import static io.callyard.machine.Given.apply;
import static io.callyard.machine.Given.events;
import static io.callyard.machine.Given.in;
import static io.callyard.machine.Given.reserved;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.CallEvent.CallScheduled;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.CarrierCallId;
import io.callyard.model.Outcome;
import io.callyard.model.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallMachineRetryTest {
    private static final Duration DELAY = Duration.ofMinutes(10);
    private static final RetryPolicy THREE_TIMES = RetryPolicy.NONE.with(Outcome.BUSY, 3, DELAY);

    private static CallChange busy(int attempt) {
        return REPORTS.ended(attempt, new CarrierCallId("CA" + attempt), Outcome.BUSY, CAUSE, THREE_TIMES);
    }

    private static Call again(Call scheduled, int attempt) {
        Call queued = MACHINE.timePassed(scheduled, new Step(scheduled.notBefore(), 99))
                .state();
        return apply(queued, MACHINE.reserve(NODE, ACCOUNT), busy(attempt));
    }

    @Test
    void schedulesAnotherAttemptAfterTheDelay() {
        Call scheduled = apply(reserved(), busy(1));

        assertThat(scheduled.state()).isEqualTo(CallState.SCHEDULED);
        assertThat(scheduled.state().holdsSlot()).isFalse();
        assertThat(scheduled.notBefore()).isEqualTo(NOW.plus(DELAY));
        assertThat(scheduled.attentionAt()).isEqualTo(NOW.plus(DELAY));
        assertThat(scheduled.dialled()).isEqualTo(1);
        assertThat(scheduled.reason()).contains("BUSY", CAUSE.text());
        assertThat(events(reserved(), busy(1)))
                .last()
                .isEqualTo(new CallScheduled(scheduled.subject(), 1, NOW.plus(DELAY), Outcome.BUSY));
    }

    @Test
    void endsAfterTheLastAttempt() {
        Call first = apply(reserved(), busy(1));
        Call second = again(first, 2);
        Call third = again(second, 3);

        assertThat(second.state()).isEqualTo(CallState.SCHEDULED);
        assertThat(second.attempts()).isEqualTo(2);
        assertThat(third.outcome()).isEqualTo(Outcome.BUSY);
        assertThat(third.dialled()).isEqualTo(3);
    }

    @Test
    void doesNotCountAttemptsThatProvablyReachedNobody() {
        Call returned = apply(reserved(), MACHINE.giveBack(1, "busy", Duration.ZERO));
        for (int attempt = 2; attempt < 10; attempt++) {
            returned =
                    apply(returned, MACHINE.reserve(NODE, ACCOUNT), MACHINE.giveBack(attempt, "busy", Duration.ZERO));
        }

        Call over = apply(returned, MACHINE.reserve(NODE, ACCOUNT), busy(10));

        assertThat(over.state()).isEqualTo(CallState.SCHEDULED);
        assertThat(over.dialled()).isEqualTo(1);
    }

    @Test
    void endsAtOnceAfterAnOutcomeWithoutARule() {
        Call over = apply(reserved(), REPORTS.ended(1, CARRIER_ID, Outcome.NO_ANSWER, CAUSE, THREE_TIMES));

        assertThat(over.outcome()).isEqualTo(Outcome.NO_ANSWER);
    }

    @Test
    void doesNotScheduleAnAttemptThatWouldExpireFirst() {
        Instant next = NOW.plus(DELAY);
        Call tooLate = in(CallState.RESERVED, builder -> builder.expiresAt(next));
        Call inTime = in(CallState.RESERVED, builder -> builder.expiresAt(next.plusNanos(1_000)));

        assertThat(apply(tooLate, busy(1)).outcome()).isEqualTo(Outcome.BUSY);
        assertThat(apply(inTime, busy(1)).state()).isEqualTo(CallState.SCHEDULED);
        assertThat(apply(inTime, busy(1)).attentionAt()).isEqualTo(next);
    }

    @Test
    void triesARefusedCallAgainIfThePolicySaysSo() {
        RetryPolicy again = RetryPolicy.NONE.with(Outcome.FAILED, 2, DELAY);

        Call scheduled = apply(in(CallState.UNKNOWN), MACHINE.refuse(1, Outcome.FAILED, CAUSE, again));

        assertThat(scheduled.state()).isEqualTo(CallState.SCHEDULED);
        assertThat(events(in(CallState.UNKNOWN), MACHINE.refuse(1, Outcome.FAILED, CAUSE, again)))
                .containsExactly(new CallScheduled(scheduled.subject(), 1, NOW.plus(DELAY), Outcome.FAILED));
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"NOT_PLACED", "UNKNOWN", "COMPLETED", "CANCELED", "SUPPRESSED", "EXPIRED"})
    void neverTriesAgainWhereThatCouldReachSomebodyTwice(Outcome outcome) {
        RetryPolicy everything = RetryPolicy.NONE
                .with(Outcome.NO_ANSWER, 9, DELAY)
                .with(Outcome.BUSY, 9, DELAY)
                .with(Outcome.MACHINE, 9, DELAY)
                .with(Outcome.REJECTED, 9, DELAY)
                .with(Outcome.FAILED, 9, DELAY);

        assertThat(apply(in(CallState.UNKNOWN), MACHINE.reclaim(1, outcome, "silence"))
                        .outcome())
                .isEqualTo(outcome);
        assertThat(apply(reserved(), REPORTS.ended(1, CARRIER_ID, outcome, CAUSE, everything))
                        .outcome())
                .isEqualTo(outcome);
    }
}
