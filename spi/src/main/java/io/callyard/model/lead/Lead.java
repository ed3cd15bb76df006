package io.callyard.model.lead;

import io.callyard.model.CallRequest;
import io.callyard.model.CallType;
import io.callyard.model.TenantId;
import io.callyard.model.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lead as it stands: an immutable snapshot. It is kept for ever, since it says that it was dialled.
 *
 * @param tenant whose it is
 * @param contact who is to be dialled, and for whom
 * @param position its place in the order in which the tenant's leads were added: the number of the event that says so
 * @param addedAt when it was added
 * @param dial its call; absent as long as none was taken in
 */
public record Lead(
        TenantId tenant,
        LeadContact contact,
        long position,
        Instant addedAt,
        @Nullable LeadDial dial) {

    /** Returns the lead's id. */
    public LeadId id() {
        return contact.id();
    }

    /** Returns whose lead it is. */
    public UserId user() {
        return contact.user();
    }

    /** Returns where it stands. */
    public LeadState state() {
        return dial == null ? LeadState.PENDING : LeadState.DIALED;
    }

    /** Returns this lead with its call. */
    public Lead dialed(LeadDial value) {
        if (dial != null) {
            throw new IllegalStateException("lead " + id() + " was dialled before");
        }
        return new Lead(tenant, contact, position, addedAt, value);
    }

    /** Returns what its call asks for; always the same. */
    public CallRequest request() {
        return new CallRequest(
                tenant,
                CallType.LEAD,
                contact.phoneNumber(),
                null,
                contact.user(),
                contact.agent(),
                contact.id().contact(),
                contact.name(),
                contact.data(),
                contact.priority(),
                null,
                null,
                contact.id().key());
    }
}
