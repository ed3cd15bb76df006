package io.callyard.reception;

import io.callyard.inbound.InboundSettings;
import io.callyard.model.AgentId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.DeviceState;
import io.callyard.spi.agent.DeviceProbe;
import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether agents' devices can be reached, asked of a probe and believed for some seconds. A probe that fails, or does
 * not answer in time, leaves the device unknown: the agent is asked all the same, and if he cannot be rung the next one
 * is.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class Devices {
    private static final Logger log = LoggerFactory.getLogger(Devices.class);

    private record Key(TenantId tenant, AgentId agent) {}

    private record Answer(DeviceState state, Duration until) {}

    private final @Nullable DeviceProbe probe;
    private final InboundSettings settings;
    private final Scheduler scheduler;
    private final Map<Key, Answer> answers = new ConcurrentHashMap<>();
    private final Map<Key, CompletableFuture<Void>> asked = new ConcurrentHashMap<>();

    Devices(@Nullable DeviceProbe probe, InboundSettings settings, Scheduler scheduler) {
        this.probe = probe;
        this.settings = settings;
        this.scheduler = scheduler;
    }

    /** Returns whether what is known of a device is fresh enough to offer on. */
    boolean isKnown(Agent agent) {
        if (probe == null) {
            return true;
        }
        Answer answer = answers.get(new Key(agent.tenant(), agent.id()));
        return answer != null && answer.until().compareTo(scheduler.uptime()) > 0;
    }

    /** Returns what is known of a device freshly enough to offer on; null if it has to be asked. */
    @Nullable
    DeviceState known(Agent agent) {
        return isKnown(agent) ? state(agent.tenant(), agent.id()) : null;
    }

    /** Returns what was last heard of a device; CONNECTED if nobody can be asked. */
    DeviceState state(TenantId tenant, AgentId agent) {
        if (probe == null) {
            return DeviceState.CONNECTED;
        }
        Answer answer = answers.get(new Key(tenant, agent));
        return answer == null ? DeviceState.UNKNOWN : answer.state();
    }

    /** Asks after devices, and runs {@code then} when all is known. */
    @SuppressWarnings("FutureReturnValueIgnored") // what comes of it is done by then
    void ask(List<Agent> agents, Runnable then) {
        CompletableFuture<?>[] answered =
                agents.stream().filter(agent -> !isKnown(agent)).map(this::ask).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(answered).whenComplete((done, failed) -> scheduler.execute(then));
    }

    /** However many want to know at once, the probe is asked once. */
    private CompletableFuture<Void> ask(Agent agent) {
        Key key = new Key(agent.tenant(), agent.id());
        CompletableFuture<Void> known = new CompletableFuture<>();
        CompletableFuture<Void> before = asked.putIfAbsent(key, known);
        if (before != null) {
            return before;
        }
        CompletableFuture<DeviceState> answer = new CompletableFuture<>();
        Scheduler.Timer timer = scheduler.schedule(settings.probeTimeout(), () -> answer.complete(DeviceState.UNKNOWN));
        scheduler.execute(() -> begin(agent, answer));
        return answer.handle((state, failure) -> {
            timer.cancel();
            if (failure != null) {
                log.atWarn()
                        .setCause(failure)
                        .addKeyValue("tenant", agent.tenant())
                        .addKeyValue("agent", agent.id())
                        .log("a device probe failed");
            }
            DeviceState found = state == null ? DeviceState.UNKNOWN : state;
            answers.put(key, new Answer(found, scheduler.uptime().plus(settings.probeKept())));
            asked.remove(key);
            known.complete(null);
            return null;
        });
    }

    private void begin(Agent agent, CompletableFuture<DeviceState> answer) {
        DeviceProbe asked = probe;
        if (asked == null) {
            answer.complete(DeviceState.CONNECTED);
            return;
        }
        try {
            CompletionStage<DeviceState> stage =
                    asked.probe(agent.tenant(), agent.id(), agent.profile().device());
            stage.whenComplete((state, failure) -> {
                if (failure == null) {
                    answer.complete(state);
                } else {
                    answer.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }
}
