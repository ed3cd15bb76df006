package io.callyard.telephony.simulated;

import static io.callyard.telephony.simulated.Bench.always;
import static io.callyard.telephony.simulated.Bench.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.Outcome;
import io.callyard.spi.carrier.CarrierReport;
import io.callyard.spi.carrier.CarrierReport.Fact;
import io.callyard.spi.carrier.LookUpAnswer;
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.spi.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ReportFaultsTest {
    private final Bench bench = Bench.with(Faults.NONE.withLateness(always(100)));

    @Test
    void aSilentCallGoesOnAndEndsUnheardAndALookUpFindsIt() {
        bench.carrier.failNext(FaultKind.SILENCE);
        PlaceOrder order = bench.order();
        bench.placed(order);

        bench.scheduler.advance(seconds(10));
        assertThat(found(order)).isInstanceOf(Fact.Answered.class);
        bench.finish();

        assertThat(bench.heard).isEmpty();
        assertThat(bench.onlyRecord().outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(found(order)).isInstanceOf(Fact.Ended.class);
    }

    @Test
    void aLostReportIsNotBrought() {
        assertThat(story(FaultKind.REPORT_LOST)).isEmpty();
    }

    @Test
    void onlyTheEndMayBeLost() {
        assertThat(story(FaultKind.END_LOST)).containsExactly("Started", "Ringing", "Answered");
    }

    @Test
    void aLateReportIsBroughtLater() {
        Bench punctual = Bench.steady();
        punctual.place(punctual.order());
        punctual.finish();

        assertThat(story(FaultKind.REPORT_LATE)).containsExactly("Started", "Ringing", "Answered", "Ended");
        assertThat(bench.heard)
                .extracting(Bench.Heard::since)
                .containsExactlyElementsOf(punctual.heard.stream()
                        .map(heard -> heard.since().plus(seconds(100)))
                        .toList());
    }

    @Test
    void aDuplicatedReportIsBroughtTwiceWithTheSameKey() {
        assertThat(story(FaultKind.REPORT_DUPLICATED))
                .containsExactly("Started", "Ringing", "Answered", "Ended", "Started", "Ringing", "Answered", "Ended");
        List<CarrierReport> reports =
                bench.heard.stream().map(Bench.Heard::report).toList();
        assertThat(reports.subList(4, 8)).isEqualTo(reports.subList(0, 4));
    }

    @Test
    void aReorderedReportChangesPlacesWithTheNext() {
        assertThat(story(FaultKind.REPORT_REORDERED)).containsExactly("Ringing", "Started", "Ended", "Answered");
    }

    @Test
    void theLastReportHasNoneToChangePlacesWith() {
        bench.carrier.change(Behaviour.STEADY.withOdds(CallCourseTest.all(Outcome.NO_ANSWER)));

        assertThat(story(FaultKind.REPORT_REORDERED)).containsExactly("Ringing", "Started", "Ended");
    }

    @Test
    void faultsOfReportsFallOnEachReportAlone() {
        bench.carrier.change(Faults.NONE.with(FaultKind.REPORT_LOST, 0.3));
        for (int i = 0; i < 2_000; i++) {
            bench.place(bench.order());
        }
        bench.finish();

        assertThat(bench.heard.size() / 8_000.0).isBetween(0.68, 0.72);
        for (String kind : List.of("Started", "Ringing", "Answered", "Ended")) {
            long share = bench.story().stream().filter(kind::equals).count();
            assertThat(share / 2_000.0).as(kind).isBetween(0.66, 0.74);
        }
    }

    @Test
    void whatWasOrderedForOneCallDoesNotBefallTheNext() {
        bench.carrier.failNext(FaultKind.SILENCE);
        bench.placed(bench.order());
        PlaceOrder next = bench.order();
        bench.placed(next);
        bench.finish();

        assertThat(bench.heard)
                .hasSize(4)
                .allSatisfy(heard -> assertThat(heard.report().call())
                        .isEqualTo(next.subject().id()));
    }

    @Test
    void faultsThatEndAreOverForLiveCallsToo() {
        bench.carrier.change(Faults.NONE.with(FaultKind.REPORT_LOST, 1));
        bench.placed(bench.order());
        bench.scheduler.advance(seconds(10));
        bench.carrier.change(Faults.NONE);
        bench.finish();

        assertThat(bench.story()).containsExactly("Ended");
    }

    @Test
    void anOutageHoldsReportsUpAndTheCallGoesOn() {
        bench.placed(bench.order());
        bench.scheduler.advance(seconds(0.5));
        assertThat(bench.story()).containsExactly("Started");

        bench.carrier.outage(true);
        bench.scheduler.advance(Duration.ofHours(1));
        assertThat(bench.story()).containsExactly("Started");
        assertThat(bench.onlyRecord().outcome()).isEqualTo(Outcome.COMPLETED);

        bench.carrier.outage(false);
        bench.scheduler.runDue();
        assertThat(bench.story()).containsExactly("Started", "Ringing", "Answered", "Ended");
    }

    @Test
    void aReportThatIsNotTakenIsBroughtAgainEverMoreSlowlyAndGivenUp() {
        Listener listener = new Listener(Integer.MAX_VALUE);
        SimulatedCarrier carrier = started(listener);

        carrier.place(bench.order());
        bench.finish();

        Instant first = listener.deliveries.get(0);
        assertThat(listener.deliveries)
                .extracting(at -> Duration.between(first, at).toSeconds())
                .containsExactly(0L, 1L, 3L, 7L, 15L, 31L);
        assertThat(carrier.reportsGivenUp()).isEqualTo(4);
        assertThat(bench.scheduler.failures()).isEmpty();
    }

    @Test
    void aReportThatIsTakenInTheEndIsNotBroughtAgain() {
        Listener listener = new Listener(5);
        SimulatedCarrier carrier = started(listener);

        carrier.place(bench.order());
        bench.finish();

        assertThat(listener.deliveries).hasSize(6);
        assertThat(listener.taken).hasSize(4);
        assertThat(carrier.reportsGivenUp()).isZero();
    }

    @Test
    void whatAListenerBreaksOnIsBroughtAgainAndThenTold() {
        AssertionError broken = new AssertionError("broken listener");
        SimulatedCarrier carrier = SimulatedCarrier.on(bench.scheduler).build();
        carrier.start(report -> {
            throw broken;
        });

        carrier.place(bench.order());
        bench.finish();

        assertThat(carrier.reportsGivenUp()).isPositive();
        assertThat(bench.scheduler.failures()).containsOnly(broken);
    }

    @Test
    void aReportThatTakesLongHoldsUpNoOtherCall() {
        CompletableFuture<Void> otherIsOver = new CompletableFuture<>();
        SimulatedCarrier carrier =
                SimulatedCarrier.on(bench.scheduler).behaviour(Behaviour.STEADY).build();
        PlaceOrder slow = bench.order();
        List<String> takenOfSlow = new ArrayList<>();
        carrier.start(report -> {
            if (slow.subject().id().equals(report.call())) {
                bench.result(otherIsOver);
                takenOfSlow.add(report.fact().getClass().getSimpleName());
            } else if (report.fact() instanceof Fact.Ended) {
                otherIsOver.complete(null);
            }
        });

        carrier.place(slow);
        carrier.place(bench.order());
        bench.finish();

        assertThat(takenOfSlow).containsExactly("Started", "Ringing", "Answered", "Ended");
        assertThat(bench.scheduler.failures()).isEmpty();
    }

    private List<String> story(FaultKind kind) {
        bench.carrier.failNext(kind);
        bench.place(bench.order());
        bench.finish();
        return bench.story();
    }

    private Fact found(PlaceOrder order) {
        return ((LookUpAnswer.Found) bench.lookUp(order)).fact();
    }

    private SimulatedCarrier started(Listener listener) {
        SimulatedCarrier carrier =
                SimulatedCarrier.on(bench.scheduler).behaviour(Behaviour.STEADY).build();
        carrier.start(listener::take);
        return carrier;
    }

    /** Refuses the first report so many times, and all others not at all unless for ever. */
    private final class Listener {
        private final List<Instant> deliveries = new ArrayList<>();
        private final List<CarrierReport> taken = new ArrayList<>();
        private final int refusals;

        private Listener(int refusals) {
            this.refusals = refusals;
        }

        private void take(CarrierReport report) {
            if (report.fact() instanceof Fact.Started) {
                deliveries.add(bench.scheduler.instant());
                if (deliveries.size() <= refusals) {
                    throw new StoreUnavailableException("the store is away");
                }
            } else if (refusals == Integer.MAX_VALUE) {
                throw new StoreUnavailableException("the store is away");
            }
            taken.add(report);
        }
    }
}
