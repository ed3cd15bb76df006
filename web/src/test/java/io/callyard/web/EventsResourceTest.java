package io.callyard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.ConversationTurn;
import io.callyard.model.ConversationTurn.Speaker;
import io.callyard.model.Outcome;
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.web.EventClient.Block;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class EventsResourceTest {
    private static final String OPERATOR = "acme-operator";
    private static final String CALL = "{\"phone_number\":\"+12025550100\",\"contact_name\":\"Ada Finch\","
            + "\"contact_id\":\"c-1\",\"agent_id\":\"ai-1\"}";

    private TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @Tag("R0.5")
    void tellsTheLifeOfACallInItsOwnWords() {
        try (EventClient events = server.follow(OPERATOR, "?after=0")) {
            String id = place();
            PlaceOrder order = server.orderOf(id);
            server.carrier.ringing(order);
            server.carrier.answered(order);
            server.carrier.turn(
                    order, "t1", new ConversationTurn(Speaker.CUSTOMER, "Yes, \"hello\"?\n", Instant.EPOCH));
            server.carrier.turn(order, "t2", new ConversationTurn(Speaker.AGENT, "Good morning.", Instant.EPOCH));
            server.carrier.ended(order, Outcome.COMPLETED);
            List<Block> all = events.until(block -> block.type().equals("call_ended"));

            assertThat(events.response().headers().firstValue("Content-Type"))
                    .hasValue("text/event-stream;charset=utf-8");
            assertThat(events.response().headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(all.stream().map(Block::type))
                    .containsSubsequence(
                            "limits_changed",
                            "queue_status_update",
                            "queue_status_update",
                            "call_started",
                            "call_status_update",
                            "call_status_update",
                            "conversation_turn",
                            "conversation_turn",
                            "call_ended");
            assertThat(ofType(all, "queue_status_update").stream().map(block -> block.at("data.change")))
                    .containsExactly("queued", "reserved");
            assertThat(ofType(all, "call_status_update").stream().map(block -> block.at("data.status")))
                    .containsExactly("ringing", "in_progress");
            Block turn = ofType(all, "conversation_turn").get(0);
            assertThat(turn.at("data.speaker")).isEqualTo("customer");
            assertThat(turn.at("data.text")).isEqualTo("Yes, \"hello\"? ");
            Block ended = all.get(all.size() - 1);
            assertThat(ended.at("data.outcome")).isEqualTo("completed");
            assertThat(ended.at("data.attempt")).isEqualTo("1");
            for (Block block : all.subList(1, all.size())) {
                assertThat(block.at("data.call_id")).isEqualTo(id);
                assertThat(block.at("data.type")).isEqualTo("direct");
                assertThat(block.at("data.phone_number")).isEqualTo("+12025550100");
                assertThat(block.at("data.contact_name")).isEqualTo("Ada Finch");
                assertThat(block.at("data.contact_id")).isEqualTo("c-1");
                assertThat(block.at("data.agent_id")).isEqualTo("ai-1");
                assertThat(block.at("data.user_id")).isEqualTo("user-operator");
            }
        }
    }

    @Test
    void framesAnEventWithItsNumberAndTheOneBefore() {
        try (EventClient events = server.follow(OPERATOR, "?after=0")) {
            place();
            List<Block> all = events.until(block -> block.type().equals("call_started"));

            long before = 0;
            for (Block block : all) {
                assertThat(block.json().keySet()).containsExactly("seq", "prev", "type", "tenant", "at", "data");
                assertThat(block.at("seq")).isEqualTo(block.id());
                assertThat(block.at("prev")).isEqualTo(String.valueOf(before));
                assertThat(Long.parseLong(block.id())).isEqualTo(before + 1);
                assertThat(block.at("tenant")).isEqualTo("acme");
                assertThat(Instant.parse(block.at("at"))).isAfter(Instant.EPOCH);
                before++;
            }
        }
    }

    @Test
    void beginsWithTheNextEventAndSaysWhereThatIs() {
        place();
        long last = server.engine.broadcaster().lastSeq(TestServer.ACME);

        try (EventClient events = server.follow(OPERATOR, "")) {
            Block first = events.next();
            place();

            assertThat(first.data()).isEmpty();
            assertThat(first.id()).isEqualTo(String.valueOf(last));
            assertThat(events.nextEvent().id()).isEqualTo(String.valueOf(last + 1));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void resumesWithoutAGapAfterEachBreak(boolean byHeader) throws Exception {
        List<Long> seen = new ArrayList<>();
        seen.add(0L);
        Thread calls = new Thread(() -> {
            for (int i = 0; i < 30; i++) {
                String id = place();
                server.carrier.ended(server.orderOf(id), Outcome.COMPLETED);
            }
            server.send("PUT", "acme-admin", "/api/limits", "{\"max_live\":7}").expect(200);
        });
        calls.start();

        boolean done = false;
        while (!done) {
            try (EventClient events = resume(seen.get(seen.size() - 1), byHeader)) {
                for (int i = 0; i < 7 && !done; i++) {
                    Block block = events.nextEvent();
                    assertThat(block.at("prev")).isEqualTo(String.valueOf(seen.get(seen.size() - 1)));
                    seen.add(Long.parseLong(block.id()));
                    done = block.type().equals("limits_changed")
                            && block.at("data.max_live").equals("7");
                }
            }
        }
        calls.join();

        assertThat(seen).hasSizeGreaterThan(120);
        for (int i = 1; i < seen.size(); i++) {
            assertThat(seen.get(i)).isEqualTo(seen.get(i - 1) + 1);
        }
    }

    @Test
    void asksForANewStartWhereTheNumberIsOfAnotherLog() {
        place();
        long last = server.engine.broadcaster().lastSeq(TestServer.ACME);

        try (EventClient events = server.follow(OPERATOR, "?after=" + (last + 1))) {
            Block resync = events.nextEvent();
            place();

            assertThat(resync.json()).isEqualTo(Map.of("type", "resync_required", "seq", (int) last));
            assertThat(resync.id()).isEqualTo(String.valueOf(last));
            assertThat(events.nextEvent().id()).isEqualTo(String.valueOf(last + 1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?after=-1", "?after=x", "?after=", "?after=99999999999999999999", "?room=other"})
    void refusesAPlaceOrRoomThatIsNone(String query) {
        server.get(OPERATOR, "/api/events" + query).expectProblem(400, "invalid");
    }

    @Test
    void showsATenantItsOwnEventsOnly() {
        try (EventClient events = server.follow("other-operator", "?after=0")) {
            place();
            server.post("other-operator", "/api/calls", CALL).expect(200);

            assertThat(events.until(block -> block.type().equals("call_started")))
                    .allSatisfy(block -> assertThat(block.at("tenant")).isEqualTo("other"));
        }
    }

    @Test
    void showsAUserItsOwnCallsOnlyAndThatNothingIsMissing() {
        try (EventClient events = server.follow("acme-admin", "?after=0&room=user")) {
            place();
            String own =
                    server.post("acme-admin", "/api/calls", CALL).expect(200).text("call_id");
            List<Block> all = events.until(block -> block.type().equals("call_started"));

            assertThat(all)
                    .allSatisfy(block -> assertThat(block.at("data.call_id")).isEqualTo(own));
            String before = "0";
            for (Block block : all) {
                assertThat(block.at("prev")).isEqualTo(before);
                before = block.id();
            }
        }
    }

    @Test
    void showsViewersMaskedNumbers() {
        try (EventClient events = server.follow("acme-viewer", "?after=0")) {
            place();
            List<Block> all = events.until(block -> block.type().equals("call_started"));

            assertThat(all.get(all.size() - 1).at("data.phone_number")).isEqualTo("+1202*****00");
            assertThat(all).noneSatisfy(block -> assertThat(block.raw()).contains("2025550100"));
        }
    }

    @Test
    void tellsOfCampaignsAndLimits() {
        try (EventClient events = server.follow("acme-admin", "?after=0")) {
            server.post(OPERATOR, "/api/campaigns", "{\"id\":\"c\",\"name\":\"Spring\"}")
                    .expect(201);
            server.send("PATCH", OPERATOR, "/api/campaigns/c", "{\"max_live\":4}")
                    .expect(200);
            server.post(OPERATOR, "/api/campaigns/c/start", "").expect(200);
            server.send("PUT", "acme-admin", "/api/limits", "{\"max_live\":5,\"direct_floor\":1}")
                    .expect(200);
            List<Block> all = events.until(block -> block.type().equals("limits_changed")
                    && block.at("data.max_live").equals("5"));

            assertThat(ofType(all, "campaign_status_update").stream().map(block -> block.at("data.change")))
                    .containsExactly("created", "settings", "status");
            assertThat(ofType(all, "campaign_status_update"))
                    .allSatisfy(
                            block -> assertThat(block.at("data.campaign_id")).isEqualTo("c"));
            assertThat(all.get(all.size() - 1).at("data.direct_floor")).isEqualTo("1");
        }
    }

    @Test
    void givesSignsOfLife() {
        restart(WebSettings.DEFAULT.withKeepAlive(Duration.ofMillis(50)));

        try (EventClient events = server.follow(OPERATOR, "")) {
            events.next();

            assertThat(events.next().raw()).isEqualTo(":\n");
            assertThat(events.next().raw()).isEqualTo(":\n");
        }
    }

    @Test
    @Tag("R3.1")
    void endsWhenTheTokenIsNoLongerValid() {
        restart(WebSettings.DEFAULT.withTokenCheck(Duration.ofMillis(50)));

        try (EventClient events = server.follow(OPERATOR, "")) {
            events.next();
            server.revoked.add(OPERATOR);

            events.awaitEnd();
        }
    }

    @Test
    void boundsHowManyStreamsATenantHoldsOpen() {
        restart(WebSettings.DEFAULT.withStreamsPerTenant(1).withKeepAlive(Duration.ofMillis(20)));

        try (EventClient one = server.follow(OPERATOR, "")) {
            one.next();
            Answer refused = server.get(OPERATOR, "/api/events").expectProblem(429, "too-many");
            assertThat(refused.header("Retry-After")).isEqualTo("5");
            try (EventClient other = server.follow("other-operator", "")) {
                assertThat(other.response().statusCode()).isEqualTo(200);
            }
        }
        awaitStatus(200);
    }

    @Test
    void aClientThatDoesNotReadDelaysNobodyAndLosesNothing() throws Exception {
        restart(WebSettings.DEFAULT.withKeepAlive(Duration.ofSeconds(60)));
        String text = "x".repeat(4_000);
        int turns = 2_000;
        try (Socket deaf = connect();
                EventClient other = server.follow(OPERATOR, "?after=0")) {
            PlaceOrder order = server.orderOf(place());
            server.carrier.answered(order);
            for (int i = 0; i < turns; i++) {
                server.carrier.turn(order, "t" + i, new ConversationTurn(Speaker.AGENT, text, Instant.EPOCH));
            }
            server.carrier.ended(order, Outcome.COMPLETED);
            other.await("call_ended");

            List<Long> ids = readIdsUntil(deaf.getInputStream(), "call_ended");
            for (int i = 1; i < ids.size(); i++) {
                assertThat(ids.get(i)).isEqualTo(ids.get(i - 1) + 1);
            }
            assertThat(ids).hasSizeGreaterThan(turns);
        }
    }

    @Test
    void letsAClientGoThatTakesNothing() throws Exception {
        restart(WebSettings.DEFAULT.withKeepAlive(Duration.ofMillis(200)).withStreamsPerTenant(1));
        try (Socket deaf = connect()) {
            deaf.getInputStream().read();
            PlaceOrder order = server.orderOf(place());
            server.carrier.answered(order);
            for (int i = 0; i < 2_000; i++) {
                server.carrier.turn(
                        order, "t" + i, new ConversationTurn(Speaker.AGENT, "x".repeat(4_000), Instant.EPOCH));
            }

            awaitStatus(200);
        }
    }

    @Test
    void endsItsStreamsWhenTheServletIsTakenDown() {
        EventClient events = server.follow(OPERATOR, "");
        events.next();

        server.close();

        events.awaitEnd();
        server = new TestServer();
    }

    private void restart(WebSettings settings) {
        server.close();
        server = new TestServer(settings, "/*");
    }

    private String place() {
        return server.post(OPERATOR, "/api/calls", CALL).expect(200).text("call_id");
    }

    private EventClient resume(long after, boolean byHeader) {
        return byHeader ? EventClient.resume(server, OPERATOR, after) : server.follow(OPERATOR, "?after=" + after);
    }

    /** Until a stream can be opened again: the only wait for something that gives no signal. */
    private void awaitStatus(int status) {
        while (true) {
            try (EventClient again = server.follow(OPERATOR, "")) {
                if (again.response().statusCode() == status) {
                    return;
                }
            }
            Thread.onSpinWait();
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(8 * 1024);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        socket.getOutputStream()
                .write(("GET /api/events?after=0 HTTP/1.0\r\nHost: localhost\r\nAuthorization: Bearer " + OPERATOR
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static List<Long> readIdsUntil(InputStream in, String type) throws IOException {
        List<Long> ids = new ArrayList<>();
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        String line;
        long id = 0;
        while ((line = lines.readLine()) != null) {
            if (line.startsWith("id: ")) {
                id = Long.parseLong(line.substring(4));
            } else if (line.startsWith("data: ")) {
                ids.add(id);
                if (line.contains("\"type\":\"" + type + "\"")) {
                    return ids;
                }
            }
        }
        throw new SocketException("the stream ended after " + ids.size() + " events");
    }

    private static List<Block> ofType(List<Block> all, String type) {
        return all.stream().filter(block -> block.type().equals(type)).collect(Collectors.toList());
    }
}
