package io.callyard.event;

import io.callyard.model.CallId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.UserId;
import io.callyard.model.lead.LeadId;
import org.jspecify.annotations.Nullable;

/** Something that has happened to a lead. */
public sealed interface LeadEvent extends Event {

    /** Returns which lead. */
    LeadId lead();

    /** Returns whose lead it is. */
    UserId user();

    /**
     * It was added and waits to be dialled.
     *
     * @param lead which lead
     * @param user whose
     * @param phoneNumber the number to dial
     * @param name the person's name
     */
    record LeadAdded(
            LeadId lead,
            UserId user,
            PhoneNumber phoneNumber,
            @Nullable String name) implements LeadEvent {}

    /**
     * Its one call was taken in. Every lead has at most one such event; those of the call follow its intake.
     *
     * @param lead which lead
     * @param user whose
     * @param call the call
     */
    record LeadDialed(LeadId lead, UserId user, CallId call) implements LeadEvent {}
}
