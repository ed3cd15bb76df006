package io.callyard.spi.carrier;

import io.callyard.model.PhoneNumber;
import io.callyard.model.inbound.CallerLine;
import org.jspecify.annotations.Nullable;

/**
 * Somebody calls one of our numbers.
 *
 * @param line his line
 * @param called the address that he called, as the carrier writes it: a number, or a SIP address
 * @param caller his number; absent if it is withheld or is none
 * @param name the name that came with the call; may be empty
 */
public record IncomingCall(
        CallerLine line, String called, @Nullable PhoneNumber caller, String name) {

    /** Leaves the called address out of it when it is a number: it may be a person's. */
    @Override
    public String toString() {
        return "IncomingCall[" + line + ", caller " + caller + "]";
    }
}
