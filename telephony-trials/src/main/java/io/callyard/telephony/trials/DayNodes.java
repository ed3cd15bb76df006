package io.callyard.telephony.trials;

import io.callyard.Callyard;
import io.callyard.agent.UnknownAgentException;
import io.callyard.fake.FakeRequest;
import io.callyard.fake.FakeResponse;
import io.callyard.fake.InProcessClient;
import io.callyard.inbound.UnknownQueueException;
import io.callyard.memory.InMemoryStore;
import io.callyard.model.CallTimeouts;
import io.callyard.model.NodeId;
import io.callyard.outbound.EngineSettings;
import io.callyard.spi.carrier.WebhookRequest;
import io.callyard.spi.carrier.WebhookResponse;
import io.callyard.spi.store.StoreUnavailableException;
import io.callyard.testkit.VirtualNode;
import io.callyard.testkit.VirtualScheduler;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Two processes with an engine and a driver each, on one store; whichever is there takes the next webhook. */
final class DayNodes {
    private static final int REMEMBERED = 300;

    /** The standard ones, but nobody talks longer than half an hour. */
    private static final CallTimeouts TIMEOUTS = new CallTimeouts(
            CallTimeouts.DEFAULT.lease(),
            CallTimeouts.DEFAULT.firstLookUp(),
            CallTimeouts.DEFAULT.ringing(),
            Duration.ofMinutes(30),
            CallTimeouts.DEFAULT.giveUp());

    private final VirtualScheduler scheduler;
    private final InMemoryStore store;
    private final DayTrouble trouble;
    private final SplittableRandom random;
    private final Consumer<String> problems;
    private final double dies;
    private final double breaks;
    private final double forges;
    private final List<Node> nodes = new ArrayList<>();
    private final List<FakeRequest> seen = new ArrayList<>();
    final Map<Integer, Integer> statuses = new TreeMap<>();
    private @Nullable DayCarrier carrier;
    private int made;
    int crashes;
    int forgeries;
    int replays;

    private record Node(VirtualNode process, Callyard engine, DayCarrier.Line line) {}

    DayNodes(
            VirtualScheduler scheduler,
            InMemoryStore store,
            DayTrouble trouble,
            SplittableRandom random,
            Consumer<String> problems) {
        this.scheduler = scheduler;
        this.store = store;
        this.trouble = trouble;
        this.random = random;
        this.problems = problems;
        dies = random.nextInt(3) == 0 ? 0 : random.nextDouble(0.0002);
        breaks = random.nextInt(3) == 0 ? 0 : random.nextDouble(0.004);
        forges = random.nextInt(4) == 0 ? 0 : random.nextDouble(0.2);
    }

    void start(DayCarrier met) {
        carrier = met;
        add();
        add();
    }

    private DayCarrier carrier() {
        return Objects.requireNonNull(carrier);
    }

    private void add() {
        VirtualNode process = scheduler.node();
        DayStore connection = new DayStore(store, process, random.split(), trouble::isHealed, dies, breaks);
        DayCarrier.Line line = carrier().line(process, InProcessClient.to(trouble.wayOf(process), process));
        Callyard engine = Callyard.builder()
                .store(connection.connection())
                .scheduler(process)
                .node(new NodeId("node-" + ++made))
                .settings(EngineSettings.DEFAULT.withTimeouts(TIMEOUTS))
                .carrier(line.calls())
                .build();
        Node node = new Node(process, engine, line);
        nodes.add(node);
        process.execute(() -> {
            try {
                engine.start();
            } catch (StoreUnavailableException e) {
                process.crash(); // whoever watches over it starts another
            }
        });
    }

    /** Starts a process for each that has died, after a while in which there is one less. */
    void replaceTheDead() {
        for (Node node : List.copyOf(nodes)) {
            if (node.process().isCrashed()) {
                nodes.remove(node);
                crashes++;
                scheduler.schedule(Duration.ofSeconds(random.nextInt(1, 60)), this::add);
            }
        }
    }

    void heal() {
        nodes.forEach(node -> node.process().thaw());
        replaceTheDead();
    }

