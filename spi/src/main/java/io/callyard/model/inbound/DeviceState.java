package io.callyard.model.inbound;

/** Whether an agent's device can be rung. */
public enum DeviceState {
    /** It can. */
    CONNECTED,
    /** Nobody knows: the agent is asked all the same, and if he cannot be rung the next one is. */
    UNKNOWN,
    /** It cannot. */
    DISCONNECTED
}
