package io.callyard.broadcast.websocket;

import static io.callyard.broadcast.websocket.TestSockets.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Messages that an application handles itself. */
class ClientMessagesTest {
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch release = new CountDownLatch(1);
    private final TestSockets server = new TestSockets(
            Container.JETTY,
            TestSockets.SETTINGS,
            ClientMessages.of(Map.of(
                    "echo", (message, sender) -> sender.send("echoed", message.members()),
                    "note", (message, sender) -> seen.add(message.text("text")),
                    "ids", (message, sender) -> seen.addAll(List.of(String.valueOf(message.texts("ids")))),
                    "wait", (message, sender) -> await(release),
                    "whoami",
                            (message, sender) -> sender.send(
                                    "you",
                                    Map.of("user", sender.principal().user().value())),
                    "flood", (message, sender) -> sender.send("much", Map.of("text", "x".repeat(300_000))),
                    "fail",
                            (message, sender) -> {
                                throw new IllegalStateException("a fault");
                            })));

    @AfterEach
    void stop() {
        release.countDown();
        server.close();
    }

    @Test
    void aHandlerSeesEveryMemberAndAnswersInKind() {
        try (TestClient client = server.open(PLAIN)) {
            client.send(
                    "{\"type\":\"echo\",\"t\":\"x\\u00e9\",\"n\":1.50,\"b\":true,\"z\":null,\"l\":[1,[\"a\"]],\"o\":{\"k\":-7}}");

            Map<String, Object> expected = new HashMap<>(Map.of(
                    "type",
                    "echoed",
                    "t",
                    "x\u00e9",
                    "n",
                    new BigDecimal("1.50"),
                    "b",
                    true,
                    "l",
                    List.of(1, List.of("a"))));
            expected.put("o", Map.of("k", -7));
            expected.put("z", null);
            assertThat(client.next()).isEqualTo(expected);
        }
    }

    @Test
    @Tag("R3.1")
    void whoSentItComesFromTheTokenWhateverTheMessageSays() {
        try (TestClient client = server.open(PLAIN)) {
            client.send("{\"type\":\"whoami\",\"user\":\"bob\",\"tenant\":\"globex\"}");

            assertThat(client.next()).containsEntry("user", "ada");
        }
    }

    @Test
    void messagesOfOneSocketAreHandledInOrderAndOneThatTakesLongHoldsNoOtherSocketUp() {
        try (TestClient slow = server.open(PLAIN);
                TestClient other = server.open(PLAIN)) {
            slow.send("{\"type\":\"wait\"}");
            for (int i = 0; i < 20; i++) {
                slow.send("{\"type\":\"note\",\"text\":\"" + i + "\"}");
            }
            assertThat(other.upToPong()).isEmpty();
            assertThat(seen).isEmpty();

            release.countDown();

            slow.upToPong();
            assertThat(seen).containsExactly(numbers(20));
        }
    }

    @Test
    void whatAHandlerCannotReadIsForbiddenAndWhatItFailsAtIsAFault() {
        for (Map.Entry<String, Integer> sent : Map.of(
                        "{\"type\":\"note\",\"text\":7}", 1008,
                        "{\"type\":\"ids\",\"ids\":\"a\"}", 1008,
                        "{\"type\":\"ids\",\"ids\":[\"a\",1]}", 1008,
                        "{\"type\":\"fail\"}", 1011)
                .entrySet()) {
            try (TestClient client = server.open(PLAIN)) {
                client.send(sent.getKey());
                assertThat(client.closeCode()).as(sent.getKey()).isEqualTo(sent.getValue());
            }
        }
        assertThat(seen).isEmpty();
        assertThat(server.sockets.figures().failedMessages()).isEqualTo(1);
    }

    @Test
    void answersAreNotGatheredForAClientWithoutBound() {
        try (TestClient client = server.open(PLAIN)) {
            client.send("{\"type\":\"flood\"}");

            assertThat(client.closeCode()).isEqualTo(1013);
        }
    }

    private static String[] numbers(int count) {
        String[] numbers = new String[count];
        Arrays.setAll(numbers, String::valueOf);
        return numbers;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
