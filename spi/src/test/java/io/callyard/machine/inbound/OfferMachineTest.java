package io.callyard.machine.inbound;

import static io.callyard.machine.inbound.Given.ANN;
import static io.callyard.machine.inbound.Given.BOB;
import static io.callyard.machine.inbound.Given.CALLER;
import static io.callyard.machine.inbound.Given.NOW;
import static io.callyard.machine.inbound.Given.OFFER;
import static io.callyard.machine.inbound.Given.SALES;
import static io.callyard.machine.inbound.Given.after;
import static io.callyard.machine.inbound.Given.in;
import static io.callyard.machine.inbound.Given.open;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.OfferEvent.OfferAccepted;
import io.callyard.event.OfferEvent.OfferDeclined;
import io.callyard.event.OfferEvent.OfferEnded;
import io.callyard.event.OfferEvent.OfferMade;
import io.callyard.machine.Transition;
import io.callyard.machine.inbound.Given.Stay;
import io.callyard.model.AgentId;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.Decision;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("R4.8")
class OfferMachineTest {
    private static final Instant CONNECT_BY = after(30);

    private static Offer accepted() {
        return OfferMachine.accept(open(ANN, BOB), ANN, after(5), CONNECT_BY).state();
    }

    private static Offer in(OfferState state) {
        return switch (state) {
            case OPEN -> open(ANN, BOB);
            case ACCEPTED -> accepted();
            case CONNECTED, FAILED ->
                OfferMachine.end(accepted(), state, "?", after(6)).state();
            default -> OfferMachine.end(open(ANN, BOB), state, "?", after(6)).state();
        };
    }

