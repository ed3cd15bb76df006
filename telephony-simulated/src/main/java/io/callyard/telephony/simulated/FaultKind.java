package io.callyard.telephony.simulated;

import io.callyard.spi.carrier.CarrierException;
import io.callyard.spi.carrier.LookUpAnswer;
import io.callyard.spi.carrier.PlaceAnswer;

/**
 * What can go wrong with a simulated carrier.
 *
 * <p>At most one of the faults of placing happens to a request; all others are independent of each
 * other.
 */
public enum FaultKind {
    /** Placing: refused for good. No call. */
    REFUSED(Stage.PLACING),
    /** Placing: too many requests, with a time to wait. No call. */
    TOO_MANY_REQUESTS(Stage.PLACING),
    /** Placing: no connection. No call; a fault of the account. */
    UNREACHABLE(Stage.PLACING),
    /** Placing: the login is refused. No call; a fault of the account. */
    LOGIN_REFUSED(Stage.PLACING),
    /** Placing: the request is lost. No call, and never an answer. */
    REQUEST_LOST(Stage.PLACING),
    /** Placing: the request is lost. No call; {@link PlaceAnswer.NoClearAnswer} after a while. */
    REQUEST_TIMES_OUT(Stage.PLACING),
    /** Placing: the stage fails with a {@link CarrierException} that knows there is no call. */
    REQUEST_FAILS(Stage.PLACING),
    /**
     * Placing: the request is long on its way. The call is made late, when somebody may have looked it
     * up in vain already; then it is answered as usual.
     */
    REQUEST_LATE(Stage.PLACING),
    /** Placing: the call is made, the answer comes late. */
    ANSWER_SLOW(Stage.PLACING),
    /** Placing: the call is made, the answer never comes. */
    ANSWER_LOST(Stage.PLACING),
    /** Placing: the call is made; {@link PlaceAnswer.NoClearAnswer} after a while. */
    ANSWER_TIMES_OUT(Stage.PLACING),
    /** Placing: the call is made; the stage fails with an exception that does not know. */
    ANSWER_FAILS(Stage.PLACING),
    /** Placing: the call is made; the method throws. */
    THROWS(Stage.PLACING),

    /** A call is never reported on. It goes on and ends unheard; a look-up finds it. */
    SILENCE(Stage.CALL),

    /** A report is lost. */
    REPORT_LOST(Stage.REPORT),
    /** The report of a call's end is lost. */
    END_LOST(Stage.REPORT),
    /** A report comes late, after others. */
    REPORT_LATE(Stage.REPORT),
    /** A report comes twice, the second time late. */
    REPORT_DUPLICATED(Stage.REPORT),
    /** A report changes places with the call's next. */
    REPORT_REORDERED(Stage.REPORT),

    /** A look-up is answered with {@link LookUpAnswer.Unavailable}. */
    LOOK_UP_UNAVAILABLE(Stage.LOOK_UP),
    /** A look-up is never answered. */
    LOOK_UP_LOST(Stage.LOOK_UP),
    /** The stage of a look-up fails. */
    LOOK_UP_FAILS(Stage.LOOK_UP),

    /** A request to hang up is lost: nothing happens, and never an answer. */
    HANG_UP_LOST(Stage.HANG_UP),
    /** A request to hang up fails: nothing happens, and the stage says so. */
    HANG_UP_FAILS(Stage.HANG_UP);

    private final Stage stage;

    FaultKind(Stage stage) {
        this.stage = stage;
    }

    boolean isOfPlacing() {
        return stage == Stage.PLACING;
    }

    private enum Stage {
        PLACING,
        CALL,
        REPORT,
        LOOK_UP,
        HANG_UP
    }
}
