package io.callyard.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.Callyard;
import io.callyard.model.Contact;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.model.UserId;
import io.callyard.model.lead.Lead;
import io.callyard.model.lead.LeadId;
import io.callyard.model.lead.LeadState;
import io.callyard.testkit.FakeCarrier;
import io.callyard.testkit.VirtualScheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The code in the guide to leads compiles, runs, and is this code. */
class LeadsGuideTest {
    private static final Logger log = LoggerFactory.getLogger(LeadsGuideTest.class);

    @Test
    void theExampleRuns() {
        VirtualScheduler scheduler = VirtualScheduler.inOrder();
        FakeCarrier carrier = new FakeCarrier(TenantLimits.DEFAULT_ACCOUNT);
        Callyard yard = Callyard.builder().scheduler(scheduler).carrier(carrier).build();
        yard.start();
        // guide begins
        TenantId acme = new TenantId("acme");
        UserId ann = new UserId("ann");

        // Ann's leads come in. The same list may come again: a lead that is there is not changed.
        List<Contact> rows = List.of(
                new Contact("+12025550142", "lead-1", "Zoë", "nova", "{\"plan\":\"basic\"}", null),
                new Contact("+12025550143", "lead-2", "Ada", "nova", null, null));
        LeadImport imported = yard.leads().add(acme, ann, rows.iterator());
        log.info("{} new, {} known, {} not usable", imported.added(), imported.known(), imported.rejected());

        // A page of Ann's shows them, and says so. Whatever is pending is called.
        LeadRun run = yard.leads().fetched(acme, ann);
        log.info(
                "{} calls made, {} under way",
                run.started(),
                run.run().waiting() + run.run().live());

        // Another tab says the same, by their ids.
        LeadRun again = yard.leads().fetched(acme, ann, List.of(new LeadId("lead-1"), new LeadId("lead-2")));
        again.called().forEach(called -> log.info("{} has its call, {}", called.lead(), called.call()));

        // What became of one?
        Lead lead = yard.leads().find(acme, new LeadId("lead-1")).orElseThrow();
        if (lead.dial() != null) {
            yard.calls().find(acme, lead.dial().call()).ifPresent(call -> log.info("it is {}", call.state()));
        }
        // guide ends
        scheduler.runDue();
        assertThat(run.started()).isEqualTo(2);
        assertThat(again.called()).hasSize(2);
        assertThat(lead.state()).isEqualTo(LeadState.DIALED);
        assertThat(carrier.orders()).isNotEmpty();
        yard.close();
    }

    @Test
    void theGuideShowsThisCode() throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/callyard/lead/LeadsGuideTest.java"));
        String shown = source.substring(
                source.indexOf("// guide begins") + "// guide begins".length(), source.indexOf("// guide ends"));
        String guide = Files.readString(Path.of("../docs/leads.md"));
        String block = guide.substring(guide.indexOf("```java") + "```java".length());

        assertThat(unspaced(block.substring(0, block.indexOf("```")))).isEqualTo(unspaced(shown));
    }

    /** Layout is the formatter's business. */
    private static String unspaced(String code) {
        return code.replaceAll("\\s+", "");
    }
}
