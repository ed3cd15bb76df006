package io.callyard.inbound;

import static io.callyard.inbound.Hall.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.AgentId;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.Feature;
import io.callyard.model.inbound.Offer;
import io.callyard.testkit.inbound.IdealQueue;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nobody waits a moment longer than he has to: every caller waits as long as in the ideal queue of the same callers. */
class AssignmentTest {
    private static final int AGENTS = 10;
    private static final int CALLERS = 3_000;
    private static final double HANDLE = 180;

    private final Hall hall =
            new Hall(builder -> builder.features((feature, subject) -> !feature.equals(Feature.POSITION_UPDATES.key())
                    && !feature.equals(Feature.CALLBACKS.key())
                    && !feature.equals(Feature.HEARTBEAT.key())));
    private final double[] arrivals = new double[CALLERS];
    private final double[] handles = new double[CALLERS];
    private final double[] patience = new double[CALLERS];
    private final double[] waits = new double[CALLERS];
    private final Map<CallerId, Integer> numbers = new HashMap<>();
    private double begun;

    @Test
    @Tag("R4.4")
    @Tag("R4.7")
    void everybodyWaitsAsLongAsInTheIdealQueue() {
        draw();
        hall.define(rules -> rules.with(rules.offers().withWrapUp(Duration.ZERO))
                .with(rules.waits().withLongest(Duration.ofDays(7)).withMaxLength(10_000)));
        for (int i = 0; i < AGENTS; i++) {
            hall.agent("agent-" + i);
        }
        begun = now();
        for (int i = 0; i < CALLERS; i++) {
            int number = i;
            hall.scheduler.schedule(seconds(arrivals[i]), () -> arrive(number));
        }

        hall.advance(seconds(arrivals[CALLERS - 1]).plusHours(3));

        double[] ideal = IdealQueue.waits(AGENTS, arrivals, handles, patience);
        for (int i = 0; i < CALLERS; i++) {
            if (Double.isNaN(ideal[i])) {
                assertThat(waits[i]).as("caller " + i).isNaN();
            } else {
                assertThat(waits[i]).as("caller " + i).isBetween(ideal[i] - 0.001, ideal[i] + 0.001);
            }
        }
        assertThat(ideal).as("some of them wait, and some lose patience").contains(IdealQueue.ABANDONED);
    }

    private void draw() {
        SplittableRandom random = new SplittableRandom(7);
        double now = 1;
        for (int i = 0; i < CALLERS; i++) {
            now += exponential(random, HANDLE / AGENTS);
            arrivals[i] = now;
            handles[i] = exponential(random, HANDLE);
            patience[i] = exponential(random, HANDLE);
        }
    }

    private static double exponential(SplittableRandom random, double mean) {
        return -Math.log(1 - random.nextDouble()) * mean;
    }

    private double now() {
        return hall.scheduler.uptime().toNanos() / 1e9;
    }

    private static Duration seconds(double value) {
        return Duration.ofNanos(Math.round(value * 1e9));
    }

    private void arrive(int number) {
        CallerId caller = Hall.caller(hall.queue.arrive(ACME, hall.arrival())).id();
        numbers.put(caller, number);
        hall.scheduler.schedule(seconds(patience[number]), () -> losePatience(caller, number));
        takeOffers();
    }

    private void losePatience(CallerId caller, int number) {
        if (numbers.remove(caller, number)) {
            assertThat(hall.queue.hungUp(ACME, caller)).isTrue();
            waits[number] = IdealQueue.ABANDONED;
        }
    }

    private void takeOffers() {
        for (Offer offer : hall.agents.openOffers(ACME)) {
            AgentId agent = offer.ringing().get(0);
            hall.agents.accept(ACME, offer.id(), agent);
            hall.agents.connected(ACME, offer.id());
            int number = numbers.remove(offer.caller());
            waits[number] = now() - begun - arrivals[number];
            hall.scheduler.schedule(seconds(handles[number]), () -> {
                hall.agents.finish(ACME, agent, offer.caller());
                takeOffers();
            });
        }
    }
}
