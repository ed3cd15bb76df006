package io.callyard;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.broadcast.Delivery;
import io.callyard.broadcast.Room;
import io.callyard.broadcast.Subscriber;
import io.callyard.event.CallEvent;
import io.callyard.model.CallRequest;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignSettings;
import io.callyard.model.Contact;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.outbound.Admission;
import io.callyard.telephony.simulated.Behaviour;
import io.callyard.telephony.simulated.SimulatedCarrier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The code in the README compiles, runs, and is this code. */
@Timeout(30)
class ReadmeTest {
    private static final Logger log = LoggerFactory.getLogger(ReadmeTest.class);

    @Test
    void theExampleRuns() throws Exception {
        TenantId acme = new TenantId("acme");
        CountDownLatch placed = new CountDownLatch(1);
        Subscriber subscriber = new Subscriber() {
            @Override
            public void onEvent(Delivery delivery) {
                if (delivery.event().event() instanceof CallEvent.CallStarted) {
                    placed.countDown();
                }
            }

            @Override
            public void onResyncRequired(long lastSeq) {}
        };
        try (SystemScheduler scheduler = new SystemScheduler()) {
            SimulatedCarrier carrier = SimulatedCarrier.on(scheduler)
                    .account(TenantLimits.DEFAULT_ACCOUNT)
                    .behaviour(Behaviour.STEADY)
                    .build();
            // README begins
            try (Callyard yard = Callyard.builder().carrier(carrier).build()) {
                yard.start();

                // A direct call: somebody asked for it, now.
                Admission admission = yard.calls()
                        .place(CallRequest.direct(acme, PhoneNumber.parse("+12025550142"))
                                .contactName("Ada")
                                .key("order-4711") // asking again with this key finds the same call
                                .build());
                if (admission instanceof Admission.Started started) {
                    log.info("calling, id {}", started.call().id());
                } else if (admission instanceof Admission.Queued queued) {
                    log.info(
                            "number {} in line: {}",
                            queued.place().position(),
                            queued.reason().text());
                } else if (admission instanceof Admission.Refused refused) {
                    log.info("not allowed: {}", refused.reason());
                }

                // A campaign: a list, one at a time, five seconds between two calls.
                CampaignId autumn = yard.campaigns()
                        .create(acme, CampaignSettings.named("autumn"))
                        .id();
                yard.campaigns()
                        .add(
                                acme,
                                autumn,
                                List.of(Contact.of("+12025550143"), Contact.of("+12025550144"))
                                        .iterator());
                yard.campaigns().start(acme, autumn);

                // Whatever happens, live and in order, from the first event on.
                yard.broadcaster().subscribe(Room.of(acme), 0, subscriber);
                // README ends
                assertThat(placed.await(20, TimeUnit.SECONDS))
                        .as("a call started")
                        .isTrue();
                assertThat(admission).isInstanceOf(Admission.Started.class);
            }
        }
    }

    @Test
    void theReadmeShowsThisCode() throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/callyard/ReadmeTest.java"));
        String shown = source.substring(
                source.indexOf("// README begins") + "// README begins".length(), source.indexOf("// README ends"));
        String readme = Files.readString(Path.of("../README.md"));
        String block = readme.substring(readme.indexOf("```java") + "```java".length());
        String example = block.substring(0, block.indexOf("```"));

        assertThat(unspaced(example)).isEqualTo(unspaced(shown) + "}");
    }

    /** Layout is the formatter's business. */
    private static String unspaced(String code) {
        return code.replaceAll("\\s+", "");
    }
}
