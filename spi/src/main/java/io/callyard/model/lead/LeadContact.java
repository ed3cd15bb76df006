package io.callyard.model.lead;

import io.callyard.internal.Checks;
import io.callyard.model.AgentId;
import io.callyard.model.CallData;
import io.callyard.model.CallSubject;
import io.callyard.model.PhoneNumber;
import io.callyard.model.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Who is to be dialled, and for whom: what never changes of a lead.
 *
 * @param id the lead
 * @param user whose lead it is: this user's pages start its call and hear of it
 * @param phoneNumber the number to dial
 * @param name the person's name, at most {@value io.callyard.model.CallSubject#MAX_NAME} characters
 * @param agent the human or AI agent that will speak
 * @param data what travels with the call
 * @param priority higher goes first among the tenant's leads
 */
public record LeadContact(
        LeadId id,
        UserId user,
        PhoneNumber phoneNumber,
        @Nullable String name,
        @Nullable AgentId agent,
        CallData data,
        int priority) {

    public LeadContact {
        if (name != null) {
            Checks.text(name, "lead name", CallSubject.MAX_NAME);
        }
    }

    /** A lead with a number and nothing else. */
    public static LeadContact of(LeadId id, UserId user, PhoneNumber phoneNumber) {
        return new LeadContact(id, user, phoneNumber, null, null, CallData.NONE, 0);
    }
}
