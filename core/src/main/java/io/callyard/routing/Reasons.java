package io.callyard.routing;

import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.Engagement;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.Skills;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Why an agent is not put to a caller, in words: the first reason that holds. */
final class Reasons {
    private Reasons() {}

    /** Of somebody who is not ready. */
    static String notReady(Agent agent) {
        if (agent.presence() != Presence.AVAILABLE) {
            return agent.presence() == Presence.AWAY ? "away" : "offline";
        }
        if (agent.engagements().size() < agent.profile().capacity()) {
            return "wrapping up";
        }
        return agent.engagements().stream().allMatch(Engagement::talking) ? "on a call" : "offered to another caller";
    }

    /** Of somebody who is ready, or was before this pass. */
    static String of(Member member, Quest quest) {
        Standing standing = member.standing();
        Needs needs = quest.needs();
        if (!standing.hasRoom()) {
            return "offered to another caller";
        }
        if (needs.lackHeartbeat(standing)) {
            return "stale: no heartbeat for " + seconds(standing.agent().heartbeatAt(), quest.now()) + " s";
        }
        if (needs.lackDevice(standing)) {
            return "device disconnected";
        }
        if (!needs.haveSkills(standing)) {
            return "lacks " + lacking(standing.agent().profile().skills(), needs.skills());
        }
        if (member.tier() > needs.tier()) {
            return "tier " + member.tier() + " opens in " + untilOpen(member.tier(), quest) + " s";
        }
        return quest.wasPassedBy(member) ? "missed this caller before" : "ranked behind";
    }

    private static String lacking(Skills has, Skills wanted) {
        return new TreeMap<>(wanted.levels())
                .entrySet().stream()
                        .filter(want -> has.levels().getOrDefault(want.getKey(), 0) < want.getValue())
                        .map(want -> want.getKey() + " " + want.getValue())
                        .collect(Collectors.joining(", "));
    }

    /** Rounded up: when the time is over it is open. */
    private static long untilOpen(int tier, Quest quest) {
        Caller caller = quest.caller();
        Duration left = Tiers.untilOpen(tier, caller, quest.rules(), quest.now());
        return left.plusNanos(999_999_999).toSeconds();
    }

    private static long seconds(Instant from, Instant to) {
        return Duration.between(from, to).toSeconds();
    }
}
