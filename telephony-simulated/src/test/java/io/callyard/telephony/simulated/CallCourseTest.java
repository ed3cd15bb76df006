package io.callyard.telephony.simulated;

import static io.callyard.telephony.simulated.Bench.always;
import static io.callyard.telephony.simulated.Bench.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.ConversationTurn;
import io.callyard.model.ConversationTurn.Speaker;
import io.callyard.model.Outcome;
import io.callyard.spi.carrier.CarrierReport;
import io.callyard.spi.carrier.CarrierReport.Fact;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.telephony.simulated.ConversationScript.Line;
import io.callyard.testkit.VirtualScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallCourseTest {
    private static final ConversationScript TALK = ConversationScript.of(
            new Line(Speaker.CUSTOMER, always(1), "Hello?"),
            new Line(Speaker.AGENT, always(2), "Hello {contact}, {agent} here."),
            new Line(Speaker.CUSTOMER, always(3), "Hello {agent}."));

    @Test
    void aCallStartsRingsIsAnsweredAndEnds() {
        Bench bench = Bench.steady();
        PlaceOrder order = bench.order();

        PlaceAnswer answer = bench.place(order);
        assertThat(since(bench.scheduler.instant())).isEqualTo(seconds(0.1));
        bench.finish();

        assertThat(bench.story()).containsExactly("Started", "Ringing", "Answered", "Ended");
        CarrierCallRecord record = bench.onlyRecord();
        assertThat(answer).isEqualTo(new PlaceAnswer.Placed(record.carrierCallId()));
        Duration made = since(record.liveFrom());
        assertThat(made).as("made on the way of the request").isBetween(Duration.ZERO, seconds(0.1));
        assertThat(bench.heard)
                .extracting(heard -> heard.since().minus(made))
                .containsExactly(seconds(0.1), seconds(1.1), seconds(6.1), seconds(36.1));
        assertThat(record.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(since(record.answeredAt())).isEqualTo(made.plus(seconds(6.1)));
        assertThat(since(record.liveTo())).isEqualTo(made.plus(seconds(36.1)));
    }

    @Test
    void everyReportNamesTheCallTheAttemptAndTheCarriersId() {
        Bench bench = Bench.with(Behaviour.STEADY.withScripts(TALK));
        PlaceOrder order = Bench.again(bench.order(), 7);

        bench.place(order);
        bench.finish();

        assertThat(bench.heard).hasSize(7).allSatisfy(heard -> {
            assertThat(heard.report().call()).isEqualTo(order.subject().id());
            assertThat(heard.report().attempt()).isEqualTo(7);
            assertThat(heard.report().carrierCallId())
                    .isEqualTo(bench.onlyRecord().carrierCallId());
        });
    }

    @Test
    @Tag("R0.5")
    void linesAreSaidInOrderAfterTheirPausesInTheNameOfTheCall() {
        Bench bench = Bench.with(Behaviour.STEADY.withScripts(TALK));

        bench.place(bench.order());
        bench.finish();

        Instant answered = bench.onlyRecord().answeredAt();
        assertThat(bench.facts())
                .filteredOn(Fact.Turn.class::isInstance)
                .containsExactly(
                        turn(Speaker.CUSTOMER, "Hello?", answered.plusSeconds(1)),
                        turn(Speaker.AGENT, "Hello Person 1, iris here.", answered.plusSeconds(3)),
                        turn(Speaker.CUSTOMER, "Hello iris.", answered.plusSeconds(6)));
    }

    @Test
    void reportsAreNumberedForDeduplicationAcrossAttempts() {
        Bench bench = Bench.with(Behaviour.STEADY.withScripts(TALK));
        PlaceOrder order = bench.order();

        bench.place(order);
        bench.place(Bench.again(order, 2));
        bench.finish();

        assertThat(bench.heard).hasSize(14);
        assertThat(bench.heard.stream().map(heard -> heard.report().deduplicationKey()))
                .doesNotHaveDuplicates();
        assertThat(bench.heard.stream()
                        .map(Bench.Heard::report)
                        .filter(report -> report.attempt() == 2)
                        .map(CarrierReport::deduplicationKey)
                        .map(key -> key.substring(key.indexOf('/') + 1)))
                .containsExactly("started", "ringing", "answered", "turn-1", "turn-2", "turn-3", "ended");
    }

    @ParameterizedTest
    @CsvSource({"0.9, 0", "1.0, 0", "1.1, 1", "3.0, 1", "3.1, 2", "60, 3"})
    void linesForWhichTheTalkIsTooShortAreNotSaid(double talk, int said) {
        Bench bench = Bench.with(Behaviour.STEADY.withScripts(TALK).withTalk(always(talk)));

        bench.place(bench.order());
        bench.finish();

        assertThat(bench.facts()).filteredOn(Fact.Turn.class::isInstance).hasSize(said);
        assertThat(talkTime(bench)).isEqualTo(seconds(talk));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void reportsKeepTheirOrderWhateverOrderTasksRunIn(long seed) {
        Behaviour instantly = new Behaviour(
                Distribution.NONE,
                Distribution.NONE,
                Distribution.NONE,
                always(0.001),
                Behaviour.Odds.ALL_ANSWERED,
                List.of(new ConversationScript(TALK.lines().stream()
                        .map(line -> new Line(line.speaker(), Distribution.NONE, line.text()))
                        .toList())),
                ConversationScript.SILENT);
        Bench bench = new Bench(VirtualScheduler.seeded(seed), settings -> settings.behaviour(instantly));

        bench.place(bench.order());
        bench.finish();

        assertThat(bench.story()).containsExactly("Started", "Ringing", "Answered", "Turn", "Turn", "Turn", "Ended");
    }

    @ParameterizedTest
    @ValueSource(doubles = {20, 20.001, 300})
    void ringsNoLongerThanAllowed(double pickUp) {
        Bench bench = Bench.with(Behaviour.STEADY.withPickUp(always(pickUp)));

        bench.place(bench.order(seconds(20), Bench.LONGEST_CALL));
        bench.finish();

        assertThat(bench.story()).containsExactly("Started", "Ringing", "Ended");
        assertThat(bench.onlyRecord().outcome()).isEqualTo(Outcome.NO_ANSWER);
        assertThat(bench.onlyRecord().answeredAt()).isNull();
        assertThat(ringTime(bench)).isEqualTo(seconds(20));
    }

    @Test
    void isAnsweredInTheLastMicrosecondOfRinging() {
        Bench bench = Bench.with(Behaviour.STEADY.withPickUp(always(20)));

        bench.place(bench.order(seconds(20).plusNanos(1_000), Bench.LONGEST_CALL));
        bench.finish();

        assertThat(bench.onlyRecord().outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @ParameterizedTest
    @CsvSource({
        "59.999, 59.999, the called person hung up",
        "60, 60, the called person hung up",
        "60.001, 60, reached its longest time"
    })
    void lastsNoLongerThanAllowed(double talk, double lasts, String cause) {
        Bench bench = Bench.with(Behaviour.STEADY.withTalk(always(talk)));

        bench.place(bench.order(Bench.RINGING, seconds(60)));
        bench.finish();

        assertThat(talkTime(bench)).isEqualTo(seconds(lasts));
        assertThat(ended(bench).outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(ended(bench).cause().text()).isEqualTo(cause);
    }

    @ParameterizedTest
    @CsvSource({
        "BUSY, Started Ended, 486",
        "FAILED, Started Ended, 404",
        "NO_ANSWER, Started Ringing Ended, 480",
        "REJECTED, Started Ringing Ended, 603"
    })
    void endsUnansweredInEveryWayThereIs(Outcome outcome, String story, String code) {
        Bench bench = Bench.with(Behaviour.STEADY.withOdds(all(outcome)));

        bench.place(bench.order());
        bench.finish();

        assertThat(String.join(" ", bench.story())).isEqualTo(story);
        assertThat(ended(bench).outcome()).isEqualTo(outcome);
        assertThat(ended(bench).cause().code()).isEqualTo(code);
        assertThat(bench.onlyRecord().outcome()).isEqualTo(outcome);
        assertThat(bench.onlyRecord().answeredAt()).isNull();
    }

    @Test
    void whoeverDeclinesTooLateHasNotAnswered() {
        Bench bench = Bench.with(Behaviour.STEADY.withOdds(all(Outcome.REJECTED)));

        bench.place(bench.order(seconds(5), Bench.LONGEST_CALL));
        bench.finish();

        assertThat(bench.onlyRecord().outcome()).isEqualTo(Outcome.NO_ANSWER);
    }

    @Test
    void aMachineAnswersAndSpeaksItsOwnWords() {
        Bench bench = Bench.with(Behaviour.STEADY
                .withOdds(all(Outcome.MACHINE))
                .withScripts(TALK)
                .withVoicemail(ConversationScript.of(new Line(Speaker.CUSTOMER, always(1), "Beep."))));

        bench.place(bench.order());
        bench.finish();

        Instant answered = bench.onlyRecord().answeredAt();
        assertThat(bench.facts())
                .filteredOn(Fact.Turn.class::isInstance)
                .containsExactly(turn(Speaker.CUSTOMER, "Beep.", answered.plusSeconds(1)));
        assertThat(ended(bench).outcome()).isEqualTo(Outcome.MACHINE);
    }

    @Test
    void aDistributionThatGoesBelowZeroCountsAsZero() {
        Bench bench = Bench.with(Behaviour.STEADY
                .withLatency(random -> seconds(-5))
                .withPickUp(random -> seconds(-5))
                .withTalk(random -> seconds(-5)));

        bench.place(bench.order());
        bench.finish();

        assertThat(talkTime(bench)).isZero();
        assertThat(ringTime(bench)).isZero();
    }

    @Test
    void aChangeOfBehaviourIsForCallsMadeLater() {
        Bench bench = Bench.steady();
        bench.placed(bench.order());

        bench.carrier.change(Behaviour.STEADY.withTalk(always(60)));
        bench.placed(bench.order());
        bench.finish();

        assertThat(bench.carrier.log().records())
                .extracting(call -> Duration.between(call.answeredAt(), call.liveTo()))
                .containsExactly(seconds(30), seconds(60));
    }

    static Behaviour.Odds all(Outcome outcome) {
        return new Behaviour.Odds(
                outcome == Outcome.MACHINE ? 1 : 0,
                outcome == Outcome.NO_ANSWER ? 1 : 0,
                outcome == Outcome.BUSY ? 1 : 0,
                outcome == Outcome.REJECTED ? 1 : 0,
                outcome == Outcome.FAILED ? 1 : 0);
    }

    private static Fact turn(Speaker speaker, String text, Instant at) {
        return new Fact.Turn(new ConversationTurn(speaker, text, at));
    }

    private static Fact.Ended ended(Bench bench) {
        return (Fact.Ended) bench.facts().get(bench.facts().size() - 1);
    }

    private static Duration talkTime(Bench bench) {
        return Duration.between(
                bench.onlyRecord().answeredAt(), bench.onlyRecord().liveTo());
    }

    private static Duration ringTime(Bench bench) {
        return Duration.between(bench.heard.get(1).at(), bench.heard.get(2).at());
    }

    private static Duration since(Instant at) {
        return Duration.between(VirtualScheduler.START, at);
    }
}
