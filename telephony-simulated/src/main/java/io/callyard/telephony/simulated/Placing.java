package io.callyard.telephony.simulated;

import io.callyard.model.CarrierCause;
import io.callyard.spi.carrier.CarrierException;
import io.callyard.spi.carrier.PlaceAnswer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How a request to place a call goes.
 *
 * @param fault what goes wrong, if anything does
 * @param arrival how long after the request it arrives and the call is made; absent: it does not arrive
 * @param reply how long after the arrival, or after the request if it does not arrive, the answer
 *     comes; absent: never
 * @param retryAfter how long to wait after too many requests
 */
record Placing(
        @Nullable FaultKind fault,
        @Nullable Duration arrival,
        @Nullable Duration reply,
        Duration retryAfter) {

    static Placing draw(@Nullable FaultKind fault, Behaviour behaviour, Faults faults, RandomGenerator random) {
        Duration latency = Dice.sample(behaviour.latency(), random);
        Duration there = Dice.part(latency, random);
        Duration back = latency.minus(there);
        Duration slow = Dice.sample(faults.slowness(), random);
        Duration wait = faults.retryAfter();
        if (fault == null) {
            return new Placing(null, there, back, wait);
        }
        return switch (fault) {
            case REFUSED, TOO_MANY_REQUESTS, UNREACHABLE, LOGIN_REFUSED, REQUEST_FAILS ->
                new Placing(fault, null, latency, wait);
            case REQUEST_LOST -> new Placing(fault, null, null, wait);
            case REQUEST_TIMES_OUT -> new Placing(fault, null, slow, wait);
            case REQUEST_LATE -> new Placing(fault, slow, back, wait);
            case ANSWER_SLOW, ANSWER_TIMES_OUT -> new Placing(fault, there, slow, wait);
            case ANSWER_LOST, THROWS -> new Placing(fault, there, null, wait);
            case ANSWER_FAILS -> new Placing(fault, there, back, wait);
            default -> throw new IllegalArgumentException(fault + " is not a fault of placing");
        };
    }

    /** Answers a request that did not arrive. */
    void answer(CompletableFuture<PlaceAnswer> stage) {
        if (fault == FaultKind.REQUEST_FAILS) {
            stage.completeExceptionally(new CarrierException("simulated: nothing was sent", true));
        } else {
            stage.complete(notMade());
        }
    }

    /**
     * Answers a request that arrived.
     *
     * @param plain what the answer says if nothing goes wrong with it
     */
    void answer(CompletableFuture<PlaceAnswer> stage, PlaceAnswer plain) {
        if (fault == FaultKind.ANSWER_FAILS) {
            stage.completeExceptionally(new CarrierException("simulated: the connection broke", false));
        } else {
            stage.complete(fault == FaultKind.ANSWER_TIMES_OUT ? timeOut() : plain);
        }
    }

    private PlaceAnswer notMade() {
        if (fault == FaultKind.REFUSED) {
            return new PlaceAnswer.Refused(new CarrierCause("simulated: refused", "400"));
        }
        if (fault == FaultKind.TOO_MANY_REQUESTS) {
            return new PlaceAnswer.NotNow(new CarrierCause("simulated: too many requests", "429"), retryAfter, false);
        }
        if (fault == FaultKind.UNREACHABLE) {
            return new PlaceAnswer.NotNow(CarrierCause.of("simulated: no connection"), Duration.ZERO, true);
        }
        if (fault == FaultKind.LOGIN_REFUSED) {
            return new PlaceAnswer.NotNow(new CarrierCause("simulated: login refused", "401"), Duration.ZERO, true);
        }
        return timeOut();
    }

    private static PlaceAnswer timeOut() {
        return new PlaceAnswer.NoClearAnswer(CarrierCause.of("simulated: no answer in time"));
    }
}
