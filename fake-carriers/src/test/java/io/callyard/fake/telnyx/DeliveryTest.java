package io.callyard.fake.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.FakeRequest;
import io.callyard.fake.Faults;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTest {
    private static final URI FAILOVER = URI.create("https://calls.example.com/telnyx/failover");

    @ParameterizedTest
    @ValueSource(ints = {0, 408, 429, 500, 503})
    void whatMayBeRepeatedIsRepeatedWithTheSameId(int answer) {
        Bench bench = new Bench();
        bench.answers = webhook -> answer;
        bench.dial(Bench.ALICE, "command_id", "c1");
        bench.pass(2.9);
        bench.answers = webhook -> 200;
        bench.pass(10);

        List<Bench.Sent> initiated = ofType(bench, "call.initiated");
        assertThat(initiated)
                .extracting(Bench.Sent::id)
                .hasSize(3)
                .containsOnly(initiated.get(0).id());
        assertThat(initiated)
                .extracting(webhook -> Bench.valueAt(webhook.json(), "meta", "attempt"))
                .containsExactly(1L, 2L, 3L);
        assertThat(gaps(initiated)).containsExactly(1000L, 5000L);
    }

    @Test
    void whatIsNotAnsweredInTimeIsRepeated() {
        Bench bench = new Bench();
        bench.answers = webhook -> -1;
        bench.dial(Bench.ALICE, "timeout_secs", 5);
        bench.pass(60);

        assertThat(gaps(ofType(bench, "call.initiated"))).containsExactly(3000L, 7000L, 17_000L);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 404, 422})
    void whatIsFinalIsNotRepeated(int answer) {
        Bench bench = new Bench();
        bench.answers = webhook -> answer;
        bench.dial(Bench.ALICE);
        bench.pass(60);

        assertThat(ofType(bench, "call.initiated")).hasSize(1);
        assertThat(bench.get("/v2/webhook_deliveries?filter%5Bstatus%5D%5Beq%5D=failed")
                        .items())
                .hasSize(2);
    }

    @Test
    void whatCannotBeDeliveredGoesToTheOtherAddress() {
        Bench bench = new Bench(builder -> builder.failoverUrl(FAILOVER));
        bench.answers = webhook -> webhook.request().uri().equals(FAILOVER) ? 200 : 500;
        bench.dial(
                Bench.ALICE, "webhook_retries_policies", Map.of("call.initiated", Map.of("retries_ms", List.of(100))));
        bench.pass(1);

        assertThat(bench.sent)
                .extracting(webhook -> webhook.request().uri())
                .containsExactly(Bench.HOOK, Bench.HOOK, FAILOVER);
        assertThat(Bench.valueAt(bench.sent.get(2).json(), "meta", "delivered_to"))
                .isEqualTo(FAILOVER.toString());
    }

    @Test
    void aDialsOwnPolicyAndAddressAreStronger() {
        Bench bench = new Bench();
        bench.answers = webhook -> 503;
        URI own = URI.create("https://calls.example.com/own");
        URI hangups = URI.create("https://calls.example.com/hangups");
        String id = bench.dial(
                        Bench.ALICE,
                        "webhook_url",
                        own.toString(),
                        "webhook_urls",
                        Map.of("call.hangup", hangups.toString()),
                        "webhook_retries_policies",
                        Map.of("call.initiated", Map.of("retries_ms", List.of(200, 300))))
                .id();
        bench.pass(1);
        bench.command(id, "hangup");
        bench.pass(0);

        assertThat(gaps(ofType(bench, "call.initiated"))).containsExactly(200L, 300L);
        assertThat(ofType(bench, "call.initiated"))
                .allMatch(webhook -> webhook.request().uri().equals(own));
        assertThat(ofType(bench, "call.hangup"))
                .allMatch(webhook -> webhook.request().uri().equals(hangups));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "3, 3"})
    void webhooksGetLostAndComeTwice(int copies, int arrive) {
        Bench bench = new Bench(builder -> builder.faults(new Faults() {
            @Override
            public DeliveryFault onWebhook(FakeRequest webhook) {
                return webhook.text().contains("call.initiated")
                        ? new DeliveryFault(copies, Duration.ofSeconds(2))
                        : DeliveryFault.NONE;
            }
        }));
        bench.dial(Bench.ALICE);
        bench.pass(10);

        List<Bench.Sent> initiated = ofType(bench, "call.initiated");
        assertThat(initiated).hasSize(arrive);
        assertThat(initiated.stream().map(Bench.Sent::id).distinct().count()).isLessThanOrEqualTo(1);
        if (copies == 3) {
            assertThat(gaps(initiated)).containsExactly(2000L, 2000L);
        }
        assertThat(bench.get("/v2/webhook_deliveries?filter%5Bstatus%5D%5Beq%5D=failed")
                        .items())
                .hasSize(copies == 0 ? 1 : 0);
    }

    @Test
    void whatWasLostCanBeReadAfterwards() {
        Bench bench = new Bench(builder -> builder.faults(new Faults() {
            @Override
            public DeliveryFault onWebhook(FakeRequest webhook) {
                return DeliveryFault.LOST;
            }
        }));
        String id = bench.dial(Bench.ALICE, "client_state", "aGVsbG8=").id();
        bench.pass(5);

        assertThat(bench.sent).isEmpty();
        List<Map<String, Object>> failed =
                new ArrayList<>(bench.get("/v2/webhook_deliveries?filter%5Bstatus%5D%5Beq%5D=failed")
                        .items());
        assertThat(failed)
                .extracting(item -> Bench.valueAt(item, "webhook", "event_type"))
                .containsExactly("call.answered", "call.initiated");
        assertThat(failed).allSatisfy(item -> {
            assertThat(Bench.valueAt(item, "webhook", "payload", "call_control_id"))
                    .isEqualTo(id);
            assertThat(Bench.valueAt(item, "webhook", "payload", "client_state"))
                    .isEqualTo("aGVsbG8=");
        });
    }

    @Test
    void afterItIsClosedNothingIsSent() {
        Bench bench = new Bench();
        bench.dial(Bench.ALICE);
        bench.fake.close();
        bench.pass(100);

        assertThat(bench.sent).isEmpty();
    }

    private static List<Bench.Sent> ofType(Bench bench, String type) {
        return bench.sent.stream()
                .filter(webhook -> webhook.type().equals(type))
                .toList();
    }

    private static List<Long> gaps(List<Bench.Sent> webhooks) {
        List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < webhooks.size(); i++) {
            Instant before = webhooks.get(i - 1).at();
            gaps.add(Duration.between(before, webhooks.get(i).at()).toMillis());
        }
        return gaps;
    }
}
