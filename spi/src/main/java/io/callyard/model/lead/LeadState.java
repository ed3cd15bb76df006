package io.callyard.model.lead;

/**
 * Where a lead stands.
 *
 * <pre>
 * PENDING ──dial──► DIALED
 * </pre>
 *
 * There is no way back, whatever becomes of the call.
 */
public enum LeadState {
    /** No call was made of it. */
    PENDING,
    /** Its one call was taken in: it waits for a slot, is live, or is over. */
    DIALED
}
