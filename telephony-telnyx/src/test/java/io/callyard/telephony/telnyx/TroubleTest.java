package io.callyard.telephony.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.OfferEvent.OfferEnded;
import io.callyard.event.OfferEvent.OfferMade;
import io.callyard.fake.FakeRequest;
import io.callyard.fake.Faults;
import io.callyard.fake.InProcessClient;
import io.callyard.fake.Party;
import io.callyard.fake.telnyx.CallSnapshot;
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
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong between callers, agents and the carrier. */
@Tag("R4.15")
class TroubleTest {
    private static final String DEVICE = "sip:iris@sip.example.com";
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

    private static Switchboard board(Faults faults) {
        return new Switchboard(carrier -> carrier.faults(faults), driver -> driver);
    }

    /** Some requests are done, and their answers lost. */
    private static Faults breaking(Predicate<FakeRequest> which) {
        return new Faults() {
            @Override
            public RequestFault onRequest(FakeRequest request) {
                return which.test(request) ? RequestFault.DONE_THEN_BROKEN : RequestFault.NONE;
            }
        };
    }

    private static boolean dials(FakeRequest request) {
        return request.uri().getPath().endsWith("/calls");
    }

    @Test
    void aTalkThatBeginsInTheMiddleOfAnAnnouncementHasNoMusic() {
        Switchboard board = new Switchboard();
        board.agent(Switchboard.IRIS, DEVICE, Party.answering(Duration.ofMillis(300), Party.FOR_EVER));
        Phone line = board.arrives(PATIENT);
        board.pass(5);
        assertThat(board.stateOf(line)).isEqualTo(CallerState.CONNECTED);
        List<String> heard = line.heard();
        assertThat(heard).last().asString().as("he was spoken to").isNotEqualTo(Switchboard.MUSIC);
        board.pass(120);

        assertThat(line.heard()).isEqualTo(heard);
        board.assertSound();
    }

    /** The end of an announcement is told late, when he has been joined. */
    @Test
    void musicThatComesTooLateIsStopped() {
        Switchboard board = board(new Faults() {
            @Override
            public DeliveryFault onWebhook(FakeRequest webhook) {
                return webhook.text().contains("call.speak.ended")
                        ? new DeliveryFault(1, Duration.ofSeconds(10))
                        : DeliveryFault.NONE;
            }
        });
        Phone line = board.arrives(PATIENT);
        board.pass(5);
        board.agent(Switchboard.IRIS, DEVICE, WILLING);
        board.pass(30);

        assertThat(board.stateOf(line)).isEqualTo(CallerState.CONNECTED);
        assertThat(board.driver.counts()).containsKey("kept: call.playback.started");
        board.assertSound();
    }

    @Test
    void aTalkOfWhichNobodyTellsIsFoundOut() {
        Switchboard board = board(new Faults() {
            @Override
            public DeliveryFault onWebhook(FakeRequest webhook) {
                return webhook.text().contains("call.bridged") ? DeliveryFault.LOST : DeliveryFault.NONE;
            }
        });
        Phone line = board.arrives(PATIENT);
        board.pass(5);
        board.agent(Switchboard.IRIS, DEVICE, WILLING);
        board.pass(60);

        assertThat(board.stateOf(line)).isEqualTo(CallerState.CONNECTED);
        assertThat(line.talkingTo()).isPresent();
        board.assertSound();
    }

    @Test
    void aLegThatIsNotReadyTheMomentItIsAnsweredIsJoinedAMomentLater() {
        Switchboard board =
                new Switchboard(carrier -> carrier.answerSettling(Duration.ofMillis(500)), driver -> driver);
        Phone line = board.arrives(PATIENT);
        board.pass(5);
        board.agent(Switchboard.IRIS, DEVICE, WILLING);
        board.pass(6);

        assertThat(board.stateOf(line)).isEqualTo(CallerState.CONNECTED);
        board.assertSound();
    }

