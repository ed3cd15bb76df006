package io.callyard.telephony.twilio;

import io.callyard.spi.carrier.CarrierReporter;
import io.callyard.spi.carrier.InboundReporter;
import io.callyard.spi.store.StoreUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Who is told what Twilio says. Before the engine has begun nobody is, and Twilio has to say it again.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class Reporters {
    private volatile @Nullable CarrierReporter calls;
    private volatile @Nullable InboundReporter lines;

    void start(CarrierReporter reports) {
        if (calls != null) {
            throw new IllegalStateException("the driver was started before: it belongs to one engine");
        }
        calls = reports;
    }

    void startInbound(InboundReporter reports) {
        if (lines != null) {
            throw new IllegalStateException("the driver was started before: it belongs to one engine");
        }
        lines = reports;
    }

    /** Who hears of outbound calls. */
    CarrierReporter calls() {
        CarrierReporter known = calls;
        if (known == null) {
            throw new StoreUnavailableException("the driver has not been started");
        }
        return known;
    }

    /** Who hears of callers' and agents' lines. */
    InboundReporter lines() {
        InboundReporter known = lines;
        if (known == null) {
            throw new StoreUnavailableException("the driver has not been started for callers");
        }
        return known;
    }
}
