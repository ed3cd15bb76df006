package io.callyard.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.Callyard;
import io.callyard.model.AgentId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.CallerType;
import io.callyard.model.inbound.Membership;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.QueueSettings;
import io.callyard.model.inbound.Skills;
import io.callyard.testkit.FakeCarrier;
import io.callyard.testkit.VirtualScheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The code in the guide to the inbound queue compiles, runs, and is this code. */
class InboundGuideTest {
    private static final Logger log = LoggerFactory.getLogger(InboundGuideTest.class);

    @Test
    void theExampleRuns() {
        VirtualScheduler scheduler = VirtualScheduler.inOrder();
        Callyard yard = Callyard.builder()
                .scheduler(scheduler)
                .carrier(new FakeCarrier(TenantLimits.DEFAULT_ACCOUNT))
                .build();
        yard.start();
        CallerLine line = new CallerLine(TenantLimits.DEFAULT_ACCOUNT, new CarrierCallId("CA1"));
        // guide begins
        TenantId acme = new TenantId("acme");
        QueueId support = new QueueId("support");
        QueueSettings rules = QueueSettings.named("Support");
        yard.inbound().define(acme, support, rules.with(rules.callbacks().offeringAfter(Duration.ofMinutes(5))));

        // Ann speaks German and is asked first; Bob is asked when a caller has waited for half a minute.
        AgentId ann = new AgentId("ann");
        AgentId bob = new AgentId("bob");
        yard.agents().register(acme, ann, AgentProfile.of("Ann", support).knowing(new Skills(Map.of("german", 80))));
        yard.agents()
                .register(acme, bob, AgentProfile.of("Bob", support).serving(List.of(new Membership(support, 2, 0))));
        yard.agents().setPresence(acme, ann, Presence.AVAILABLE);
        yard.agents().setPresence(acme, bob, Presence.AVAILABLE);

        // Somebody calls; his line is known to the carrier's driver.
        Admittance admittance = yard.inbound()
                .arrive(
                        acme,
                        Arrival.of(support, PhoneNumber.parse("+12025550142"))
                                .on(line)
                                .as(CallerType.VIP)
                                .wanting(new Skills(Map.of("german", 50))));
        if (admittance instanceof Admittance.Offered offered) {
            // An agent is being asked. Which one, and why?
            Offer offer = yard.agents().openOffers(acme).get(0);
            log.info("{} is asked: {}", offer.ringing(), offer.decision().candidates());

            // Ann takes it. An application that connects lines itself says when they talk; a driver reports it.
            yard.agents().accept(acme, offer.id(), ann);
            yard.agents().connected(acme, offer.id());
            log.info("connected after {}", offered.caller().waitedAt(scheduler.instant()));
        } else if (admittance instanceof Admittance.Waiting waiting) {
            log.info(
                    "number {} in line, about {}",
                    waiting.position(),
                    waiting.estimate().likely());
        }
        // guide ends
        assertThat(admittance).isInstanceOf(Admittance.Offered.class);
        CallerId caller = Hall.caller(admittance).id();
        assertThat(yard.inbound().find(acme, caller).orElseThrow().state()).isEqualTo(CallerState.CONNECTED);
        yard.close();
    }

    @Test
    void theGuideShowsThisCode() throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/callyard/inbound/InboundGuideTest.java"));
        String shown = source.substring(
                source.indexOf("// guide begins") + "// guide begins".length(), source.indexOf("// guide ends"));
        String guide = Files.readString(Path.of("../docs/inbound.md"));
        String block = guide.substring(guide.indexOf("```java") + "```java".length());

        assertThat(unspaced(block.substring(0, block.indexOf("```")))).isEqualTo(unspaced(shown));
    }

    /** Layout is the formatter's business. */
    private static String unspaced(String code) {
        return code.replaceAll("\\s+", "");
    }
}
