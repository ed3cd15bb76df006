package io.callyard.benchmarks;

import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.Caller;
import io.callyard.routing.Contender;
import io.callyard.routing.FloorPlan;
import io.callyard.routing.Match;
import io.callyard.routing.Matching;
import io.callyard.routing.Readiness;
import io.callyard.routing.RoutingStrategies;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * One pass of the matching, with a decision for every match: callers who wait, and half as many agents who are ready.
 * The yardstick is to sort both lists once, by the same comparators: no matching that keeps an order can do less.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MatchingPass {
    @Param({"125", "250", "500", "1000", "2000"})
    int waiting;

    private Caller[] callers;
    private Contender[] contenders;
    private Comparator<Contender> order;
    private FloorPlan simple;
    private FloorPlan mixed;
    private FloorPlan noAgents;
    private FloorPlan noCallers;
    private FloorPlan noSkills;
    private FloorPlan noSkillsOfAnyKind;

    @Setup
    public void fill() {
        MatchingFloor floor = MatchingFloor.simple();
        List<Caller> line = floor.callers(waiting);
        List<Agent> agents = floor.agents(waiting / 2);
        callers = line.toArray(Caller[]::new);
        contenders = agents.stream()
                .map(agent -> new Contender(agent, agent.profile().queues().get(0), new Readiness(1, 1, 1, 1, 1, 1)))
                .toArray(Contender[]::new);
        order = RoutingStrategies.standard().named("longest_idle").order(callers[0]);
        simple = floor.plan(line, agents);
        noAgents = floor.plan(line, List.of());
        noCallers = floor.plan(List.of(), agents);
        noSkills = floor.plan(MatchingFloor.wantingTooMuch(line, true), agents);
        noSkillsOfAnyKind = floor.plan(MatchingFloor.wantingTooMuch(line, false), agents);
        MatchingFloor many = MatchingFloor.mixed();
        mixed = many.plan(many.callers(waiting), many.agents(waiting / 2));
        if (Matching.match(simple).size() != waiting / 2) {
            throw new IllegalStateException("not every agent was put to somebody");
        }
    }

    /** The yardstick. */
    @Benchmark
    public void sortBoth(Blackhole hole) {
        Caller[] line = callers.clone();
        Arrays.sort(line);
        hole.consume(line);
        Contender[] ready = contenders.clone();
        Arrays.sort(ready, order);
        hole.consume(ready);
    }

    @Benchmark
    public List<Match> oneQueue() {
        return Matching.match(simple);
    }

    @Benchmark
    public List<Match> queuesTiersAndSkills() {
        return Matching.match(mixed);
    }

    @Benchmark
    public List<Match> nobodyIsReady() {
        return Matching.match(noAgents);
    }

    @Benchmark
    public List<Match> nobodyWaits() {
        return Matching.match(noCallers);
    }

    @Benchmark
    public List<Match> nobodyKnowsTheSkill() {
        return Matching.match(noSkills);
    }

    @Benchmark
    public List<Match> nobodyKnowsAnyOfTheSkills() {
        return Matching.match(noSkillsOfAnyKind);
    }
}
