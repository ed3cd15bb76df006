package io.callyard.telephony.simulated;

/**
 * What a simulated agent has done.
 *
 * @param rung how many offers rang
 * @param accepted how many of them he took
 * @param rejected how many of them he rejected
 * @param connected how many callers he was connected with
 * @param networkLost how often his network was lost
 * @param breaks how many breaks he has taken
 */
public record AgentCounts(long rung, long accepted, long rejected, long connected, long networkLost, long breaks) {}
