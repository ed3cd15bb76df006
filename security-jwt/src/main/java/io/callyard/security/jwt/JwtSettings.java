package io.callyard.security.jwt;

import io.callyard.spi.security.Principal.Role;
import java.time.Duration;
import java.util.Map;

/**
 * What a token must say, and where it says who it stands for.
 *
 * @param issuer what {@code iss} must be, exactly
 * @param audience what {@code aud} must be or hold
 * @param leeway how far the issuer's clock may be ahead of ours: a token that is not valid before then
 *     is taken already. At most 60 s. A token that has expired is never taken, whatever the leeway
 * @param tenantClaim the claim that names the tenant
 * @param userClaim the claim that names the user
 * @param rolesClaim the claim that names the roles, as a list or as words with spaces between them
 * @param roles what the roles are called in tokens; names that are not here count for nothing
 */
public record JwtSettings(
        String issuer,
        String audience,
        Duration leeway,
        String tenantClaim,
        String userClaim,
        String rolesClaim,
        Map<String, Role> roles) {
    private static final Duration MAX_LEEWAY = Duration.ofSeconds(60);

    public JwtSettings {
        roles = Map.copyOf(roles);
        if (issuer.isEmpty() || audience.isEmpty()) {
            throw new IllegalArgumentException("issuer and audience must not be empty");
        }
        if (leeway.isNegative() || leeway.compareTo(MAX_LEEWAY) > 0) {
            throw new IllegalArgumentException("leeway must be between 0 and 60 s, but was " + leeway);
        }
    }

    /**
     * A leeway of 30 s, the claims {@code tenant}, {@code sub} and {@code roles}, and the roles {@code
     * viewer}, {@code operator} and {@code admin}.
     */
    public static JwtSettings of(String issuer, String audience) {
        return new JwtSettings(
                issuer,
                audience,
                Duration.ofSeconds(30),
                "tenant",
                "sub",
                "roles",
                Map.of("viewer", Role.VIEWER, "operator", Role.OPERATOR, "admin", Role.ADMIN));
    }

    /** These settings with another leeway. */
    public JwtSettings withLeeway(Duration value) {
        return new JwtSettings(issuer, audience, value, tenantClaim, userClaim, rolesClaim, roles);
    }

    /** These settings with other claims. */
    public JwtSettings withClaims(String tenant, String user, String rolesNamed) {
        return new JwtSettings(issuer, audience, leeway, tenant, user, rolesNamed, roles);
    }

    /** These settings with other names of roles. */
    public JwtSettings withRoles(Map<String, Role> value) {
        return new JwtSettings(issuer, audience, leeway, tenantClaim, userClaim, rolesClaim, value);
    }
}