    void killOne() {
        if (!nodes.isEmpty()) {
            nodes.get(random.nextInt(nodes.size())).process().crash();
        }
    }

    void freezeOne(Duration duration) {
        if (!nodes.isEmpty()) {
            VirtualNode process = nodes.get(random.nextInt(nodes.size())).process();
            process.freeze();
            scheduler.schedule(duration, process::thaw);
        }
    }

    /** Does something as a user of a node, if one is there. */
    void use(Consumer<Callyard> action) {
        replaceTheDead();
        if (nodes.isEmpty()) {
            return;
        }
        Node node = nodes.get(random.nextInt(nodes.size()));
        node.process().execute(() -> {
            try {
                action.accept(node.engine());
            } catch (StoreUnavailableException | UnknownQueueException | UnknownAgentException e) {
                // A user is told, and nothing is lost that was accepted.
            }
        });
    }

    /** Brings a webhook to a node that is there; now and then somebody sends one of his own as well. */
    CompletionStage<FakeResponse> deliver(FakeRequest webhook) {
        if (!trouble.isHealed()) {
            if (random.nextDouble() < forges && carrier().forged() > 0) {
                forge(webhook);
            }
            if (random.nextDouble() < forges / 4 && !seen.isEmpty()) {
                replays++;
                deliverOne(seen.get(random.nextInt(seen.size())));
            }
        }
        if (seen.size() < REMEMBERED) {
            seen.add(webhook);
        } else {
            seen.set(random.nextInt(REMEMBERED), webhook);
        }
        return deliverOne(webhook);
    }

    private CompletionStage<FakeResponse> deliverOne(FakeRequest webhook) {
        replaceTheDead();
        List<Node> there = nodes.stream()
                .filter(node -> !node.process().isCrashed())
                // Whoever shares out the load notices soon that one is stuck.
                .filter(node -> !node.process().isFrozen() || random.nextInt(10) == 0)
                .toList();
        if (there.isEmpty()) {
            return CompletableFuture.failedFuture(new ConnectException("nobody listens"));
        }
        Node node = there.get(random.nextInt(there.size()));
        CompletableFuture<FakeResponse> answer = new CompletableFuture<>();
        node.process().execute(() -> {
            WebhookResponse given = handled(node, carrier().handedOn(webhook));
            Map<String, String> headers =
                    given.contentType().isEmpty() ? Map.of() : Map.of("content-type", given.contentType());
            answer.complete(new FakeResponse(given.status(), headers, given.body()));
        });
        return answer;
    }

    /** Returns some of the webhooks that have come. */
    List<FakeRequest> seen() {
        return List.copyOf(seen);
    }

    private WebhookResponse handled(Node node, WebhookRequest request) {
        try {
            WebhookResponse answer = node.line().webhooks().handle(request);
            statuses.merge(answer.status(), 1, Integer::sum);
            return answer;
        } catch (RuntimeException e) {
            problems.accept("a webhook was answered with an exception: " + e);
            throw e;
        }
    }

    private void forge(FakeRequest webhook) {
        WebhookRequest genuine = carrier().handedOn(webhook);
        Map<String, String> headers = new HashMap<>(genuine.headers());
        byte[] body = genuine.body();
        if (random.nextBoolean()) {
            headers.keySet().removeIf(name -> name.contains("signature"));
        } else {
            body = new String(body, StandardCharsets.UTF_8)
                    .replaceFirst("(?i)(in-progress|initiated|ringing|answered)", "completed")
                    .concat(" ")
                    .getBytes(StandardCharsets.UTF_8);
        }
        WebhookRequest forged = new WebhookRequest(genuine.method(), genuine.path(), genuine.query(), headers, body);
        if (nodes.isEmpty()) {
            return;
        }
        Node node = nodes.get(random.nextInt(nodes.size()));
        forgeries++;
        node.process().execute(() -> {
            long before = store.lastSeq(CarrierDay.TENANT);
            int status = handled(node, forged).status();
            if (status != carrier().forged() || store.lastSeq(CarrierDay.TENANT) != before) {
                problems.accept("a forged webhook was answered with " + status);
            }
        });
    }
}
