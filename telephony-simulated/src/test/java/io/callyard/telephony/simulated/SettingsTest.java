package io.callyard.telephony.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.callyard.model.CarrierAccountId;
import io.callyard.testkit.VirtualScheduler;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesARateThatIsNone(double rate) {
        assertThatIllegalArgumentException().isThrownBy(() -> Faults.NONE.with(FaultKind.SILENCE, rate));
        assertThatIllegalArgumentException().isThrownBy(() -> new Behaviour.Odds(rate, 0, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Behaviour.Odds(0, rate, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Behaviour.Odds(0, 0, rate, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Behaviour.Odds(0, 0, 0, rate, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Behaviour.Odds(0, 0, 0, 0, rate));
    }

    @ParameterizedTest
    @EnumSource
    void takesTheRatesAtBothEnds(FaultKind kind) {
        assertThat(Faults.NONE.with(kind, 1).rate(kind)).isEqualTo(1.0);
        assertThat(Faults.NONE.with(kind, 1).with(kind, 0)).isEqualTo(Faults.NONE);
    }

    @Test
    void faultsOfPlacingShareOneRequestAndOthersDoNot() {
        Faults half = Faults.NONE.with(FaultKind.REFUSED, 0.5);

        assertThat(half.with(FaultKind.THROWS, 0.5).with(FaultKind.SILENCE, 1).with(FaultKind.REPORT_LOST, 1))
                .isNotNull();
        assertThatIllegalArgumentException().isThrownBy(() -> half.with(FaultKind.THROWS, 0.51));
    }

    @Test
    void tenTenthsAreOne() {
        assertThat(new Behaviour.Odds(0.1, 0.2, 0.3, 0.2, 0.2).answered()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> new Behaviour.Odds(0.1, 0.2, 0.3, 0.2, 0.21));
    }

    @Test
    void faultsKeepNoReferenceToTheMapTheyCameFrom() {
        Map<FaultKind, Double> rates = new HashMap<>(Map.of(FaultKind.REFUSED, 0.5));
        Faults none = Faults.NONE;
        Faults faults = new Faults(rates, none.retryAfter(), none.slowness(), none.lateness(), none.lookUpLag());

        rates.put(FaultKind.REFUSED, 1.0);

        assertThat(faults.rate(FaultKind.REFUSED)).isEqualTo(0.5);
    }

    @Test
    void refusesNegativeTimes() {
        Duration negative = Duration.ofNanos(-1);

        assertThatIllegalArgumentException().isThrownBy(() -> Faults.NONE.withRetryAfter(negative));
        assertThatIllegalArgumentException().isThrownBy(() -> Faults.NONE.withLookUpLag(negative));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> SimulatedCarrier.on(VirtualScheduler.inOrder()).keepFinished(-1));
    }

    @Test
    void refusesOrdersOfNoFaultOrOfTwoFaultsForOneRequest() {
        SimulatedCarrier carrier = Bench.steady().carrier;

        assertThatIllegalArgumentException().isThrownBy(carrier::failNext);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> carrier.failNext(FaultKind.REFUSED, FaultKind.ANSWER_LOST));
    }

    @Test
    void beginsOnceAndBeforeAnythingElse() {
        Bench bench = Bench.steady();
        SimulatedCarrier fresh = SimulatedCarrier.on(bench.scheduler).build();

        assertThatIllegalStateException().isThrownBy(() -> bench.carrier.start(report -> {}));
        assertThatIllegalStateException().isThrownBy(() -> fresh.place(bench.order()));
        assertThat(fresh.log().records()).isEmpty();
    }

    @Test
    void reportsInTheNameOfItsAccount() {
        CarrierAccountId account = new CarrierAccountId("second");
        Bench bench = new Bench(VirtualScheduler.inOrder(), settings -> settings.account(account));

        bench.place(bench.order());
        bench.finish();

        assertThat(bench.carrier.account()).isEqualTo(account);
        assertThat(bench.heard)
                .allSatisfy(heard -> assertThat(heard.report().account()).isEqualTo(account));
    }
}
