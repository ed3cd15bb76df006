package io.callyard.audit;

import io.callyard.event.InboundEvent;
import io.callyard.event.OfferEvent.OfferMade;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Offers of a caller in a queue count up by one. */
final class OfferNumbersRule implements InboundRule {
    @Override
    public Invariant invariant() {
        return Invariant.OFFER_NUMBERS;
    }

    @Override
    public @Nullable String problemWith(InboundEvent event, Instant at, InboundFold before) {
        if (!(event instanceof OfferMade made)) {
            return null;
        }
        FoldedCaller caller = before.caller(made.caller());
        return caller == null || caller.count().allows(made.number())
                ? null
                : "number " + made.number() + " after " + caller.count();
    }
}
