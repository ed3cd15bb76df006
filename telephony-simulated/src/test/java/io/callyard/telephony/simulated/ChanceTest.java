package io.callyard.telephony.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.callyard.model.ConversationTurn;
import io.callyard.model.Outcome;
import io.callyard.spi.carrier.CarrierReport.Fact;
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.telephony.simulated.ConversationScript.Line;
import io.callyard.testkit.VirtualScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChanceTest {
    private static final int CALLS = 20_000;
    private static final Faults EVERYTHING = everything();

    @Test
    void outcomesComeAsOftenAsTheOddsSay() {
        Behaviour.Odds odds = new Behaviour.Odds(0.10, 0.14, 0.05, 0.03, 0.02);
        Bench bench = Bench.with(Behaviour.STEADY.withOdds(odds));

        Map<Outcome, Double> shares = shares(callMany(bench, CALLS), CarrierCallRecord::outcome);

        assertThat(shares).hasSize(6);
        assertThat(shares.get(Outcome.COMPLETED)).isCloseTo(odds.answered(), within(0.01));
        assertThat(shares.get(Outcome.MACHINE)).isCloseTo(0.10, within(0.01));
        assertThat(shares.get(Outcome.NO_ANSWER)).isCloseTo(0.14, within(0.01));
        assertThat(shares.get(Outcome.BUSY)).isCloseTo(0.05, within(0.01));
        assertThat(shares.get(Outcome.REJECTED)).isCloseTo(0.03, within(0.01));
        assertThat(shares.get(Outcome.FAILED)).isCloseTo(0.02, within(0.01));
    }

    @Test
    void faultsOfPlacingComeAsOftenAsTheirRatesSay() {
        Bench bench = Bench.with(EVERYTHING);

        Map<FaultKind, Double> shares = shares(callMany(bench, CALLS), CarrierCallRecord::fault);

        for (FaultKind kind : FaultKind.values()) {
            double expected = kind.isOfPlacing() ? EVERYTHING.rate(kind) : 0;
            assertThat(shares.getOrDefault(kind, 0.0)).as(kind.name()).isCloseTo(expected, within(0.005));
        }
    }

    @Test
    void timesAreDistributedAsTheBehaviourSays() {
        Bench bench = Bench.with(Behaviour.STEADY
                .withPickUp(Distribution.uniform(Duration.ZERO, Duration.ofSeconds(20)))
                .withTalk(Distribution.exponential(Duration.ofSeconds(60))));

        List<CarrierCallRecord> records = callMany(bench, CALLS).records();

        // Ringing begins 1.1 s after the call is made.
        assertThat(meanMillis(records, call -> millis(call.liveFrom(), call.answeredAt()) - 1_100))
                .isCloseTo(10_000, within(100.0));
        assertThat(meanMillis(records, call -> millis(call.answeredAt(), call.liveTo())))
                .isCloseTo(60_000, within(1_000.0));
    }

    @Test
    void eachScriptIsAsLikelyAsTheOther() {
        Bench bench = Bench.with(Behaviour.STEADY.withScripts(
                ConversationScript.of(Line.agent("one")),
                ConversationScript.of(Line.agent("two")),
                ConversationScript.of(Line.agent("three"))));
        callMany(bench, 3_000);

        Map<String, Long> said = bench.facts().stream()
                .filter(Fact.Turn.class::isInstance)
                .map(fact -> ((Fact.Turn) fact).turn())
                .collect(Collectors.groupingBy(ConversationTurn::text, Collectors.counting()));

        assertThat(said).hasSize(3);
        assertThat(said.values()).allSatisfy(times -> assertThat(times).isBetween(900L, 1_100L));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theSameSeedIsTheSameRun(long seed) {
        Bench first = troubled(seed, seed);
        Bench second = troubled(seed, seed);

        assertThat(first.heard).hasSizeGreaterThan(500).isEqualTo(second.heard);
        assertThat(first.carrier.log()).isEqualTo(second.carrier.log());
    }

    @Test
    void anotherSeedIsAnotherRun() {
        assertThat(troubled(1, 1).carrier.log())
                .isNotEqualTo(troubled(2, 1).carrier.log());
    }

    @Test
    void withoutASeedOfItsOwnItTakesTheSchedulers() {
        CarrierLog one = unseeded(1);

        assertThat(one).isEqualTo(unseeded(1));
        assertThat(one).isNotEqualTo(unseeded(2));
    }

    @Test
    void aCallGoesTheSameWayWheneverAndAmongWhicheverCallsItIsMade() {
        List<PlaceOrder> orders = new ArrayList<>();
        Bench source = Bench.steady();
        for (int i = 0; i < 100; i++) {
            orders.add(source.order());
        }
        Bench inOrder = Bench.with(Behaviour.TYPICAL);
        orders.forEach(inOrder.carrier::place);
        inOrder.finish();

        Collections.shuffle(orders, new Random(1));
        Bench shuffled = Bench.with(Behaviour.TYPICAL);
        orders.forEach(order -> {
            shuffled.carrier.place(order);
            shuffled.scheduler.advance(Duration.ofSeconds(7));
        });
        shuffled.finish();

        assertThat(shuffled.carrier.log().records().stream().map(ChanceTest::course))
                .containsExactlyInAnyOrderElementsOf(inOrder.carrier.log().records().stream()
                        .map(ChanceTest::course)
                        .toList());
    }

    @Test
    void faultsDoNotChangeHowACallGoes() {
        Bench healthy = Bench.with(Behaviour.TYPICAL);
        Bench troubled = new Bench(
                VirtualScheduler.inOrder(),
                settings -> settings.behaviour(Behaviour.TYPICAL)
                        .faults(Faults.NONE
                                .withSlowness(Distribution.NONE)
                                .with(FaultKind.SILENCE, 0.3)
                                .with(FaultKind.REPORT_LATE, 0.3)
                                .with(FaultKind.ANSWER_LOST, 0.3)));

        assertThat(callMany(troubled, 200).records().stream().map(ChanceTest::course))
                .containsExactlyElementsOf(callMany(healthy, 200).records().stream()
                        .map(ChanceTest::course)
                        .toList());
    }

    /** A run in which everything goes wrong now and then, and people hang up and look calls up. */
    private static Bench troubled(long seed, long schedulerSeed) {
        Bench bench = new Bench(
                VirtualScheduler.seeded(schedulerSeed),
                settings -> settings.seed(seed).behaviour(Behaviour.TYPICAL).faults(EVERYTHING));
        for (int i = 0; i < 300; i++) {
            PlaceOrder order = bench.order();
            try {
                bench.carrier.place(order);
            } catch (IllegalStateException e) {
                assertThat(e).hasMessageContaining("simulated");
            }
            bench.scheduler.advance(Duration.ofSeconds(3));
            bench.carrier.lookUp(bench.question(order));
            if (i % 5 == 0) {
                bench.carrier.log().records().stream()
                        .filter(CarrierCallRecord::isLive)
                        .findFirst()
                        .ifPresent(call -> bench.carrier.hangUp(call.carrierCallId()));
            }
        }
        return bench.finish();
    }

    private static CarrierLog unseeded(long schedulerSeed) {
        VirtualScheduler scheduler = VirtualScheduler.seeded(schedulerSeed);
        SimulatedCarrier carrier = SimulatedCarrier.on(scheduler).build();
        carrier.start(report -> {});
        Bench orders = Bench.steady();
        for (int i = 0; i < 20; i++) {
            carrier.place(orders.order());
        }
        scheduler.runToEnd(Duration.ofDays(1));
        return carrier.log();
    }

    private static CarrierLog callMany(Bench bench, int calls) {
        for (int i = 0; i < calls; i++) {
            try {
                bench.carrier.place(bench.order());
            } catch (IllegalStateException e) {
                assertThat(e).hasMessageContaining("simulated");
            }
        }
        return bench.finish().carrier.log();
    }

    private static Faults everything() {
        Faults faults = Faults.NONE.withLookUpLag(Duration.ofSeconds(4));
        for (FaultKind kind : FaultKind.values()) {
            faults = faults.with(kind, 0.02);
        }
        return faults;
    }

    private static <K extends Enum<K>> Map<K, Double> shares(CarrierLog log, Function<CarrierCallRecord, K> by) {
        Map<K, Double> shares = new HashMap<>();
        log.records().stream()
                .map(by)
                .filter(Objects::nonNull)
                .forEach(key -> shares.merge(key, 1.0 / log.records().size(), Double::sum));
        return shares;
    }

    private static String course(CarrierCallRecord call) {
        return call.carrierCallId() + " " + call.outcome() + " "
                + (call.answeredAt() == null ? "" : Duration.between(call.liveFrom(), call.answeredAt())) + " "
                + Duration.between(call.liveFrom(), call.liveTo());
    }

    private static double meanMillis(List<CarrierCallRecord> records, ToLongFunction<CarrierCallRecord> of) {
        return records.stream().mapToLong(of).average().orElseThrow();
    }

    private static long millis(Instant from, Instant to) {
        return Duration.between(from, to).toMillis();
    }
}
