package io.callyard.broadcast;

import io.callyard.event.CallEvent;
import io.callyard.event.Event;
import io.callyard.event.LeadEvent;
import io.callyard.model.TenantId;
import io.callyard.model.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Which events somebody may see.
 *
 * @param tenant whose
 * @param user if present, only events about calls that this user asked for, and about this user's leads
 */
public record Room(TenantId tenant, @Nullable UserId user) {

    /** Everything of a tenant's. */
    public static Room of(TenantId tenant) {
        return new Room(tenant, null);
    }

    /** What concerns one user of a tenant's. */
    public static Room of(TenantId tenant, UserId user) {
        return new Room(tenant, user);
    }

    /** Returns whether {@code event}, one of the tenant's, may be seen here. */
    public boolean shows(Event event) {
        return user == null
                || event instanceof CallEvent call && user.equals(call.subject().user())
                || event instanceof LeadEvent lead && user.equals(lead.user());
    }
}
