package io.callyard.telephony.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.CallData;
import io.callyard.model.CallId;
import io.callyard.model.CallRequest;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.spi.carrier.CarrierReport;
import io.callyard.spi.carrier.CarrierReport.Fact;
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.testkit.VirtualScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The carrier as somebody uses it to test wiring of their own. */
class UsageExampleTest {
    @Test
    void aCallIsPlacedAndItsReportsAreKept() {
        VirtualScheduler scheduler = VirtualScheduler.seeded(42);
        SimulatedCarrier carrier = SimulatedCarrier.on(scheduler)
                .seed(42)
                .behaviour(Behaviour.STEADY.withScripts(ConversationScript.APPOINTMENT))
                .faults(Faults.NONE.with(FaultKind.REPORT_DUPLICATED, 0.5))
                .build();
        List<CarrierReport> reports = new ArrayList<>();
        carrier.start(reports::add);

        TenantId tenant = new TenantId("acme");
        CallRequest request = CallRequest.direct(tenant, PhoneNumber.parse("+15551234567"))
                .contactName("Ada")
                .build();
        CallId id = CallId.next(scheduler.instant(), scheduler.random());
        carrier.failNext(FaultKind.ANSWER_LOST);
        carrier.place(new PlaceOrder(
                tenant, request.subject(id), CallData.NONE, 1, Duration.ofSeconds(60), Duration.ofHours(2)));
        scheduler.runToEnd(Duration.ofMinutes(10));

        assertThat(reports.stream().map(CarrierReport::fact)).hasAtLeastOneElementOfType(Fact.Ended.class);
        assertThat(carrier.log().of(tenant).mostLive()).isEqualTo(1);
        assertThat(carrier.log().reachedAgain()).isEmpty();
    }
}
