package io.callyard.telephony.simulated;

import static io.callyard.telephony.simulated.Bench.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.CarrierCallId;
import io.callyard.spi.carrier.LookUpAnswer;
import io.callyard.spi.carrier.LookUpAnswer.Proof;
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.testkit.VirtualScheduler;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryTest {
    private static final int KEPT = 3;

    private final Bench bench = new Bench(VirtualScheduler.inOrder(), settings -> settings.keepFinished(KEPT));

    @Test
    void remembersTheNewestFinishedCalls() {
        List<PlaceOrder> orders = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            orders.add(bench.order());
            bench.placed(orders.get(i));
            bench.finish();
        }

        assertThat(bench.carrier.log().forgotten()).isEqualTo(2);
        assertThat(bench.carrier.log().records())
                .extracting(CarrierCallRecord::subject)
                .containsExactlyElementsOf(
                        orders.subList(2, 5).stream().map(PlaceOrder::subject).toList());
        assertThat(bench.lookUp(orders.get(1))).isEqualTo(new LookUpAnswer.Absent(Proof.WEAK));
        assertThat(bench.lookUp(orders.get(2))).isInstanceOf(LookUpAnswer.Found.class);
    }

    @Test
    void neverForgetsALiveCall() {
        PlaceOrder live = bench.order();
        CarrierCallId id = bench.placed(live);
        for (int i = 0; i < 10; i++) {
            bench.carrier.failNext(FaultKind.REFUSED);
            bench.place(bench.order());
        }

        assertThat(bench.carrier.log().records()).hasSize(KEPT + 1);
        assertThat(bench.carrier.log().forgotten()).isEqualTo(7);
        assertThat(bench.lookUp(live)).isInstanceOf(LookUpAnswer.Found.class);

        bench.scheduler.advance(seconds(10));
        bench.result(bench.carrier.hangUp(id));
        bench.finish();
        assertThat(bench.story()).containsExactly("Started", "Ringing", "Answered", "Ended");
        assertThat(bench.carrier.log().records()).hasSize(KEPT);
    }

    @Test
    void forgetsARequestOfAnAttemptWithoutForgettingItsCall() {
        PlaceOrder order = bench.order();
        bench.carrier.failNext(FaultKind.REFUSED);
        bench.place(order);
        bench.placed(order);
        for (int i = 0; i < KEPT; i++) {
            bench.carrier.failNext(FaultKind.REFUSED);
            bench.place(bench.order());
        }

        assertThat(bench.carrier.log().forgotten()).isEqualTo(1);
        assertThat(bench.lookUp(order)).isInstanceOf(LookUpAnswer.Found.class);
    }

    @Test
    void holdsNothingOnceADayIsOver() {
        Bench day = new Bench(
                VirtualScheduler.inOrder(), settings -> settings.keepFinished(0).behaviour(Behaviour.TYPICAL));
        for (int i = 0; i < 1_000; i++) {
            day.carrier.place(day.order());
            day.scheduler.advance(seconds(86.4));
        }
        day.finish();

        assertThat(day.carrier.log()).isEqualTo(new CarrierLog(List.of(), 1_000));
        assertThat(day.scheduler.pending()).isZero();
    }
}
