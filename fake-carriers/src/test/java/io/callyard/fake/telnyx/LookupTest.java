package io.callyard.fake.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LookupTest {
    private static final String ACTIVE = "/v2/connections/" + Bench.CONNECTION + "/active_calls";
    private static final String TO = "?filter%5Bto%5D=%2B15005550001";

    @Test
    void aCallCanBeAskedForUntilTenMinutesAfterItsEnd() {
        Bench bench = new Bench();
        String id = bench.dial(Bench.ALICE, "client_state", "aGVsbG8=").id();
        String encoded = URLEncoder.encode(id, StandardCharsets.UTF_8);
        assertThat(bench.get("/v2/calls/" + encoded).data("is_alive")).isEqualTo(false);
        bench.pass(13.1);
        assertThat(bench.get("/v2/calls/" + encoded).data("is_alive")).isEqualTo(true);
        assertThat(bench.get("/v2/calls/" + id).data("call_duration")).isEqualTo(10L);
        assertThat(bench.get("/v2/calls/" + id).data("client_state")).isEqualTo("aGVsbG8=");
        bench.command(id, "hangup");

        bench.pass(599);
        assertThat(bench.get("/v2/calls/" + id).data("is_alive")).isEqualTo(false);
        assertThat(bench.get("/v2/calls/" + id).data("end_time")).isNotNull();
        bench.pass(2);
        assertThat(bench.get("/v2/calls/" + id).status()).isEqualTo(404);
        assertThat(bench.command(id, "hangup").status()).isEqualTo(404);
    }

    @Test
    void activeCallsComeInPages() {
        Bench bench = new Bench();
        List<String> dialled = new ArrayList<>();
        for (int i = 0; i < 45; i++) {
            dialled.add(bench.dial(Bench.ALICE, "client_state", "aGVsbG8=").id());
        }
        assertThat(bench.get(ACTIVE).items()).isEmpty();
        bench.pass(1);

        List<String> found = new ArrayList<>();
        String after = "";
        int pages = 0;
        do {
            Bench.Reply page = bench.get(ACTIVE + "?page%5Blimit%5D=20&page%5Bafter%5D=" + after);
            page.items().forEach(call -> {
                assertThat(call).containsEntry("client_state", "aGVsbG8=");
                found.add(String.valueOf(call.get("call_control_id")));
            });
            after = String.valueOf(Bench.valueAt(page.json(), "meta", "cursors", "after"));
            pages++;
        } while (!after.isEmpty());
        assertThat(found).isEqualTo(dialled);
        assertThat(pages).isEqualTo(3);
        assertThat(bench.get(ACTIVE + "?page%5Blimit%5D=251").status()).isEqualTo(400);
        assertThat(bench.get("/v2/connections/9/active_calls").status()).isEqualTo(404);
    }

    @Test
    void bracketsThatAreNotEncodedAreNotUnderstood() {
        Bench bench = new Bench();
        bench.dial(Bench.ALICE);
        bench.pass(1);

        assertThat(bench.get(ACTIVE + "?page[limit]=20").items()).isEmpty();
        assertThat(bench.get("/v2/call_events?filter[to]=%2B15005550001").items())
                .isEmpty();
        assertThat(bench.get("/v2/call_events?filter[to]=%2B15005550001").status())
                .isEqualTo(200);
        assertThat(bench.get("/v2/call_events" + TO).items()).hasSize(2);
    }

    @Test
    void listingsAreBehind() {
        Bench bench = new Bench(builder -> builder.listingLag(Duration.ofSeconds(5)));
        String id = bench.dial(Bench.ALICE).id();
        bench.pass(5);
        assertThat(bench.get(ACTIVE).items()).isEmpty();
        assertThat(bench.get("/v2/calls/" + id).data("is_alive")).isEqualTo(true);
        assertThat(bench.get("/v2/call_events" + TO).items()).hasSize(1);
        bench.pass(0.1);
        assertThat(bench.get(ACTIVE).items()).hasSize(1);
        bench.command(id, "hangup");
        bench.pass(4.9);
        assertThat(bench.get(ACTIVE).items()).hasSize(1);
        bench.pass(0.1);
        assertThat(bench.get(ACTIVE).items()).isEmpty();
    }

    @Test
    void callEventsTellOfCommandsAndWebhooks() {
        Bench bench = new Bench();
        Bench.Reply dial = bench.dial(Bench.ALICE, "client_state", "aGVsbG8=");
        bench.dial(Bench.BOB);
        bench.pass(5);
        bench.command(dial.id(), "hangup");
        bench.pass(1);

        assertThat(names(bench, TO))
                .containsExactly("dial", "call.initiated", "call.answered", "hangup", "call.hangup");
        assertThat(names(bench, TO + "&filter%5Btype%5D=command")).containsExactly("dial", "hangup");
        assertThat(names(bench, "?filter%5Bleg_id%5D=" + dial.data("call_leg_id")))
                .hasSize(5);
        assertThat(names(bench, "?filter%5Bname%5D=call.hangup")).hasSize(1);
        assertThat(names(bench, TO + "&filter%5Bcolour%5D=red")).isEmpty();
        assertThat(bench.get("/v2/call_events" + TO).items())
                .first()
                .satisfies(event -> assertThat(Bench.valueAt(event, "metadata", "client_state"))
                        .isEqualTo("aGVsbG8="));
    }

    @Test
    void ofARefusedCommandNothingRemains() {
        Bench bench = new Bench();
        String id = bench.answeredCaller(Bench.ALICE).callControlId();

        assertThat(bench.command(id, "leave_queue", "client_state", "bmV3").code())
                .isEqualTo("90054");
        assertThat(names(bench, "?filter%5Btype%5D=command")).containsExactly("answer");
        assertThat(bench.get("/v2/calls/" + id).data("client_state")).isEqualTo("");
    }

    @Test
    void callEventsAreFoundByTimeWithinADay() {
        Bench bench = new Bench();
        Instant start = bench.time.instant();
        String leg = String.valueOf(bench.dial(Bench.ALICE).data("call_leg_id"));
        bench.pass(5);
        String since = "&filter%5Boccurred_at%5D%5Bgte%5D=";
        String before = "&filter%5Boccurred_at%5D%5Blt%5D=";

        assertThat(names(bench, TO + since + start)).hasSize(3);
        assertThat(names(bench, TO + since + start.plusMillis(100))).hasSize(2);
        assertThat(names(bench, TO + before + start.plusMillis(100))).containsExactly("dial");
        assertThat(names(bench, TO + since + start + before + start.plusSeconds(9)))
                .isEmpty();
        bench.time.advance(Duration.ofHours(29));
        assertThat(names(bench, TO)).isEmpty();
        assertThat(names(bench, "?filter%5Bleg_id%5D=" + leg)).isNotEmpty();
    }

    @Test
    void whatIsNotThereIsNotFound() {
        Bench bench = new Bench();
        for (String path :
                List.of("/", "/v2", "/v2/calls/v3:nobody", "/v2/nothing", "/v2/queues/none", "/v2/queues/a/b")) {
            assertThat(bench.get(path).status()).as(path).isEqualTo(404);
            assertThat(bench.get(path).code()).as(path).isEqualTo("10005");
        }
    }

    private static List<String> names(Bench bench, String query) {
        return bench.get("/v2/call_events" + query).items().stream()
                .map(event -> String.valueOf(event.get("name")))
                .toList();
    }
}
