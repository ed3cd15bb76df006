package io.callyard.examples.livemonitor;

import io.callyard.Callyard;
import io.callyard.fake.Party;
import io.callyard.model.AgentId;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueId;
import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The people at the other ends of a fake carrier's calls: those who are called, six agents at their devices, and callers
 * who want to talk to them.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class FakePeople {
    private static final Duration HEARTBEAT = Duration.ofSeconds(20);
    private static final double SECONDS_BETWEEN_CALLERS = 12;

    private final Scheduler scheduler;
    private final String scheme;
    private final String domain;
    private final SplittableRandom random = new SplittableRandom(7);
    private final List<AgentId> agents = new ArrayList<>();
    private volatile boolean open;

    /** Somebody calls a number of ours. */
    @FunctionalInterface
    interface Telephone {
        void call(String from, String to, Party caller);
    }

    /**
     * Nobody does anything yet.
     *
     * @param scheme what the addresses of agents' devices begin with
     * @param domain what they end with
     */
    FakePeople(Scheduler scheduler, String scheme, String domain) {
        this.scheduler = scheduler;
        this.scheme = scheme;
        this.domain = domain;
    }

    /** The numbers that people can call, and the queues behind them. */
    static Map<String, QueueId> numbers() {
        return Map.of(
                "+12025550191", SupportQueues.SUPPORT,
                "+12025550192", SupportQueues.SALES,
                "+12025550193", SupportQueues.BILLING);
    }

    /** Returns what somebody does who is called, or rung as an agent. */
    synchronized Party at(String address) {
        boolean isAgent = address.startsWith(scheme);
        if (isAgent) {
            // He misses one call in ten. Who ends the talk is the caller.
            return random.nextInt(10) == 0
                    ? Party.reacting(Party.Reaction.NO_ANSWER, Duration.ZERO)
                    : Party.answering(seconds(1, 6), Party.FOR_EVER);
        }
        return switch (random.nextInt(10)) {
            case 0 -> Party.reacting(Party.Reaction.BUSY, seconds(1, 3));
            case 1, 2 -> Party.reacting(Party.Reaction.NO_ANSWER, Duration.ZERO);
            case 3 -> Party.reacting(Party.Reaction.REJECT, seconds(2, 6));
            default -> Party.answering(seconds(2, 10), seconds(20, 60));
        };
    }

    /** The agents come to work, and callers begin to call. */
    void open(Callyard engine, Telephone telephone) {
        open = true;
        SupportQueues.agents().forEach((agent, profile) -> {
            engine.agents().register(Demo.TENANT, agent, profile.rungAt(scheme + agent + domain));
            engine.agents().setPresence(Demo.TENANT, agent, Presence.AVAILABLE);
            agents.add(agent);
        });
        beat(engine);
        nextCaller(telephone);
    }

    /** Nobody calls any more. */
    void leave() {
        open = false;
    }

    private void beat(Callyard engine) {
        if (open) {
            agents.forEach(agent -> {
                engine.agents().heartbeat(Demo.TENANT, agent);
                // Who missed calls was set away; he has a look at his screen.
                engine.agents().setPresence(Demo.TENANT, agent, Presence.AVAILABLE);
            });
            scheduler.schedule(HEARTBEAT, () -> beat(engine));
        }
    }

    private synchronized void nextCaller(Telephone telephone) {
        double seconds = -Math.log(1 - random.nextDouble()) * SECONDS_BETWEEN_CALLERS;
        scheduler.schedule(Duration.ofMillis((long) (seconds * 1_000)), () -> {
            if (open) {
                call(telephone);
                nextCaller(telephone);
            }
        });
    }

    private void call(Telephone telephone) {
        String from;
        String to;
        Party caller;
        synchronized (this) {
            from = "+1202555%04d".formatted(random.nextInt(1_000, 9_999));
            List<String> numbers = numbers().keySet().stream().sorted().toList();
            to = numbers.get(random.nextInt(numbers.size()));
            caller = Party.answering(Duration.ZERO, seconds(40, 180));
            if (random.nextInt(4) == 0) {
                caller = caller.pressing(Duration.ofSeconds(75), '1');
            }
        }
        telephone.call(from, to, caller);
    }

    private Duration seconds(int least, int most) {
        return Duration.ofMillis(random.nextLong(least * 1_000L, most * 1_000L));
    }
}
