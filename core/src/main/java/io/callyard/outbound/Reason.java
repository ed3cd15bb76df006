package io.callyard.outbound;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that keeps a call or a campaign waiting.
 *
 * @param code which thing, for programs
 * @param text the same in a sentence for people
 * @param until when it will be over by itself, if that is known
 */
public record Reason(Code code, String text, @Nullable Instant until) {

    /** What can keep a call waiting. */
    public enum Code {
        /** Its time has not come. */
        SCHEDULED,
        /** A policy holds it back, or its last attempt asked for a pause. */
        HELD,
        /** Its campaign has not been started. */
        CAMPAIGN_NOT_STARTED,
        /** Its campaign is paused. */
        CAMPAIGN_PAUSED,
        /** Its campaign was stopped: it will be canceled. */
        CAMPAIGN_STOPPED,
        /** Its campaign has as many live calls as it may. */
        CAMPAIGN_LIMIT,
        /** The delay after its campaign's last call. */
        CAMPAIGN_DELAY,
        /** Its tenant has as many live calls as it may. */
        TENANT_LIMIT,
        /** The tenant's free slots are kept for direct calls. */
        DIRECT_FLOOR,
        /** The carrier account has as many live calls as it may. */
        ACCOUNT_LIMIT,
        /** The carrier account may start its next call a little later. */
        ACCOUNT_PACE,
        /** The carrier account failed too often and is left alone for a while. */
        ACCOUNT_RESTING,
        /** No carrier is registered for the account on this node. */
        NO_CARRIER,
        /** The system has as many live calls as it may. */
        SYSTEM_LIMIT,
        /** Other calls of the tenant go first. */
        OTHERS_FIRST,
        /** Nothing: it is being dispatched right now. */
        DISPATCHING,
        /** Whether its last attempt was made is not known; the carrier is being asked. */
        IN_DOUBT,
        /** It does not wait: it is live. */
        LIVE,
        /** It does not wait: it is over. */
        ENDED,
        /** The campaign has no calls that wait. */
        NOTHING_WAITS
    }
}
