package io.callyard.security.jwt;

import io.callyard.model.TenantId;
import io.callyard.model.UserId;
import io.callyard.spi.security.Principal;
import io.callyard.spi.security.Principal.Role;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides on what a token says, once its signature is known to be right.
 *
 * @param settings what it must say
 * @param clock tells whether it is valid now
 * @param revocations which tokens were taken back; absent: none ever is
 */
record Claims(
        JwtSettings settings, InstantSource clock, @Nullable Revocations revocations) {
    /** The last second of the year 9999. */
    private static final long LATEST = 253_402_300_799L;

    /** Returns whom the token stands for. */
    Principal principal(Map<String, Object> said) throws RefusedException {
        if (!settings.issuer().equals(said.get("iss"))) {
            throw new RefusedException("the issuer is another");
        }
        Object audience = said.get("aud");
        if (!settings.audience().equals(audience)
                && !(audience instanceof List<?> list && list.contains(settings.audience()))) {
            throw new RefusedException("the audience is another");
        }
        requireValidNow(said);
        requireNotRevoked(said);
        return new Principal(
                new TenantId(text(said, settings.tenantClaim())),
                new UserId(text(said, settings.userClaim())),
                roles(said.get(settings.rolesClaim())));
    }

    private void requireValidNow(Map<String, Object> said) throws RefusedException {
        Instant now = clock.instant();
        Instant expiry = time(said, "exp");
        if (expiry == null || !now.isBefore(expiry)) {
            throw new RefusedException("it has expired, or does not say when it does");
        }
        for (String claim : List.of("nbf", "iat")) {
            Instant from = time(said, claim);
            if (from != null && now.plus(settings.leeway()).isBefore(from)) {
                throw new RefusedException("it is not valid yet");
            }
        }
    }

    private void requireNotRevoked(Map<String, Object> said) throws RefusedException {
        if (revocations != null && revocations.isRevoked(settings.issuer(), text(said, "jti"))) {
            throw new RefusedException("it was taken back");
        }
    }

    private Set<Role> roles(@Nullable Object claim) {
        List<?> names = claim instanceof String words
                ? List.of(words.split(" ", -1))
                : claim instanceof List<?> list ? list : List.of();
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (Object name : names) {
            Role role = name instanceof String word ? settings.roles().get(word) : null;
            if (role != null) {
                roles.add(role);
            }
        }
        return roles;
    }

    private static String text(Map<String, Object> said, String claim) throws RefusedException {
        if (said.get(claim) instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw new RefusedException("it lacks " + claim);
    }

    /** Returns a time; {@code null} if it is absent. */
    private static @Nullable Instant time(Map<String, Object> said, String claim) throws RefusedException {
        Object value = said.get(claim);
        if (value == null && !said.containsKey(claim)) {
            return null;
        }
        if (value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= LATEST) {
            return Instant.ofEpochSecond(number.longValue());
        }
        throw new RefusedException(claim + " is no time");
    }
}
