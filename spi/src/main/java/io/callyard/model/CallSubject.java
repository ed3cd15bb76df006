package io.callyard.model;

import io.callyard.internal.Checks;
import org.jspecify.annotations.Nullable;

/**
 * Whom a call is for and about: what never changes from intake to end, and what every event about
 * the call repeats so that a watcher needs nothing else.
 *
 * @param id the call
 * @param type why it is made
 * @param campaign the campaign; present exactly when {@code type} is {@link CallType#CAMPAIGN}
 * @param user who asked for it, where a person did
 * @param agent the human or AI agent that will speak
 * @param contact the called person in the application's records
 * @param contactName the called person's name, at most {@value #MAX_NAME} characters
 * @param phoneNumber the number to dial
 */
public record CallSubject(
        CallId id,
        CallType type,
        @Nullable CampaignId campaign,
        @Nullable UserId user,
        @Nullable AgentId agent,
        @Nullable ContactId contact,
        @Nullable String contactName,
        PhoneNumber phoneNumber) {
    /** The longest contact name. */
    public static final int MAX_NAME = 200;

    public CallSubject {
        if ((type == CallType.CAMPAIGN) != (campaign != null)) {
            throw new IllegalArgumentException(
                    type == CallType.CAMPAIGN
                            ? "a campaign call needs a campaign id"
                            : "a " + type + " call has no campaign id");
        }
        if (contactName != null) {
            Checks.text(contactName, "contact name", MAX_NAME);
        }
    }

    /** Returns the lane that a call with this subject stands in. */
    public LaneId lane() {
        return switch (type) {
            case DIRECT -> LaneId.DIRECT;
            case LEAD -> LaneId.LEADS;
            case CAMPAIGN -> new LaneId(CallType.CAMPAIGN, campaign);
        };
    }
}
