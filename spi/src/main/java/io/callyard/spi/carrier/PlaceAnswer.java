package io.callyard.spi.carrier;

import io.callyard.model.CarrierCallId;
import io.callyard.model.CarrierCause;
import java.time.Duration;

/** What a carrier answers to a {@link PlaceOrder}. */
public sealed interface PlaceAnswer {

    /**
     * It has taken the call.
     *
     * @param carrierCallId its id there
     */
    record Placed(CarrierCallId carrierCallId) implements PlaceAnswer {}

    /**
     * It provably did not make the call, and never will: the number is not valid, the content is
     * refused.
     *
     * @param cause why
     */
    record Refused(CarrierCause cause) implements PlaceAnswer {}

    /**
     * It provably did not make the call, but may later: too many requests, no connection, a refused
     * login. The call waits at its old place.
     *
     * @param cause why
     * @param retryAfter how long to leave the call alone; zero: no wish
     * @param accountFault whether other calls on the account would fare the same: such answers make
     *     the engine leave the account alone for a while
     */
    record NotNow(CarrierCause cause, Duration retryAfter, boolean accountFault) implements PlaceAnswer {}

    /**
     * Nobody knows: time-out, connection lost after sending, a server error, an unreadable answer.
     *
     * @param cause what happened
     */
    record NoClearAnswer(CarrierCause cause) implements PlaceAnswer {}
}
