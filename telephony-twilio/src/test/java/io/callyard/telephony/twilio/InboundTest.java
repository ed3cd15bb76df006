package io.callyard.telephony.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.FakeRequest;
import io.callyard.fake.Party;
import io.callyard.telephony.trials.CallCentre;
import io.callyard.telephony.trials.InboundTrial;
import io.callyard.telephony.trials.Phone;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InboundTest extends InboundTrial {
    private static final String DEVICE = "client:iris";
    private static final Party PATIENT = Party.answering(Duration.ZERO, Party.FOR_EVER);
    private static final Party WILLING = Party.answering(Duration.ofSeconds(3), Party.FOR_EVER);

    InboundTest() {
        super(DEVICE, faults -> new Switchboard(carrier -> carrier.faults(faults), driver -> driver));
    }

    @Test
    void noCarriersQueueIsLeftBehindByATalk() {
        Switchboard board = new Switchboard();
        Phone line = board.arrives(PATIENT);
        board.agent(CallCentre.IRIS, DEVICE, WILLING);
        board.pass(15);
        line.hangUp();
        board.pass(5);

        assertThat(board.fake
                        .handle(new FakeRequest(
                                "GET",
                                URI.create("https://x/2010-04-01/Accounts/" + Bench.ACCOUNT + "/Queues.json"),
                                Map.of("authorization", basic()),
                                new byte[0]))
                        .toCompletableFuture()
                        .join()
                        .text())
                .contains("callyard-hold-")
                .doesNotContain("offer-");
    }

    private static String basic() {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString((Bench.ACCOUNT + ":" + Bench.TOKEN).getBytes(StandardCharsets.UTF_8));
    }
}
