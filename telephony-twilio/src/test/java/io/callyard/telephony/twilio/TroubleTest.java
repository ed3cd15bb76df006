package io.callyard.telephony.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.OfferEvent.OfferEnded;
import io.callyard.event.OfferEvent.OfferMade;
import io.callyard.fake.FakeRequest;
import io.callyard.fake.Faults;
import io.callyard.fake.InProcessClient;
import io.callyard.fake.Party;
import io.callyard.model.AgentId;
import io.callyard.model.inbound.AgentState;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferState;
import io.callyard.telephony.trials.Phone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong between callers, agents and the carrier. */
@Tag("R4.15")
class TroubleTest {
    private static final String DEVICE = "client:iris";
    private static final String NUMBER = "+15558000002";
    private static final Party PATIENT = Party.answering(Duration.ZERO, Party.FOR_EVER);
    private static final Party WILLING = Party.answering(Duration.ofSeconds(3), Party.FOR_EVER);
    private static final Party ASLEEP = Party.reacting(Party.Reaction.NO_ANSWER, Duration.ZERO);

    private static AgentState iris(Switchboard board) {
        return board.engine()
                .agents()
                .find(Switchboard.ACME, Switchboard.IRIS)
                .orElseThrow()
                .state();
    }

    /** Nobody can be hung up. */
    private static final class NoEndings implements Faults {
        @Override
        public RequestFault onRequest(FakeRequest request) {
            return request.text().contains("Status=completed") ? RequestFault.NOT_DONE_500 : RequestFault.NONE;
        }
    }

    @Test
    void anAgentWhoPressesOneTooLateIsToldAndLetGoOf() {
        Switchboard board = new Switchboard(carrier -> carrier.faults(new NoEndings()), driver -> driver);
        board.agent(
                Switchboard.OTTO,
                NUMBER,
                Party.answering(Duration.ofSeconds(2), Party.FOR_EVER).pressing(Duration.ofSeconds(8), '1'));
        Phone line = board.arrives(PATIENT);
        board.pass(6);
        line.hangUp();
        board.pass(3);
        assertThat(board.at(NUMBER).orElseThrow().isOver()).isFalse();
        board.pass(10);

        assertThat(board.events(OfferEnded.class)).extracting(OfferEnded::state).containsExactly(OfferState.RESCINDED);
        assertThat(board.at(NUMBER).orElseThrow().heard()).last().isEqualTo("The call has gone to another agent.");
        assertThat(board.at(NUMBER).orElseThrow().isOver()).isTrue();
        board.assertSound();
    }

    @Test
    void anotherNodeStopsTheRinging() {
        Switchboard board = new Switchboard();
        board.agent(Switchboard.IRIS, DEVICE, ASLEEP);
        board.arrives(PATIENT);
        board.pass(4);
        Phone ringing = board.at(DEVICE).orElseThrow();
        Offer offer = board.engine().agents().openOffers(Switchboard.ACME).get(0);
        TwilioTelephony other = Bench.builder(board.scheduler)
                .httpClient(InProcessClient.to(board.fake, board.scheduler))
                .build();

        assertThat(ringing.isOver()).isFalse();
        other.stopRinging(offer.id(), Switchboard.OTTO, NUMBER);
        board.scheduler.runDue();
        assertThat(ringing.isOver()).isFalse();
        other.stopRinging(offer.id(), Switchboard.IRIS, DEVICE);
        board.scheduler.runDue();
        assertThat(ringing.isOver()).isTrue();
    }

    @Test
    void anAgentWhoHangsUpBeforeThePersonIsThereLosesTheCallerToTheQueue() {
        Switchboard board = new Switchboard();
        board.agent(
                Switchboard.OTTO,
                NUMBER,
                Party.answering(Duration.ofSeconds(2), Duration.ofMillis(2_050)).pressing(Duration.ofSeconds(2), '1'));
        Phone line = board.arrives(PATIENT);
        board.pass(6);
        board.pass(3);

        assertThat(line.isOver()).isFalse();
        assertThat(board.stateOf(line)).isIn(CallerState.WAITING, CallerState.OFFERED);
        assertThat(line.talkingTo()).isEmpty();
        board.assertSound();
    }

