package io.callyard.broadcast.websocket;

import static io.callyard.broadcast.websocket.TestSockets.ACME;
import static io.callyard.broadcast.websocket.TestSockets.ADA;
import static io.callyard.broadcast.websocket.TestSockets.BOB;
import static io.callyard.broadcast.websocket.TestSockets.OPERATOR;
import static io.callyard.broadcast.websocket.TestSockets.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.Callyard;
import io.callyard.SystemScheduler;
import io.callyard.model.AccountLimits;
import io.callyard.model.Contact;
import io.callyard.model.TenantLimits;
import io.callyard.model.UserId;
import io.callyard.outbound.EngineSettings;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.testkit.FakeCarrier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A real engine dials leads as pages say over real sockets that they have fetched them. */
@ParameterizedClass
@EnumSource(Container.class)
@Timeout(120)
class LeadsLiveTest {
    private static final String ALL = "{\"type\":\"leads_fetched\"}";
    private static final int RELOADS = 50;

    @Parameter
    Container container;

    private final SystemScheduler scheduler = new SystemScheduler();
    private final FakeCarrier carrier = new FakeCarrier(TenantLimits.DEFAULT_ACCOUNT);
    private final BlockingQueue<PlaceOrder> ordered = new LinkedBlockingQueue<>();
    private Callyard engine;
    private TestSockets server;

    @BeforeEach
    void start() {
        carrier.answerBy(order -> {
            ordered.add(order);
            return FakeCarrier.taken(order);
        });
        engine = Callyard.builder()
                .scheduler(scheduler)
                .carrier(carrier)
                .settings(EngineSettings.DEFAULT.withDefaultLimits(
                        TenantLimits.DEFAULT.withMaxLive(100), AccountLimits.NONE))
                .build();
        engine.start();
        ClientMessages messages =
                ClientMessages.of(Map.of(LeadsFetched.TYPE, new LeadsFetched(engine.leads(), scheduler)));
        // A page that has gone may take its place a little longer than the next one takes to come.
        SocketSettings settings = TestSockets.SETTINGS.withLimits(SocketLimits.DEFAULT.withSockets(200, 200, 200, 200));
        server = new TestSockets(container, settings, messages, engine.broadcaster());
    }

    @AfterEach
    void stop() {
        server.close();
        engine.close();
        scheduler.close();
    }

    @Test
    @DisplayName("R3.2 what is pending is dialled as soon as a page has fetched it, and the tabs see it")
    void dialsWhatAPageHasFetched() throws Exception {
        add(ADA, "a", "b", "c");
        add(BOB, "of-bob");
        try (TestClient tab = server.follow(OPERATOR, 0);
                TestClient other = server.follow(OPERATOR, 0)) {
            assertThat(ordered).as("nobody has fetched anything yet").isEmpty();

            tab.send("{\"type\":\"leads_fetched\",\"lead_ids\":[\"b\",\"of-bob\",\"nobodys\"]}");

            assertThat(tab.await("leads_run"))
                    .containsEntry("started", 1)
                    .containsEntry("unknown", List.of("nobodys", "of-bob"));
            assertThat(contacts(1)).containsExactly("b");
            Map<String, Object> dialed = other.await("lead_dialed");
            assertThat(TestJson.at(dialed, "data.lead_id")).isEqualTo("b");
            assertThat(TestJson.at(other.await("call_started"), "data.call_id"))
                    .isEqualTo(TestJson.at(dialed, "data.call_id"));

            tab.send(ALL);

            assertThat(tab.await("leads_run")).containsEntry("started", 2);
            assertThat(contacts(2)).containsExactlyInAnyOrder("a", "c");
        }
    }

    @Test
    @DisplayName("R3.3 two tabs with fifty reloads each, and new leads meanwhile: each lead is dialled once")
    void dialsEachLeadOnceOverReloads() throws Exception {
        List<String> ids = IntStream.range(0, 60).mapToObj(i -> "l-" + i).toList();
        add(ADA, ids.subList(0, 10).toArray(String[]::new));
        AtomicInteger started = new AtomicInteger();
        try (TestClient watcher = server.follow(VIEWER, 0)) {
            CompletableFuture<Void> tab = tab(
                    reload -> {
                        add(ADA, ids.get(10 + reload));
                        return ALL;
                    },
                    started);
            CompletableFuture<Void> other = tab(reload -> reload % 2 == 0 ? ALL : naming(ids), started);
            CompletableFuture.allOf(tab, other).get(100, TimeUnit.SECONDS);

            assertThat(fetchOnce(ALL)).as("all have their calls").containsEntry("started", 0);
            assertThat(started).hasValue(ids.size());
            assertThat(contacts(ids.size())).containsExactlyInAnyOrderElementsOf(ids);
            List<Object> dialed = new ArrayList<>();
            while (dialed.size() < ids.size()) {
                dialed.add(TestJson.at(watcher.await("lead_dialed"), "data.lead_id"));
            }
            assertThat(dialed).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(ordered).as("nobody is called again").isEmpty();
        }
    }