    @Test
    void anAgentWhoPressesOneTooLateIsToldAndLetGoOf() {
        Switchboard board = board(new Faults() {
            @Override
            public RequestFault onRequest(FakeRequest request) {
                // Nobody can be hung up, until he has been told.
                boolean ends = request.uri().getPath().endsWith("/hangup");
                return ends && !told ? RequestFault.NOT_DONE_500 : RequestFault.NONE;
            }

            private boolean told;

            @Override
            public DeliveryFault onWebhook(FakeRequest webhook) {
                told |= webhook.text().contains("call.gather.ended");
                return DeliveryFault.NONE;
            }
        });
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

    private static TelnyxTelephony otherNode(Switchboard board) {
        TelnyxTelephony other = Bench.builder(board.scheduler)
                .httpClient(InProcessClient.to(board.fake, board.scheduler))
                .build();
        other.start(report -> {});
        return other;
    }

    @Test
    void anotherNodeStopsTheRinging() {
        Switchboard board = new Switchboard();
        board.agent(Switchboard.IRIS, DEVICE, ASLEEP);
        board.arrives(PATIENT);
        board.pass(4);
        Phone ringing = board.at(DEVICE).orElseThrow();
        Offer offer = board.engine().agents().openOffers(Switchboard.ACME).get(0);
        TelnyxTelephony other = otherNode(board);

        assertThat(ringing.isOver()).isFalse();
        other.stopRinging(offer.id(), Switchboard.OTTO, NUMBER);
        board.scheduler.runDue();
        assertThat(ringing.isOver()).isFalse();
        other.stopRinging(offer.id(), Switchboard.IRIS, DEVICE);
        board.scheduler.runDue();
        assertThat(ringing.isOver()).isTrue();
    }

    @Test
    void anAgentWhoRingsWithoutTheDriverKnowingCanTakeTheCallAllTheSame() {
        Switchboard board = board(breaking(TroubleTest::dials));
        board.agent(Switchboard.IRIS, DEVICE, WILLING);
        Phone line = board.arrives(PATIENT);
        board.pass(15);

        assertThat(board.stateOf(line)).isEqualTo(CallerState.CONNECTED);
        assertThat(board.fake.placedCount(DEVICE)).isOne();
        board.assertSound();
    }

    @Test
    void ringingOfWhichNothingIsKnownIsStoppedAllTheSame() {
        Switchboard board = board(breaking(TroubleTest::dials));
        board.agent(Switchboard.IRIS, DEVICE, ASLEEP);
        Phone line = board.arrives(PATIENT);
        board.pass(4);
        assertThat(board.at(DEVICE).orElseThrow().isOver()).isFalse();
        line.hangUp();
        board.pass(1);

        assertThat(board.at(DEVICE).orElseThrow().isOver()).isTrue();
        board.assertSound();
    }

    @Test
    void anAgentWhoHangsUpBeforeThePersonIsThereLosesTheCallerToTheQueue() {
        Switchboard board = new Switchboard();
        board.agent(
                Switchboard.OTTO,
                NUMBER,
                Party.answering(Duration.ofSeconds(2), Duration.ofMillis(4_000)).pressing(Duration.ofSeconds(4), '1'));
        Phone line = board.arrives(PATIENT);
        board.pass(12);

        assertThat(line.isOver()).isFalse();
        assertThat(board.stateOf(line)).isIn(CallerState.WAITING, CallerState.OFFERED);
        assertThat(line.talkingTo()).isEmpty();
        board.assertSound();
    }

    /** Every command to a call is done, but its answers are lost. */
    @Test
    void commandsWhoseAnswersAreLostAreDoneOnce() {
        Switchboard board = board(breaking(request -> !dials(request)));
        Phone line = board.arrives(PATIENT);
        board.pass(5);
        board.agent(Switchboard.IRIS, DEVICE, WILLING);
        board.pass(5);
        assertThat(line.heard().stream().filter(Switchboard.MUSIC::equals).count())
                .as("once when he was answered, once after the greeting")
                .isLessThanOrEqualTo(2);
        // The engine takes a connection without an answer for one that did not come about; nobody is lost.
        board.pass(60);
        assertThat(line.isOver()).isFalse();
        assertThat(board.scheduler.failures()).isEmpty();
    }

    @Test
    void aLineWhoseEndIsNeverToldIsFoundToBeOver() {
        Switchboard board = board(new Faults() {
            @Override
            public DeliveryFault onWebhook(FakeRequest webhook) {
                return webhook.text().contains("call.hangup") ? DeliveryFault.LOST : DeliveryFault.NONE;
            }
        });
        Phone line = board.arrives(PATIENT);
        board.pass(10);
        line.hangUp();
        assertThat(board.stateOf(line)).isEqualTo(CallerState.WAITING);
        board.pass(60);

        assertThat(board.stateOf(line)).isEqualTo(CallerState.ENDED);
    }

    /** He hangs up at once, and that is told before he has called. */
    @Test
    void whoHasGoneBeforeHeIsToldToHaveComeIsNotWaitedFor() {
        Switchboard board = board(new Faults() {
            @Override
            public DeliveryFault onWebhook(FakeRequest webhook) {
                return webhook.text().contains("call.initiated")
                        ? new DeliveryFault(1, Duration.ofSeconds(3))
                        : DeliveryFault.NONE;
            }
        });
        Phone line = board.arrives(PATIENT);
        line.hangUp();
        board.pass(10);

        assertThat(board.stateOf(line)).isEqualTo(CallerState.ENDED);
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
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void whateverGoesWrongNobodyIsRungTwiceForOneOfferAndAllComesToAnEnd(long seed) {
        Bad faults = new Bad(seed);
        SplittableRandom random = new SplittableRandom(seed);
        Switchboard board = board(faults);
        board.agent(Switchboard.IRIS, DEVICE, Party.answering(Duration.ofSeconds(3), Duration.ofSeconds(40)));
        board.agent(
                Switchboard.OTTO,
                NUMBER,
                Party.answering(Duration.ofSeconds(2), Duration.ofSeconds(50)).pressing(Duration.ofSeconds(4), '1'));
        List<Phone> lines = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            lines.add(board.arrives(Party.answering(Duration.ZERO, Duration.ofSeconds(30 + random.nextInt(200)))));
            board.pass(random.nextInt(25));
        }
        board.pass(300);
        faults.over = true;
        board.pass(900);

        assertThat(lines).allMatch(Phone::isOver);
        assertThat(lines).allMatch(board::hasLeft);
        assertThat(board.scheduler.failures()).isEmpty();
        assertThat(board.fake.calls()).allMatch(call -> call.state() == CallSnapshot.State.ENDED);
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
