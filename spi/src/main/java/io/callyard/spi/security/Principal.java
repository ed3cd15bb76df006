package io.callyard.spi.security;

import io.callyard.model.TenantId;
import io.callyard.model.UserId;
import java.util.Set;

/**
 * Who asks.
 *
 * @param tenant the only tenant whose data the principal may see
 * @param user the person or program
 * @param roles what it may do
 */
public record Principal(TenantId tenant, UserId user, Set<Role> roles) {
    public Principal {
        roles = Set.copyOf(roles);
    }

    /** What a principal may do. */
    public enum Role {
        /** See calls, campaigns and queues; phone numbers masked. */
        VIEWER,
        /** Also place, cancel and hang up calls, run campaigns and see phone numbers. */
        OPERATOR,
        /** Also change limits. */
        ADMIN
    }

    /** Returns whether the principal has {@code role} or one that includes it. */
    public boolean has(Role role) {
        for (Role held : roles) {
            if (held.compareTo(role) >= 0) {
                return true;
            }
        }
        return false;
    }
}
