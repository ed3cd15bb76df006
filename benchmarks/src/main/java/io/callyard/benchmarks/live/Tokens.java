package io.callyard.benchmarks.live;

import io.callyard.model.TenantId;
import io.callyard.model.UserId;
import io.callyard.spi.security.Principal;
import io.callyard.spi.security.Principal.Role;
import java.util.Optional;
import java.util.Set;

/** Tokens of any number of users, as long as a signed one is, which the server has to keep for each socket. */
final class Tokens {
    private static final int LENGTH = 800;

    private Tokens() {}

    /**
     * Returns the token of a user who may see all of his tenant's.
     *
     * @param number of the user, from 0
     * @param perTenant how many users a tenant has
     */
    static String of(int number, int perTenant) {
        String text = "tenant-" + number / perTenant + ".user-" + number + ".";
        return text + "x".repeat(LENGTH - text.length());
    }

    /** Returns whom a token stands for. */
    static Optional<Principal> authenticate(String token) {
        String[] parts = token.split("\\.", -1);
        return parts.length == 3
                ? Optional.of(new Principal(new TenantId(parts[0]), new UserId(parts[1]), Set.of(Role.VIEWER)))
                : Optional.empty();
    }
}