    @Test
    @DisplayName("R3.4 while a user's run is open, further tabs join it and no lead is dialled beside itself")
    void runsOnceForAUser() throws Exception {
        CompletableFuture<PlaceAnswer> never = new CompletableFuture<>();
        carrier.answerBy(order -> {
            ordered.add(order);
            return never;
        });
        add(ADA, "a", "b", "c");
        CyclicBarrier together = new CyclicBarrier(4);
        List<CompletableFuture<Map<String, Object>>> tabs = Stream.generate(() -> CompletableFuture.supplyAsync(() -> {
                    try (TestClient tab = server.follow(OPERATOR, 0)) {
                        together.await(20, TimeUnit.SECONDS);
                        tab.send(ALL);
                        return tab.await("leads_run");
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                }))
                .limit(4)
                .toList();
        int started = 0;
        for (CompletableFuture<Map<String, Object>> tab : tabs) {
            Map<String, Object> run = tab.get(60, TimeUnit.SECONDS);
            started += (Integer) run.get("started");
            assertThat(TestJson.at(run, "run.pending"))
                    .as("it is one run that all are told of")
                    .isEqualTo(0);
        }
        assertThat(started).isEqualTo(3);
        assertThat(contacts(3)).containsExactlyInAnyOrder("a", "b", "c");

        // Their placings are under way.
        for (int i = 0; i < 20; i++) {
            Map<String, Object> run = fetchOnce(naming(List.of("a", "b", "c")));
            assertThat(run).containsEntry("started", 0);
            assertThat((List<?>) run.get("called")).hasSize(3);
        }
        assertThat(ordered).isEmpty();
        assertThat(carrier.orders()).hasSize(3);
        // An engine that closes waits for its carriers for a while.
        never.completeExceptionally(new IllegalStateException("the test is over"));
    }

    @Test
    @DisplayName("R3.2 what cannot be done is answered with an error, and the socket lives")
    void answersWithAnErrorAndKeepsTheSocket() {
        add(ADA, "a");
        try (TestClient tab = server.open(OPERATOR);
                TestClient viewer = server.open(VIEWER)) {
            tab.send("{\"type\":\"leads_fetched\",\"lead_ids\":\"a\"}");
            viewer.send(ALL);

            assertThat(tab.next()).containsEntry("type", "error").containsEntry("code", "invalid");
            assertThat(viewer.next()).containsEntry("type", "error").containsEntry("code", "forbidden");
            assertThat(tab.upToPong()).isEmpty();
            assertThat(viewer.upToPong()).isEmpty();
            assertThat(engine.leads().counts(ACME, ADA).pending()).isEqualTo(1);
        }
    }

    /** A tab that is reloaded again and again; each time it says what {@code message} gives. */
    private CompletableFuture<Void> tab(IntFunction<String> message, AtomicInteger started) {
        return CompletableFuture.runAsync(() -> {
            for (int reload = 0; reload < RELOADS; reload++) {
                started.addAndGet((Integer) fetchOnce(message.apply(reload)).get("started"));
            }
        });
    }

    private Map<String, Object> fetchOnce(String message) {
        try (TestClient page = server.follow(OPERATOR, 0)) {
            page.send(message);
            return page.await("leads_run");
        }
    }

    private static String naming(List<String> ids) {
        return "{\"type\":\"leads_fetched\",\"lead_ids\":[\"" + String.join("\",\"", ids) + "\"]}";
    }

    private void add(UserId user, String... ids) {
        engine.leads()
                .add(
                        ACME,
                        user,
                        Stream.of(ids)
                                .map(id -> new Contact("+12025550100", id, null, null, null, null))
                                .iterator());
    }

    /** Waits until the carrier was asked for so many calls, and returns whom they are to. */
    private List<String> contacts(int count) throws InterruptedException {
        List<String> contacts = new ArrayList<>();
        while (contacts.size() < count) {
            PlaceOrder order = ordered.poll(20, TimeUnit.SECONDS);
            assertThat(order).as("after " + contacts).isNotNull();
            contacts.add(String.valueOf(order.subject().contact()));
        }
        return contacts;
    }
}
