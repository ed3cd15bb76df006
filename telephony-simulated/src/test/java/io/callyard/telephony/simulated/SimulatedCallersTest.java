package io.callyard.telephony.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.CallData;
import io.callyard.model.CallId;
import io.callyard.model.CallSubject;
import io.callyard.model.CallType;
import io.callyard.model.CarrierCallId;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.Utterance;
import io.callyard.spi.carrier.LineEnd;
import io.callyard.spi.carrier.PlaceOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SimulatedCallersTest {
    private final Floorboard floor = new Floorboard();

    private SimulatedCallers.Builder callers() {
        return SimulatedCallers.on(floor.scheduler, floor.carrier, Floorboard.TENANT)
                .seed(3)
                .talk(Bench.always(60))
                .agentEnds(0)
                .pressesAfter(Bench.always(2));
    }

    @Test
    void comeAsOftenAsTheRateSaysAndVaryAsAPoissonProcessDoes() {
        SimulatedCallers all = callers().rate(ArrivalRate.constant(120)).build();
        all.start();
        List<Integer> counts = new ArrayList<>();
        for (int hour = 0; hour < 100; hour++) {
            int before = floor.arrivals.size();
            floor.pass(3_600);
            counts.add(floor.arrivals.size() - before);
        }
        double mean = counts.stream().mapToInt(count -> count).average().orElseThrow();
        double variance = counts.stream()
                        .mapToDouble(count -> (count - mean) * (count - mean))
                        .sum()
                / 99;
        // Mean and variance are both the rate: bounds of about four standard errors.
        assertThat(mean).isBetween(115.6, 124.4);
        assertThat(variance).isBetween(55.0, 190.0);
    }

    @Test
    void comeMoreOftenWhereTheRateIsHigher() {
        SimulatedCallers all = callers()
                .rate(ArrivalRate.perInterval(Duration.ofHours(1), 0, 300, 100))
                .build();
        all.start();
        floor.pass(3_600);
        int first = floor.arrivals.size();
        floor.pass(3_600);
        int second = floor.arrivals.size() - first;
        floor.pass(3_600);
        int third = floor.arrivals.size() - first - second;
        assertThat(first).isZero();
        assertThat(second).isBetween(230, 370);
        assertThat(third).isBetween(60, 140);
        all.stop();
        int before = floor.arrivals.size();
        floor.pass(7_200);
        assertThat(floor.arrivals).hasSize(before);
    }

    @Test
    void hangUpWhenTheirPatienceIsOver() {
        SimulatedCallers all = callers().patience(Bench.always(90)).build();
        all.comeNow();
        floor.pass(89);
        assertThat(floor.story).containsExactly("arrived");
        floor.pass(2);
        assertThat(floor.story).containsExactly("arrived", "line ended");
        assertThat(all.counts().abandoned()).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "R4.4: a caller hears what is said, is connected in spite of short patience, and hangs up after his talk")
    void talkAndHangUp() {
        SimulatedCallers all = callers().patience(Bench.always(30)).build();
        CallerLine line = all.comeNow();
        Utterance welcome = new Utterance.Spoken("Welcome", "en");
        floor.carrier.hold(line, "jazz");
        floor.carrier.say(line, welcome, "jazz");
        floor.pass(20);
        floor.bridge(line);
        floor.pass(59);
        assertThat(floor.lines.talks()).hasSize(1);
        assertThat(floor.lines.heardOn(line)).containsExactly(welcome);
        assertThat(floor.lines.find(line).orElseThrow().music()).isEqualTo("jazz");
        floor.pass(2);
        assertThat(floor.story).containsExactly("arrived", "line ended");
        assertThat(floor.lines.talks()).isEmpty();
        assertThat(all.counts()).isEqualTo(new CallerCounts(1, 1, 0, 0, 0, 1));
    }

    @Test
    void agentsHangUpFirstWhereThatIsDrawn() {
        SimulatedCallers all = callers().agentEnds(1).endlessPatience().build();
        floor.bridge(all.comeNow());
        floor.pass(61);
        assertThat(floor.story).containsExactly("arrived", "agent ended");
        floor.pass(6);
        assertThat(floor.story).containsExactly("arrived", "agent ended", "line ended");
    }

    @Test
    void pressOneOnceWhenACallbackIsOfferedAndGoWhenTheirLineIsReleased() {
        SimulatedCallers all = callers().pressesOne(1).endlessPatience().build();
        CallerLine line = all.comeNow();
        floor.carrier.say(line, new Utterance.Spoken("You are number 1.", "en"), "");
        floor.pass(10);
        assertThat(floor.count("pressed 1")).isZero();
        Utterance offer = new Utterance.Spoken("If you would like us to call you back, press 1. Thanks.", "en");
        floor.carrier.say(line, offer, "");
        floor.carrier.say(line, offer, "");
        floor.pass(10);
        assertThat(floor.count("pressed 1")).isEqualTo(1);
        floor.carrier.release(line, null, LineEnd.HANG_UP);
        floor.pass(1);
        assertThat(all.counts()).isEqualTo(new CallerCounts(1, 0, 0, 1, 1, 0));
        assertThat(floor.count("line ended")).isZero();
    }

    @Test
    void arrivalsThatAreNotTakenAreBroughtAgainBeforeTheEndOfTheLine() {
        floor.failures = 3;
        callers().patience(Bench.always(2)).build().comeNow();
        floor.pass(60);
        assertThat(floor.story).containsExactly("arrived", "line ended");
    }

    @Test
    void theSameSeedIsTheSameDay() {
        callers().rate(ArrivalRate.constant(60)).build().start();
        floor.pass(36_000);
        Floorboard other = new Floorboard();
        SimulatedCallers.on(other.scheduler, other.carrier, Floorboard.TENANT)
                .seed(3)
                .build()
                .start();
        other.pass(36_000);
        assertThat(other.arrivedAt).hasSizeGreaterThan(400).isEqualTo(floor.arrivedAt);
    }

    @Test
    void answerACallbackAsOftenAsTheirShareSaysAndCanBeBridgedOnIt() {
        SimulatedCallers all = callers().answersCallback(1).build();
        all.comeNow();
        floor.pass(1);
        CallSubject subject = new CallSubject(
                CallId.next(floor.scheduler.instant(), new SplittableRandom(9)),
                CallType.DIRECT,
                null,
                null,
                Floorboard.IRIS,
                null,
                null,
                floor.arrivals.get(0).number());
        floor.carrier.change(Behaviour.STEADY.withOdds(new Behaviour.Odds(0, 1, 0, 0, 0)));
        floor.carrier.place(
                new PlaceOrder(Floorboard.TENANT, subject, CallData.NONE, 1, Bench.RINGING, Bench.LONGEST_CALL));
        floor.pass(58);
        CarrierCallId call = floor.carrier.log().records().get(0).carrierCallId();
        floor.bridge(new CallerLine(floor.carrier.account(), call));
        floor.pass(1);
        assertThat(floor.lines.talks()).hasSize(1);
        floor.pass(70);
        assertThat(floor.lines.talks()).isEmpty();
    }
}
