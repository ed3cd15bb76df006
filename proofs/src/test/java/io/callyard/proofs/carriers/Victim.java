package io.callyard.proofs.carriers;

import io.callyard.model.CallId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A node's last work on one carrier: two calls of a tenant who may have one at a time. It died when the first had come
 * to the step; the second waited for the slot.
 *
 * @param died when that was seen
 */
record Victim(Provider provider, Step step, CallId first, CallId second, Instant died) {
    TenantId tenant() {
        return tenant(provider, step);
    }

    /** Returns a tenant that has calls for nothing else. */
    static TenantId tenant(Provider provider, Step step) {
        return new TenantId(provider + "-" + step.name().toLowerCase(Locale.ROOT));
    }

    /**
     * Returns a number that no other call has.
     *
     * @param step absent: the number is nobody's
     * @param which 1 for the first call, 2 for the second
     */
    static PhoneNumber number(Provider provider, @Nullable Step step, int which) {
        int digits = step == null ? 99 : step.ordinal();
        return PhoneNumber.parse("+1%d0%02d00010%d".formatted(provider.ordinal() + 2, digits, which));
    }
}
