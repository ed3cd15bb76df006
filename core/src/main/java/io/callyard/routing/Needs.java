package io.callyard.routing;

import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.Feature;
import io.callyard.model.inbound.OfferRules;
import io.callyard.model.inbound.Skills;
import io.callyard.spi.agent.DeviceState;

/**
 * What an agent of a queue must bring for a caller. Callers with equal needs find the same agents, or nobody.
 *
 * @param heartbeat whether he must have been heard of
 * @param device whether his device must not be disconnected
 * @param skills what he must know at least
 * @param tier the highest tier he may be of
 */
record Needs(boolean heartbeat, boolean device, Skills skills, int tier) {

    /** Returns the needs of a caller for whom the tiers up to {@code tier} are open. */
    static Needs of(Caller caller, OfferRules rules, int tier) {
        boolean anySkills = !caller.gets(Feature.ENHANCED_DISCOVERY) || Tiers.isEscalated(caller, rules);
        return new Needs(
                caller.gets(Feature.HEARTBEAT),
                caller.gets(Feature.DEVICE_CHECK),
                anySkills ? Skills.NONE : caller.arrival().skills(),
                tier);
    }

    boolean areMetBy(Member member) {
        return member.tier() <= tier
                && !lackHeartbeat(member.standing())
                && !lackDevice(member.standing())
                && haveSkills(member.standing());
    }

    boolean lackHeartbeat(Standing standing) {
        return heartbeat && standing.isStale();
    }

    boolean lackDevice(Standing standing) {
        return device && standing.device() == DeviceState.DISCONNECTED;
    }

    boolean haveSkills(Standing standing) {
        return skills.levels().isEmpty() || standing.agent().profile().skills().cover(skills);
    }
}
