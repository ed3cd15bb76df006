package io.callyard.telephony.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.LoopbackServer;
import io.callyard.model.CarrierCallId;
import io.callyard.spi.carrier.LookUp;
import io.callyard.spi.carrier.LookUpAnswer;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.testkit.VirtualScheduler;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The same over sockets, with the client that the driver makes for itself. */
class RealHttpTest {
    private final VirtualScheduler scheduler = VirtualScheduler.inOrder();
    private final Wire wire = new Wire();

    private TwilioTelephony at(URI url) {
        return Bench.builder(scheduler).baseUrl(url).build();
    }

    private static <T> T soon(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void requestsAndAnswersGoOverTheWire() throws Exception {
        try (LoopbackServer server = LoopbackServer.start(wire)) {
            TwilioTelephony driver = at(server.uri());

            assertThat(soon(driver.place(Bench.order(1))))
                    .isEqualTo(new PlaceAnswer.Placed(new CarrierCallId(Wire.SID)));
            assertThat(wire.last().get("To")).isEqualTo("+15551234567");
            assertThat(soon(driver.lookUp(new LookUp(Bench.subject(), 1, null, scheduler.instant()))))
                    .isEqualTo(new LookUpAnswer.Absent(LookUpAnswer.Proof.WEAK));
            assertThat(wire.last().query()).isEqualTo("To=%2B15551234567&PageSize=50");
        }
    }

    @Test
    void aClosedPortIsNoDoubt() throws Exception {
        URI closed;
        try (LoopbackServer server = LoopbackServer.start(wire)) {
            closed = server.uri();
        }

        assertThat(soon(at(closed).place(Bench.order(1)))).isInstanceOf(PlaceAnswer.NotNow.class);
    }

    @Test
    void aConnectionThatBreaksIsDoubt() throws Exception {
        wire.always(request -> CompletableFuture.failedStage(new IOException("broken")));
        try (LoopbackServer server = LoopbackServer.start(wire)) {
            assertThat(soon(at(server.uri()).place(Bench.order(1)))).isInstanceOf(PlaceAnswer.NoClearAnswer.class);
        }
        assertThat(wire.sent).hasSize(1);
    }
}
