package io.callyard.model.inbound;

import java.util.Locale;

/**
 * What can be switched on for a share of the callers. With none of them a caller is handed to the first available
 * agent, once, and that is all.
 */
public enum Feature {
    /** Agents whose heartbeat is stale get no callers. */
    HEARTBEAT,
    /** Agents whose device cannot be reached get no callers. */
    DEVICE_CHECK,
    /** The best agent by strategy, tier and skill; else the first available one. */
    ENHANCED_DISCOVERY,
    /** Place in line with a head start; else by arrival alone. */
    ENHANCED_QUEUE,
    /** Music while waiting. */
    HOLD_MUSIC,
    /** Position and estimate are told. */
    POSITION_UPDATES,
    /** Who finds nobody free waits for an agent; else nobody is looked for again. */
    AGENT_POLLING,
    /** When one agent does not take him, the next is asked. */
    MULTI_AGENT_FALLBACK,
    /** A callback is offered. */
    CALLBACKS;

    /** Returns the name in configuration: {@code agent_polling}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
