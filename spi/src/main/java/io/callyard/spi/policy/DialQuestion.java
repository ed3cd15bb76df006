package io.callyard.spi.policy;

import io.callyard.model.CallData;
import io.callyard.model.CallSubject;
import io.callyard.model.TenantId;
import java.time.Instant;

/**
 * What a {@link DialPolicy} is asked about.
 *
 * @param tenant whose call
 * @param subject whom it is for and about
 * @param data what travels with it
 * @param stage when in the call's life
 * @param now the time to judge by
 */
public record DialQuestion(TenantId tenant, CallSubject subject, CallData data, Stage stage, Instant now) {
    /** When a policy is asked. */
    public enum Stage {
        /** The call is being taken in. */
        INTAKE,
        /** Its slot is reserved; the carrier is asked next. */
        DISPATCH
    }
}
