package io.callyard.machine.inbound;

import static io.callyard.machine.inbound.Given.ANN;
import static io.callyard.machine.inbound.Given.CALL;
import static io.callyard.machine.inbound.Given.CALLER;
import static io.callyard.machine.inbound.Given.NOW;
import static io.callyard.machine.inbound.Given.NUMBER;
import static io.callyard.machine.inbound.Given.OFFER;
import static io.callyard.machine.inbound.Given.PROMISED_BY;
import static io.callyard.machine.inbound.Given.SALES;
import static io.callyard.machine.inbound.Given.after;
import static io.callyard.machine.inbound.Given.in;
import static io.callyard.machine.inbound.Given.promised;
import static io.callyard.machine.inbound.Given.waits;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.CallerEvent.CallbackDialed;
import io.callyard.event.CallerEvent.CallbackMissed;
import io.callyard.event.CallerEvent.CallbackOverdue;
import io.callyard.event.CallerEvent.CallbackPromised;
import io.callyard.event.CallerEvent.CallerConnected;
import io.callyard.event.CallerEvent.CallerLeft;
import io.callyard.machine.Transition;
import io.callyard.machine.inbound.Given.Stay;
import io.callyard.model.CallId;
import io.callyard.model.inbound.CallbackPromise;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.Search;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From the promise to the talk, or to the last try. */
@Tag("R4.9")
class CallbackTransitionsTest {
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    @Test
    void freesTheLineAndKeepsThePlace() {
        Caller failed = CallerMachine.offerFailed(in(Stay.OFFERED), OFFER, List.of(ANN), NOW)
                .state();
        Transition<Caller> promised = CallerMachine.promise(failed, NUMBER, after(5), PROMISED_BY, after(1));

        assertThat(promised.state().holdsLine()).isFalse();
        assertThat(promised.state().place()).isEqualTo(waits().place());
        assertThat(promised.state().callback())
                .isEqualTo(new CallbackPromise(NUMBER, after(1), PROMISED_BY, after(5), 0, null, false));
        assertThat(promised.state().search()).as("anew, with all agents").isEqualTo(Search.NEW);
        assertThat(promised.events())
                .containsExactly(new CallbackPromised(CALLER, SALES, NUMBER, after(5), PROMISED_BY));
    }

    @Test
    void isNotOfferedBeforeItsTime() {
        Caller promised = CallerMachine.promise(waits(), NUMBER, after(5), PROMISED_BY, NOW)
                .state();

        assertThat(promised.mayBeOfferedAt(after(4))).isFalse();
        assertThat(promised.mayBeOfferedAt(after(5))).isTrue();
    }

    @Test
    void isPutOffToAnotherTime() {
        Caller alerted = CallerMachine.overdue(promised(), NOW).state();
        Transition<Caller> later = CallerMachine.reschedule(alerted, after(3_600), after(5_400), after(1));

        assertThat(later.state().callback())
                .isEqualTo(new CallbackPromise(NUMBER, NOW, after(5_400), after(3_600), 0, null, false));
        assertThat(later.events())
                .containsExactly(new CallbackPromised(CALLER, SALES, NUMBER, after(3_600), after(5_400)));
    }

    @Test
    void isDialledForTheAgentWhoWaits() {
        Transition<Caller> dialled = CallerMachine.dialled(in(Stay.TO_BE_DIALLED), ANN, CALL, after(1));

        assertThat(dialled.state().agent()).isEqualTo(ANN);
        assertThat(dialled.state().callback().tries()).isEqualTo(1);
        assertThat(dialled.state().callback().call()).isEqualTo(CALL);
        assertThat(dialled.events()).containsExactly(new CallbackDialed(CALLER, SALES, ANN, CALL, 1));
    }

    @Test
    void talksWhenHeIsReached() {
        Transition<Caller> reached = CallerMachine.connected(in(Stay.DIALLING), ANN, after(60));

        assertThat(reached.state().state()).isEqualTo(CallerState.CONNECTED);
        assertThat(reached.events()).containsExactly(new CallerConnected(CALLER, SALES, ANN, Duration.ofSeconds(60)));
        assertThat(CallerMachine.left(reached.state(), LeaveReason.CALLED_BACK, "", after(90))
                        .events())
                .singleElement()
                .extracting("agent", "talked")
                .containsExactly(ANN, Duration.ofSeconds(30));
    }

    @Test
    void isTriedAgainLaterAtTheSamePlace() {
        Transition<Caller> missed = CallerMachine.notReached(in(Stay.DIALLING), "busy", 3, TEN_MINUTES, after(30));

        Caller caller = missed.state();
        assertThat(caller.state()).isEqualTo(CallerState.WAITING);
        assertThat(caller.place()).isEqualTo(waits().place());
        assertThat(caller.agent()).isNull();
        assertThat(caller.search()).isEqualTo(Search.NEW);
        assertThat(caller.callback().notBefore()).isEqualTo(after(630));
        assertThat(caller.callback().tries()).isEqualTo(1);
        assertThat(missed.events()).containsExactly(new CallbackMissed(CALLER, SALES, "busy", after(630)));
        assertThat(caller.mayBeOfferedAt(after(629))).isFalse();
    }

    @Test
    void countsItsTriesAndGivesUpAfterTheLast() {
        Caller caller = in(Stay.DIALLING);
        for (int tries = 1; tries < 3; tries++) {
            Caller missed = CallerMachine.notReached(caller, "busy", 3, TEN_MINUTES, NOW)
                    .state();
            Caller offered = CallerMachine.offered(missed, OFFER, NOW).state();
            caller = CallerMachine.dialled(offered, ANN, new CallId(new UUID(3, tries + 1)), NOW)
                    .state();
        }
        assertThat(caller.callback().tries()).isEqualTo(3);

        Transition<Caller> last = CallerMachine.notReached(caller, "busy", 3, TEN_MINUTES, after(9));

        assertThat(last.state().state()).isEqualTo(CallerState.ENDED);
        assertThat(last.events())
                .as("no agent: he talked to nobody")
                .containsExactly(new CallerLeft(
                        CALLER, SALES, null, LeaveReason.NOT_REACHED, "busy", Duration.ofSeconds(9), Duration.ZERO));
    }

    @Test
    void isOverdueOnce() {
        Transition<Caller> overdue = CallerMachine.overdue(promised(), after(1_500));

        assertThat(overdue.events()).containsExactly(new CallbackOverdue(CALLER, SALES, PROMISED_BY));
        assertThat(Given.isUnchanged(overdue.state(), CallerMachine.overdue(overdue.state(), after(1_501))))
                .isTrue();
    }

    @Test
    void isNoLongerOverdueOnceTheyTalk() {
        Caller talks = in(Stay.CALLED_BACK);

        assertThat(Given.isUnchanged(talks, CallerMachine.overdue(talks, after(9_999))))
                .isTrue();
    }

    @Test
    void doesNotWaitOnTheLineForACallback() {
        Caller waits = waits();
        Caller promised = promised();

        assertThat(waits.holdsLine()).isTrue();
        assertThat(Given.isUnchanged(promised, CallerMachine.promise(promised, NUMBER, NOW, PROMISED_BY, NOW)))
                .as("one promise")
                .isTrue();
    }
}
