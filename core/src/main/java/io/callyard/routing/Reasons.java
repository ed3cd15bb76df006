package io.callyard.routing;

import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.Engagement;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.Skills;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Why an agent is not put to a caller, in words: the first reason that holds. */
final class Reasons {
    /** Nothing but that another one was before him. */
    static final String BEHIND = "ranked behind";

    static final String OFFERED = "offered to another caller";

    static final String MISSED = "missed this caller before";

    private Reasons() {}

    /** Of somebody who is not ready. */
    static String notReady(Agent agent) {
        if (agent.presence() != Presence.AVAILABLE) {
            return agent.presence() == Presence.AWAY ? "away" : "offline";
        }
        if (agent.engagements().size() < agent.profile().capacity()) {
            return "wrapping up";
        }
        return agent.engagements().stream().allMatch(Engagement::talking) ? "on a call" : OFFERED;
    }

    /** Of somebody who is ready, and does not meet the needs of some callers. */
    static String lacking(Standing standing, Needs needs, Instant now) {
        if (needs.lackHeartbeat(standing)) {
            long silent = Duration.between(standing.agent().heartbeatAt(), now).toSeconds();
            return "stale: no heartbeat for " + silent + " s";
        }
        if (needs.lackDevice(standing)) {
            return standing.device() == null ? "device not asked yet" : "device disconnected";
        }
        return "lacks " + lacking(standing.agent().profile().skills(), needs.skills());
    }

    private static String lacking(Skills has, Skills wanted) {
        List<String> lacking = new ArrayList<>(1);
        wanted.levels().forEach((skill, level) -> {
            if (has.levels().getOrDefault(skill, 0) < level) {
                lacking.add(skill + " " + level);
            }
        });
        Collections.sort(lacking);
        return String.join(", ", lacking);
    }

    /** Of somebody in a tier that opens after a time, which is rounded up: when it is over the tier is open. */
    static String closed(int tier, Duration opensIn) {
        return "tier " + tier + " opens in " + opensIn.plusNanos(999_999_999).toSeconds() + " s";
    }
}
