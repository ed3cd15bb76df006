package io.callyard.telephony.trials;

import io.callyard.fake.FakeCarrier;
import io.callyard.fake.FakeRequest;
import io.callyard.fake.FakeResponse;
import io.callyard.fake.Faults;
import io.callyard.testkit.VirtualNode;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong between the nodes and the carrier, in shares that every seed draws anew; until it heals. All of it can
 * happen to the carrier's customers.
 */
final class DayTrouble implements Faults {
    private final SplittableRandom random;
    private final Map<RequestFault, Double> requests = new EnumMap<>(RequestFault.class);
    final Map<String, Integer> counts = new TreeMap<>();
    private final double lost;
    private final double doubled;
    private final double held;
    private final double deaf;
    private final double badReads;
    private final double slow;
    private final double dies;
    private @Nullable DayCarrier carrier;
    private boolean healed;
    private boolean silent;

    DayTrouble(SplittableRandom random) {
        this.random = random;
        for (RequestFault fault : RequestFault.values()) {
            if (fault != RequestFault.NONE && random.nextInt(3) > 0) {
                // Large answers take the test's own time.
                requests.put(fault, random.nextDouble(fault == RequestFault.DONE_THEN_OVERSIZED ? 0.002 : 0.03));
            }
        }
        lost = share(0.1);
        doubled = share(0.3);
        held = share(0.3);
        deaf = share(0.15);
        badReads = share(0.2);
        slow = share(0.1);
        dies = share(0.01);
    }

    private double share(double most) {
        return random.nextInt(3) == 0 ? 0 : random.nextDouble(most);
    }

    void meet(DayCarrier met) {
        carrier = met;
    }

    private DayCarrier carrier() {
        return Objects.requireNonNull(carrier);
    }

    /** From now on nothing goes wrong. */
    void heal() {
        healed = true;
        silent = false;
    }

    boolean isHealed() {
        return healed;
    }

    /** No webhook goes out. */
    void silence(boolean value) {
        silent = value;
    }

    @Override
    public RequestFault onRequest(FakeRequest request) {
        // Most of all where a mistake would call somebody twice.
        double dice = random.nextDouble() / (carrier().makesCall(request) ? 3 : 1);
        for (Map.Entry<RequestFault, Double> fault : requests.entrySet()) {
            dice -= fault.getValue();
            if (dice < 0 && !healed) {
                counts.merge(fault.getKey().toString(), 1, Integer::sum);
                return fault.getKey();
            }
        }
        return RequestFault.NONE;
    }

    @Override
    public DeliveryFault onWebhook(FakeRequest webhook) {
        if (healed) {
            return DeliveryFault.NONE;
        }
        // Of some calls nothing is ever heard, as if their address were wrong.
        boolean deafTo = new SplittableRandom(carrier().callOf(webhook).hashCode()).nextDouble() < deaf;
        if (silent || deafTo || random.nextDouble() < lost) {
            counts.merge("webhooks lost", 1, Integer::sum);
            return DeliveryFault.LOST;
        }
        int copies = random.nextDouble() < doubled ? random.nextInt(2, 4) : 1;
        Duration delay = random.nextDouble() < held
                ? Duration.ofMillis(random.nextInt(1, random.nextInt(10) == 0 ? 600_000 : 8_000))
                : Duration.ZERO;
        counts.merge("webhooks doubled", copies - 1, Integer::sum);
        counts.merge("webhooks held up", delay.isZero() ? 0 : 1, Integer::sum);
        return new DeliveryFault(copies, delay);
    }

    /** A node's way to the carrier, which outlives it: it has length, and the node may die while it waits at its end. */
    FakeCarrier wayOf(VirtualNode process) {
        return request -> {
            if (process.isCrashed()) {
                return new CompletableFuture<>();
            }
            boolean makes = carrier().makesCall(request);
            if (!healed && makes && random.nextDouble() < dies) {
                counts.merge("died while dialling", 1, Integer::sum);
                carrier().api().handle(request);
                throw process.crashHere();
            }
            if (!healed && request.method().equals("GET") && random.nextDouble() < badReads) {
                counts.merge("bad reads", 1, Integer::sum);
                return badRead();
            }
            return relayed(process, carrier().api().handle(request), makes);
        };
    }

    private CompletionStage<FakeResponse> badRead() {
        return switch (random.nextInt(6)) {
            case 0 -> CompletableFuture.failedFuture(new ConnectException("connection refused"));
            case 1 -> CompletableFuture.failedFuture(new IOException("connection reset"));
            case 2 -> CompletableFuture.completedFuture(FakeResponse.empty(429));
            case 3 -> CompletableFuture.completedFuture(FakeResponse.json(200, "{\"calls\""));
            case 4 -> new CompletableFuture<>();
            default -> CompletableFuture.completedFuture(FakeResponse.empty(503));
        };
    }

    private CompletionStage<FakeResponse> relayed(
            VirtualNode process, CompletionStage<FakeResponse> answer, boolean makes) {
        CompletableFuture<FakeResponse> relay = new CompletableFuture<>();
        // Long enough, at times, for the call's first webhook to be faster.
        boolean crawls = !healed && random.nextDouble() < (makes ? slow * 3 : slow);
        Duration delay = Duration.ofMillis(crawls ? random.nextInt(500, 6_000) : random.nextInt(5, 120));
        answer.whenComplete((response, failure) -> process.schedule(delay, () -> {
            if (failure == null) {
                relay.complete(response);
            } else {
                relay.completeExceptionally(failure);
            }
        }));
        return relay;
    }
}
