package io.callyard.feature;

import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerLine;

/**
 * Under which name features are drawn for a caller: as far as he can be recognised, he gets the same ones every time.
 *
 * <p>A name holds personal data (a number, a contact): it is for a {@link io.callyard.spi.feature.FeatureGate}, not for
 * logs.
 */
public final class FeatureSubject {
    private FeatureSubject() {}

    /** Returns the name of a caller. */
    public static String of(Caller caller) {
        return of(caller.arrival(), caller.id());
    }

    /**
     * Returns the name of somebody who has just come: his contact, else his number, else his line, else his stay. The
     * last two are new with every call.
     *
     * @param arrival what is known about him
     * @param id the stay that begins
     */
    public static String of(Arrival arrival, CallerId id) {
        if (arrival.contact() != null) {
            return "contact:" + arrival.contact();
        }
        if (arrival.number() != null) {
            return "number:" + arrival.number().e164();
        }
        CallerLine line = arrival.line();
        return line != null ? "line:" + line.account() + ":" + line.call() : "caller:" + id;
    }
}
