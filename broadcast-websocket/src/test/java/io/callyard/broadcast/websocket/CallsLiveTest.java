package io.callyard.broadcast.websocket;

import static io.callyard.broadcast.websocket.TestSockets.ACME;
import static io.callyard.broadcast.websocket.TestSockets.ADA;
import static io.callyard.broadcast.websocket.TestSockets.PLAIN;
import static io.callyard.broadcast.websocket.TestSockets.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.Callyard;
import io.callyard.broadcast.Delivery;
import io.callyard.broadcast.Room;
import io.callyard.broadcast.Subscriber;
import io.callyard.model.CallRequest;
import io.callyard.model.ConversationTurn;
import io.callyard.model.ConversationTurn.Speaker;
import io.callyard.model.Outcome;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantLimits;
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.testkit.FakeCarrier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A call of a real engine, from its start to its end, on the tabs of the user who asked for it. */
@ParameterizedClass
@EnumSource(Container.class)
class CallsLiveTest {
    @Parameter
    Container container;

    private final FakeCarrier carrier = new FakeCarrier(TenantLimits.DEFAULT_ACCOUNT);
    private final CompletableFuture<PlaceOrder> ordered = new CompletableFuture<>();
    private Callyard engine;
    private TestSockets server;

    @BeforeEach
    void start() {
        carrier.answerBy(order -> {
            ordered.complete(order);
            return FakeCarrier.taken(order);
        });
        engine = Callyard.builder().carrier(carrier).build();
        engine.start();
        server = new TestSockets(container, TestSockets.SETTINGS, ClientMessages.none(), engine.broadcaster());
    }

    @AfterEach
    void stop() {
        server.close();
        engine.close();
    }

    @Test
    @Tag("R0.5")
    @Tag("R3.5")
    void everyTabOfTheUserHearsOfTheCallAsItHappensAndNobodyElseDoes() {
        try (TestClient tab = server.follow(PLAIN, 0);
                TestClient otherTab = server.follow(PLAIN, 0);
                TestClient stranger = server.follow("acme.bob.none", 0);
                TestClient foreigner = server.follow("globex.ada.admin", 0)) {
            talk();

            for (TestClient client : List.of(tab, otherTab)) {
                assertThat(types(client))
                        .containsSubsequence(
                                "queue_status_update",
                                "call_started",
                                "call_status_update",
                                "call_status_update",
                                "conversation_turn",
                                "conversation_turn",
                                "call_ended");
            }
            assertThat(stranger.upToPong()).isEmpty();
            assertThat(foreigner.upToPong()).isEmpty();
        }
    }

    @Test
    @Tag("R0.6")
    void aSubscriberThatThrowsAndASocketThatDoesNotReadDelayNeitherTheCallNorOtherSockets() throws Exception {
        engine.broadcaster().subscribe(Room.of(ACME), 0, new Subscriber() {
            @Override
            public void onEvent(Delivery delivery) {
                throw new IllegalStateException("no connection");
            }

            @Override
            public void onResyncRequired(long lastSeq) {
                throw new IllegalStateException("no connection");
            }
        });
        try (TestClient viewer = server.follow(VIEWER, 0);
                RawClient stuck = RawClient.open(server, "acme.bob.viewer", 8 * 1024)) {
            stuck.send(RawClient.TEXT, "{\"type\":\"resume\",\"after\":0}");

            talk();

            assertThat(types(viewer)).endsWith("call_ended");
            assertThat(engine.broadcaster().failedDeliveries()).isPositive();
            assertThat(engine.calls().status(ACME).direct().total()).isZero();
        }
    }

    private void talk() {
        engine.calls()
                .place(CallRequest.direct(ACME, PhoneNumber.parse("+12025550100"))
                        .user(ADA)
                        .build());
        PlaceOrder order = ordered.orTimeout(20, TimeUnit.SECONDS).join();
        carrier.ringing(order);
        carrier.answered(order);
        carrier.turn(order, "1", new ConversationTurn(Speaker.CUSTOMER, "Hello?", TestLog.NOW));
        carrier.turn(order, "2", new ConversationTurn(Speaker.AGENT, "Good morning.", TestLog.NOW));
        carrier.ended(order, Outcome.COMPLETED);
    }

    private static List<String> types(TestClient client) {
        List<String> types = new ArrayList<>();
        int previous = 0;
        do {
            Map<String, Object> event = client.events(1).get(0);
            assertThat(event).containsEntry("prev", previous);
            previous = (Integer) event.get("seq");
            types.add(String.valueOf(event.get("type")));
        } while (!types.get(types.size() - 1).equals("call_ended"));
        return types;
    }
}
