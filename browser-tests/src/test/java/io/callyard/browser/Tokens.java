package io.callyard.browser;

import io.callyard.model.TenantId;
import io.callyard.model.UserId;
import io.callyard.spi.security.Authenticator;
import io.callyard.spi.security.Principal;
import io.callyard.spi.security.Principal.Role;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Tokens that say who somebody is: {@code acme.ada.operator}.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class Tokens implements Authenticator {
    static final TenantId ACME = new TenantId("acme");
    static final TenantId GLOBEX = new TenantId("globex");
    static final UserId ADA = new UserId("ada");
    static final String OPERATOR = "acme.ada.operator";
    static final String VIEWER = "acme.vic.viewer";
    static final String OF_GLOBEX = "globex.gus.operator";

    private final Set<String> revoked = ConcurrentHashMap.newKeySet();

    /** From now on a token is not valid any more. */
    void revoke(String token) {
        revoked.add(token);
    }

    @Override
    public Optional<Principal> authenticate(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3 || revoked.contains(token)) {
            return Optional.empty();
        }
        return Stream.of(Role.values())
                .filter(role -> role.name().equalsIgnoreCase(parts[2]))
                .findFirst()
                .map(role -> new Principal(new TenantId(parts[0]), new UserId(parts[1]), Set.of(role)));
    }
}
