package io.callyard.model;

/**
 * Where a campaign stands.
 *
 * <pre>
 * DRAFT ─start─► RUNNING ⇄ PAUSED
 *                 │  ▲       │
 *      all called ▼  │ more  │
 *            COMPLETED       │         every status but STOPPED ─stop─► STOPPED
 * </pre>
 */
public enum CampaignStatus {
    /** Being put together; nothing is dialled. */
    DRAFT,
    /** Its calls are dialled. */
    RUNNING,
    /** No new calls; live ones go on. */
    PAUSED,
    /** Every contact has been dealt with. More contacts set it running again. */
    COMPLETED,
    /** Ended by an operator; the calls that still waited are canceled. */
    STOPPED
}