    /** Answers to requests that make calls are lost, each after it had its effect. */
    private static final class NoAnswers implements Faults {
        @Override
        public RequestFault onRequest(FakeRequest request) {
            boolean creates =
                    request.method().equals("POST") && request.uri().getPath().endsWith("/Calls.json");
            return creates ? RequestFault.DONE_THEN_BROKEN : RequestFault.NONE;
        }
    }

    @Test
    void anAgentWhoRingsWithoutTheDriverKnowingCanTakeTheCallAllTheSame() {
        Switchboard board = new Switchboard(carrier -> carrier.faults(new NoAnswers()), driver -> driver);
        board.agent(Switchboard.IRIS, DEVICE, WILLING);
        Phone line = board.arrives(PATIENT);
        board.pass(15);

        assertThat(board.stateOf(line)).isEqualTo(CallerState.CONNECTED);
        assertThat(board.fake.placedCount(DEVICE)).isOne();
        board.assertSound();
    }

    @Test
    void ringingOfWhichNothingIsKnownIsStoppedAllTheSame() {
        Switchboard board = new Switchboard(carrier -> carrier.faults(new NoAnswers()), driver -> driver);
        board.agent(Switchboard.IRIS, DEVICE, ASLEEP);
        Phone line = board.arrives(PATIENT);
        board.pass(4);
        assertThat(board.at(DEVICE).orElseThrow().isOver()).isFalse();
        line.hangUp();
        board.pass(1);

        assertThat(board.at(DEVICE).orElseThrow().isOver()).isTrue();
        board.assertSound();
    }

    /** Some of everything goes wrong, by chance. */
    private static final class Bad implements Faults {
        private final SplittableRandom random;
        private boolean over;

        Bad(long seed) {
            random = new SplittableRandom(seed);
        }

        @Override
        public RequestFault onRequest(FakeRequest request) {
            if (over || random.nextInt(100) >= 8) {
                return RequestFault.NONE;
            }
            RequestFault[] all = RequestFault.values();
            return all[random.nextInt(all.length)];
        }

        @Override
        public DeliveryFault onWebhook(FakeRequest webhook) {
            int dice = over ? 100 : random.nextInt(100);
            if (dice < 3) {
                return DeliveryFault.LOST;
            }
            return dice < 20
                    ? new DeliveryFault(1 + random.nextInt(3), Duration.ofMillis(random.nextInt(1_500)))
                    : DeliveryFault.NONE;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverGoesWrongNobodyIsRungTwiceForOneOfferAndAllComesToAnEnd(long seed) {
        Bad faults = new Bad(seed);
        SplittableRandom random = new SplittableRandom(seed);
        Switchboard board = new Switchboard(carrier -> carrier.faults(faults), driver -> driver);
        board.agent(Switchboard.IRIS, DEVICE, Party.answering(Duration.ofSeconds(3), Duration.ofSeconds(40)));
        board.agent(
                Switchboard.OTTO,
                NUMBER,
                Party.answering(Duration.ofSeconds(2), Duration.ofSeconds(50)).pressing(Duration.ofSeconds(2), '1'));
        List<Phone> lines = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            lines.add(board.arrives(Party.answering(Duration.ZERO, Duration.ofSeconds(30 + random.nextInt(200)))));
            board.pass(random.nextInt(25));
        }
        board.pass(300);
        faults.over = true;
        board.pass(900);

        assertThat(lines).allMatch(Phone::isOver);
        assertThat(lines).allMatch(line -> board.hasLeft(line));
        assertThat(board.scheduler.failures()).isEmpty();
        assertThat(board.fake.calls())
                .allMatch(call ->
                        !call.status().equals("in-progress") && !call.status().equals("ringing"));
        assertThat(iris(board)).isEqualTo(AgentState.READY);
        assertThat(board.fake.placedCount(DEVICE)).isLessThanOrEqualTo(offersTo(board, Switchboard.IRIS));
        assertThat(board.fake.placedCount(NUMBER)).isLessThanOrEqualTo(offersTo(board, Switchboard.OTTO));
        assertThat(board.audit().violations()).isEmpty();
    }

    private static int offersTo(Switchboard board, AgentId agent) {
        return (int) board.events(OfferMade.class).stream()
                .filter(made -> made.agents().contains(agent))
                .count();
    }
}
