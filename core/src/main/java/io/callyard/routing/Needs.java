package io.callyard.routing;

import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.DeviceState;
import io.callyard.model.inbound.Feature;
import io.callyard.model.inbound.OfferRules;
import io.callyard.model.inbound.Skills;

/**
 * What a ready agent must bring for a caller, beside an open tier. Callers with equal needs are content with the same
 * agents.
 *
 * @param heartbeat whether he must have been heard of
 * @param device whether his device must have been asked, and not be disconnected
 * @param skills what he must know at least
 */
record Needs(boolean heartbeat, boolean device, Skills skills) {

    /** Returns the needs of a caller. */
    static Needs of(Caller caller, OfferRules rules) {
        boolean anySkills = !caller.gets(Feature.ENHANCED_DISCOVERY) || Tiers.isEscalated(caller, rules);
        return new Needs(
                caller.gets(Feature.HEARTBEAT),
                caller.gets(Feature.DEVICE_CHECK),
                anySkills ? Skills.NONE : caller.arrival().skills());
    }

    boolean areMetBy(Standing standing) {
        return !lackHeartbeat(standing) && !lackDevice(standing) && haveSkills(standing);
    }

    boolean lackHeartbeat(Standing standing) {
        return heartbeat && standing.isStale();
    }

    boolean lackDevice(Standing standing) {
        return device && (standing.device() == null || standing.device() == DeviceState.DISCONNECTED);
    }

    boolean haveSkills(Standing standing) {
        return skills.levels().isEmpty() || standing.agent().profile().skills().cover(skills);
    }
}
