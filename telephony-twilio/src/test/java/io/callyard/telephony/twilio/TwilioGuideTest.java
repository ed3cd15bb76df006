package io.callyard.telephony.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.Callyard;
import io.callyard.memory.InMemoryStore;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.QueueId;
import io.callyard.spi.carrier.IncomingCalls;
import io.callyard.spi.carrier.SetupFinding;
import io.callyard.spi.carrier.WebhookRequest;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.store.Store;
import io.callyard.testkit.VirtualScheduler;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The code in the guide compiles, the first part of it runs, and it is this code. */
class TwilioGuideTest {
    private static final Logger log = LoggerFactory.getLogger(TwilioGuideTest.class);

    @Test
    void theExampleRuns() {
        VirtualScheduler scheduler = VirtualScheduler.inOrder();
        Store store = new InMemoryStore(scheduler);
        String accountSid = Bench.ACCOUNT;
        String authToken = Bench.TOKEN;
        TenantId acme = new TenantId("acme");
        QueueId support = new QueueId("support");
        // guide begins
        TwilioTelephony twilio = TwilioTelephony.builder()
                .scheduler(scheduler)
                .credentials(accountSid, authToken)
                .number(PhoneNumber.parse("+15550100100"))
                .publicUrl(URI.create("https://calls.example.com/webhooks/twilio"))
                .instructions(order -> Instructions.url(URI.create("https://app.example.com/script")))
                .incomingCalls(IncomingCalls.to(acme, support))
                .build();
        Callyard yard = Callyard.builder()
                .scheduler(scheduler)
                .store(store)
                .carrier(twilio)
                .build();
        yard.start();
        // guide ends
        WebhookRequest unsigned = new WebhookRequest("POST", "/voice", null, Map.of(), new byte[0]);
        assertThat(twilio.handle(unsigned).status()).isEqualTo(403);
        yard.close();
    }

    /** Not run: it would ask Twilio. */
    static void check(Scheduler scheduler, String accountSid, String authToken) throws TimeoutException {
        // guide begins
        List<SetupFinding> findings = scheduler.await(
                TwilioCheck.builder()
                        .scheduler(scheduler)
                        .credentials(accountSid, authToken)
                        .number(PhoneNumber.parse("+15550100100"))
                        .publicUrl(URI.create("https://calls.example.com/webhooks/twilio"))
                        .build()
                        .run(),
                Duration.ofSeconds(30));
        findings.forEach(finding -> log.info(finding.toLine()));
        // guide ends
    }

    @Test
    void theGuideShowsThisCode() throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/callyard/telephony/twilio/TwilioGuideTest.java"));
        String guide = Files.readString(Path.of("../docs/twilio.md"));

        List<String> shown = between("```java\n", "```", guide);
        assertThat(shown).hasSize(2);
        assertThat(shown).isEqualTo(between("// guide begins\n", "// guide ends\n", source));
    }

    /** What stands between two marks, each time, without its layout, which is the formatter's business. */
    private static List<String> between(String from, String to, String text) {
        return Pattern.compile(Pattern.quote(from) + "(.*?)" + Pattern.quote(to), Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(match -> match.group(1).replaceAll("\\s+", ""))
                .toList();
    }
}
