package io.callyard.audit;

import io.callyard.model.CallState;
import io.callyard.model.CallSubject;
import io.callyard.model.CarrierAccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call that is not over, as its events tell it.
 *
 * @param subject whom it is for and about
 * @param state where it stands
 * @param attempts the newest attempt's number; 0 if there was none, or if no event has told it yet
 * @param priority its priority; 0 while {@code position} is
 * @param position its place in the order of arrival; 0 if no event has told it yet
 * @param notBefore until when it is put off; absent if it is not
 * @param account the carrier account of the newest attempt; absent if no event has told it
 * @param hangUpRequested whether somebody asked to end the newest attempt
 */
public record CallView(
        CallSubject subject,
        CallState state,
        int attempts,
        int priority,
        long position,
        @Nullable Instant notBefore,
        @Nullable CarrierAccountId account,
        boolean hangUpRequested) {}
