package io.callyard.routing;

import java.util.List;

/**
 * Puts callers who wait to agents who are ready. Pure: one floor plan always gives the same matches.
 *
 * <p><b>Whose turn it is.</b> Over all queues, whoever has waited the longest from the key of his place on, times the
 * weight of his queue. Within a queue that is the order of the line. Somebody who may not be offered now is left out,
 * and somebody for whom there is no agent holds up nobody behind him.
 *
 * <p><b>Who may take him.</b> An agent who serves the queue, {@linkplain
 * io.callyard.model.inbound.Agent#isReadyAt is ready}, has room left in this pass, is not stale, has a device that is
 * not known to be disconnected, and has the wanted skills, as far as the caller's features ask for that. Languages of
 * callers do not count: who needs a language asks for a skill.
 *
 * <p><b>Tiers.</b> The first is open at once, each further one after another {@code tierWait}. After {@code
 * escalateAfter} failed offers one more is open, and the wanted skills no longer count. Agents come from the lowest open
 * tier that has one, in the order of the queue's {@link RoutingStrategy}.
 *
 * <p><b>Who goes first.</b> The agent who knows the caller, if he may take him and has not failed to: alone, even where
 * the strategy rings all. Those who did not take the caller before come after all others of any open tier, the oldest
 * failure first.
 *
 * <p>A strategy that rings all gives up to {@value #MOST_RINGING} agents of one tier. Each of them has one place less for
 * the others in this pass.
 *
 * <p>A caller without the feature {@code ENHANCED_DISCOVERY} gets the first agent by id, whatever tier, skills, strategy
 * and preference say; the decision then names {@link #FIRST_AVAILABLE} as the strategy. A queue whose strategy nobody
 * knows (a node may be older than the settings) is routed by the longest idle: a caller waits for no plug-in.
 *
 * <p><b>Cost.</b> Nothing without callers or without agents. Else agents are looked at once, sorted once for each queue,
 * and callers are looked at until all agents are taken, those with equal needs for whom there is nobody at the price of
 * one look-up each: {@code O(n log n)}. Only a strategy with an order of its own for each caller sorts for each match.
 */
public final class Matching {
    /** How many agents are asked at once at most. */
    public static final int MOST_RINGING = 10;

    /** What a decision names as the strategy where the caller just gets the first available agent. */
    public static final String FIRST_AVAILABLE = "first_available";

    private Matching() {}

    /** Returns who is to be put to whom, in the order in which it was decided. */
    public static List<Match> match(FloorPlan plan) {
        return plan.hasBothSides() ? new Pass(plan).run(null) : List.of();
    }
}