    /** Every change in every state: the state it leads to, or "-" where it changes nothing at all. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            #         | OPEN      | ACCEPTED  | CONNECTED | REJECTED | TIMED_OUT | RESCINDED | FAILED
            accept    | ACCEPTED  | -         | -         | -        | -         | -         | -
            decline   | OPEN      | -         | -         | -        | -         | -         | -
            prolong   | -         | ACCEPTED  | -         | -        | -         | -         | -
            OPEN      | -         | -         | -         | -        | -         | -         | -
            ACCEPTED  | -         | -         | -         | -        | -         | -         | -
            CONNECTED | -         | CONNECTED | -         | -        | -         | -         | -
            REJECTED  | REJECTED  | REJECTED  | -         | -        | -         | -         | -
            TIMED_OUT | TIMED_OUT | TIMED_OUT | -         | -        | -         | -         | -
            RESCINDED | RESCINDED | RESCINDED | -         | -        | -         | -         | -
            FAILED    | FAILED    | FAILED    | -         | -        | -         | -         | -
            """)
    void endsOnceAndOpensNeverAgain(
            String change,
            String open,
            String accepted,
            String connected,
            String rejected,
            String timedOut,
            String rescinded,
            String failed) {
        String[] expected = {open, accepted, connected, rejected, timedOut, rescinded, failed};
        for (OfferState from : OfferState.values()) {
            Offer offer = in(from);
            Transition<Offer> transition = switch (change) {
                case "accept" -> OfferMachine.accept(offer, BOB, after(7), CONNECT_BY);
                case "prolong" -> OfferMachine.prolong(offer, after(90));
                case "decline" -> OfferMachine.decline(offer, BOB, "busy");
                default -> OfferMachine.end(offer, OfferState.valueOf(change), "why", after(7));
            };

            String to = expected[from.ordinal()];
            assertThat(Given.isUnchanged(offer, transition))
                    .as("%s in %s", change, from)
                    .isEqualTo(to.equals("-"));
            if (!to.equals("-")) {
                assertThat(transition.state().state())
                        .as("%s in %s", change, from)
                        .isEqualTo(OfferState.valueOf(to));
            }
        }
    }

    @Test
    void isMadeOfACaller() {
        Caller waits = CallerMachine.offerFailed(Given.in(Stay.OFFERED), OFFER, List.of(BOB), NOW)
                .state();
        Decision decision = new Decision("longest_idle", 1, 7, List.of());
        Transition<Offer> made = OfferMachine.make(waits, OFFER, List.of(ANN), decision, NOW, after(15));

        assertThat(made.state().number()).isEqualTo(2);
        assertThat(made.state().state()).isEqualTo(OfferState.OPEN);
        assertThat(made.state().ringing()).containsExactly(ANN);
        assertThat(made.state().madeAt()).isEqualTo(NOW);
        assertThat(made.state().decision()).isEqualTo(decision);
        assertThat(made.state().winner()).isNull();
        assertThat(made.events()).containsExactly(new OfferMade(OFFER, CALLER, SALES, List.of(ANN), 2, after(15)));
    }

    @Test
    void goesToTheFirstWhoAccepts() {
        Transition<Offer> first = OfferMachine.accept(open(ANN, BOB), BOB, after(5), CONNECT_BY);

        assertThat(first.state().winner()).isEqualTo(BOB);
        assertThat(first.state().ringing()).containsExactly(BOB);
        assertThat(first.state().deadline()).isEqualTo(CONNECT_BY);
        assertThat(first.events()).containsExactly(new OfferAccepted(OFFER, CALLER, BOB));
        for (AgentId late : List.of(ANN, BOB)) {
            assertThat(Given.isUnchanged(first.state(), OfferMachine.accept(first.state(), late, after(6), after(40))))
                    .isTrue();
        }
    }

    @Test
    void isAcceptedOnlyByThoseWhoAreAsked() {
        Offer offer = open(ANN);

        assertThat(Given.isUnchanged(offer, OfferMachine.accept(offer, BOB, after(1), CONNECT_BY)))
                .isTrue();
    }

    @Test
    void isOverAtItsVeryDeadline() {
        Offer offer = open(ANN);
        Instant justBefore = offer.deadline().minusNanos(1);

        assertThat(Given.isUnchanged(offer, OfferMachine.accept(offer, ANN, offer.deadline(), CONNECT_BY)))
                .isTrue();
        assertThat(OfferMachine.accept(offer, ANN, justBefore, CONNECT_BY)
                        .state()
                        .winner())
                .isEqualTo(ANN);
    }

    @Test
    void isDeclinedByOneOfSeveral() {
        Transition<Offer> declined = OfferMachine.decline(open(ANN, BOB), ANN, "busy");

        assertThat(declined.state().ringing()).containsExactly(BOB);
        assertThat(declined.state().deadline()).isEqualTo(after(15));
        assertThat(declined.events()).containsExactly(new OfferDeclined(OFFER, CALLER, ANN, "busy"));
        Offer left = declined.state();
        assertThat(Given.isUnchanged(left, OfferMachine.decline(left, ANN, "busy")))
                .as("again")
                .isTrue();
        assertThat(Given.isUnchanged(left, OfferMachine.decline(left, BOB, "busy")))
                .as("the last one")
                .isTrue();
        assertThat(Given.isUnchanged(left, OfferMachine.accept(left, ANN, after(1), CONNECT_BY)))
                .isTrue();
    }

    @Test
    void mayTakeLongerToConnect() {
        Transition<Offer> prolonged = OfferMachine.prolong(accepted(), after(90));

        assertThat(prolonged.state().deadline()).isEqualTo(after(90));
        assertThat(prolonged.state().winner()).isEqualTo(ANN);
        assertThat(prolonged.events()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = OfferState.class,
            names = {"OPEN", "ACCEPTED", "CONNECTED"},
            mode = EnumSource.Mode.EXCLUDE)
    void tellsWhoWasAskedWhenItEnds(OfferState how) {
        Transition<Offer> ended = OfferMachine.end(open(ANN, BOB), how, "line\nbreak", after(7));

        assertThat(ended.state().endedAt()).isEqualTo(after(7));
        assertThat(ended.state().reason()).isEqualTo("line break");
        assertThat(ended.events()).containsExactly(new OfferEnded(OFFER, CALLER, List.of(ANN, BOB), how, "line break"));
    }

    @Test
    void isConnectedWithWhoAccepted() {
        Transition<Offer> ended = OfferMachine.end(accepted(), OfferState.CONNECTED, "", after(7));

        assertThat(ended.state().winner()).isEqualTo(ANN);
        assertThat(ended.events())
                .containsExactly(new OfferEnded(OFFER, CALLER, List.of(ANN), OfferState.CONNECTED, ""));
    }
}
