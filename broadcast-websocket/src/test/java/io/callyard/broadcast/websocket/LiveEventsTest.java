package io.callyard.broadcast.websocket;

import static io.callyard.broadcast.websocket.TestSockets.ACME;
import static io.callyard.broadcast.websocket.TestSockets.ADA;
import static io.callyard.broadcast.websocket.TestSockets.BOB;
import static io.callyard.broadcast.websocket.TestSockets.GLOBEX;
import static io.callyard.broadcast.websocket.TestSockets.OPERATOR;
import static io.callyard.broadcast.websocket.TestSockets.PLAIN;
import static io.callyard.broadcast.websocket.TestSockets.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What clients see: all that is theirs, in order, once, and nothing else. */
@ParameterizedClass
@EnumSource(Container.class)
class LiveEventsTest {
    @Parameter
    Container container;

    private TestSockets server;

    @BeforeEach
    void start() {
        server = new TestSockets(container);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @Tag("R0.5")
    void nothingIsSentBeforeTheClientSaysWhereToBegin() {
        server.log.append(ACME);
        try (TestClient client = server.open(VIEWER)) {
            server.log.append(ACME);
            assertThat(client.upToPong()).isEmpty();

            client.send("{\"type\":\"resume\"}");

            assertThat(client.next()).isEqualTo(Map.of("type", "resumed", "seq", 2));
            server.log.append(ACME);
            assertThat(client.next()).containsEntry("seq", 3).containsEntry("prev", 2);
        }
    }

    @Test
    @Tag("R0.5")
    void everyEventComesOnceAndInOrderWhileManyHappen() {
        try (TestClient client = server.follow(VIEWER, 0)) {
            for (int i = 0; i < 5_000; i++) {
                server.log.append(ACME);
            }

            assertThatNothingIsMissing(client.events(5_000), 0);
        }
    }

    @Test
    @Tag("R0.5")
    void aClientGoesOnWhereItLeftOffHoweverOftenItIsCutOff() {
        server.log.appendMany(ACME, ADA, 700, 100);
        List<Map<String, Object>> all = new ArrayList<>();
        while (all.size() < 700) {
            try (TestClient client = server.follow(VIEWER, all.size())) {
                all.addAll(client.events(Math.min(70, 700 - all.size())));
            }
        }

        assertThatNothingIsMissing(all, 0);
    }

    @Test
    void oneSocketMayResumeAgainFromElsewhere() {
        server.log.appendMany(ACME, ADA, 10, 10);
        try (TestClient client = server.follow(VIEWER, 0)) {
            client.events(10);

            client.send("{\"type\":\"resume\",\"after\":7}");

            client.await("resumed");
            assertThatNothingIsMissing(client.events(3), 7);
            server.log.append(ACME);
            assertThat(client.next()).containsEntry("seq", 11).containsEntry("prev", 10);
        }
    }

    @Test
    void whoeverIsBehindWhatTheLogHoldsIsToldToReadThePresent() {
        server.log.appendMany(ACME, ADA, 10, 10);
        server.log.forget(5);
        try (TestClient client = server.follow(VIEWER, 2)) {
            assertThat(client.next()).isEqualTo(Map.of("type", "resync_required", "seq", 10));

            server.log.append(ACME);

            assertThat(client.next()).containsEntry("seq", 11).containsEntry("prev", 10);
        }
    }

    @Test
    @Tag("R3.1")
    void aPlainUserSeesHisOwnCallsOnlyAndStillThatNothingIsMissing() {
        try (TestClient ada = server.follow(PLAIN, 0);
                TestClient bob = server.follow("acme.bob.none", 0);
                TestClient viewer = server.follow(VIEWER, 0)) {
            server.log.append(ACME);
            server.log.append(ACME, ADA, "hers");
            server.log.append(ACME, BOB, "his");
            server.log.append(ACME, ADA, "hers again");

            List<Map<String, Object>> hers = ada.events(2);
            assertThat(hers).extracting(event -> event.get("seq")).containsExactly(2, 4);
            assertThat(hers).extracting(event -> event.get("prev")).containsExactly(0, 2);
            assertThat(bob.events(1).get(0).get("seq")).isEqualTo(3);
            assertThatNothingIsMissing(viewer.events(4), 0);
            assertThat(ada.upToPong()).isEmpty();
            assertThat(bob.upToPong()).isEmpty();
        }
    }

    @Test
    @Tag("R3.1")
    void aViewerMayNarrowTheViewAndAPlainUserMayNotWidenIt() {
        server.log.append(ACME);
        server.log.append(ACME, ADA, "hers");
        try (TestClient viewer = server.open(VIEWER);
                TestClient plain = server.open(PLAIN)) {
            viewer.send("{\"type\":\"resume\",\"after\":0,\"room\":\"user\"}");
            assertThat(viewer.events(1).get(0)).containsEntry("seq", 2);

            plain.send("{\"type\":\"resume\",\"after\":0,\"room\":\"tenant\"}");
            assertThat(plain.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    @Tag("R3.1")
    void noMessageWhateverItSaysLeadsIntoAnotherRoom() {
        server.log.append(GLOBEX);
        server.log.append(ACME, BOB, "his");
        for (String more : List.of(
                "\"room\":\"globex\"",
                "\"room\":\"tenant:globex\"",
                "\"room\":\"../globex\"",
                "\"room\":\"user:bob\"",
                "\"room\":\"bob\"",
                "\"room\":\"\"",
                "\"room\":[\"tenant\"]",
                "\"tenant\":\"globex\"",
                "\"user\":\"bob\"",
                "\"user_id\":\"bob\",\"tenant_id\":\"globex\",\"roles\":[\"admin\"]")) {
            try (TestClient client = server.open(PLAIN)) {
                client.send("{\"type\":\"resume\",\"after\":0," + more + "}");
                if (more.contains("room")) {
                    assertThat(client.closeCode()).as(more).isEqualTo(1008);
                } else {
                    client.await("resumed");
                    assertThat(client.upToPong()).as(more).isEmpty();
                }
            }
        }
    }

    @Test
    @Tag("R3.1")
    void manyWhoKnockAtOnceEachSeeTheirOwnTenantAndNoOther() {
        int tenants = 40;
        for (int i = 0; i < tenants; i++) {
            server.log.append(new TenantId("t" + i));
        }
        ExecutorService crowd = Executors.newFixedThreadPool(tenants);
        try {
            List<CompletableFuture<List<Map<String, Object>>>> seen = new ArrayList<>();
            for (int i = 0; i < 3 * tenants; i++) {
                String tenant = "t" + i % tenants;
                seen.add(CompletableFuture.supplyAsync(
                        () -> {
                            try (TestClient client = server.follow(tenant + ".ada.viewer", 0)) {
                                return client.events(1);
                            }
                        },
                        crowd));
            }
            for (int i = 0; i < seen.size(); i++) {
                assertThat(seen.get(i).join())
                        .extracting(event -> event.get("tenant"))
                        .containsExactly("t" + i % tenants);
            }
        } finally {
            crowd.shutdownNow();
        }
    }

    @Test
    void onlyAnOperatorSeesWholeNumbers() {
        server.log.append(ACME, ADA, "hi");
        try (TestClient viewer = server.follow(VIEWER, 0);
                TestClient operator = server.follow(OPERATOR, 0)) {
            assertThat(TestJson.at(viewer.events(1).get(0), "data.phone_number"))
                    .isEqualTo("+1202*****00");
            assertThat(TestJson.at(operator.events(1).get(0), "data.phone_number"))
                    .isEqualTo("+12025550100");
        }
    }

    private static void assertThatNothingIsMissing(List<Map<String, Object>> events, int after) {
        int previous = after;
        for (Map<String, Object> event : events) {
            assertThat(event).containsEntry("prev", previous).containsEntry("seq", previous + 1);
            previous++;
        }
    }
}
