package io.callyard.telephony.simulated;

/**
 * What has become of simulated callers, as they saw it.
 *
 * @param arrived how many came
 * @param connected how many reached an agent on their own lines
 * @param abandoned how many lost patience and hung up
 * @param pressed how many asked to be called back
 * @param released how many lines were let go of before anybody was connected: called back later, turned away, sent
 *     to voicemail
 * @param talksOver how many talks have ended
 */
public record CallerCounts(long arrived, long connected, long abandoned, long pressed, long released, long talksOver) {}
