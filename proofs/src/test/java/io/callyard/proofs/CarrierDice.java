package io.callyard.proofs;

import io.callyard.model.Outcome;
import java.time.Duration;
import java.util.SplittableRandom;

/** What chance does to calls at the carrier. One thread at a time. */
final class CarrierDice {
    private final SplittableRandom random;
    private boolean calm;

    CarrierDice(long seed) {
        random = new SplittableRandom(seed);
    }

    /** What goes wrong with a request. */
    enum Fault {
        NONE,
        /** The number is refused: no call. */
        REFUSED,
        /** Too busy: no call. */
        NOT_NOW,
        /** The request is lost: no call, no answer. */
        REQUEST_LOST,
        /** The call is made, the answer is lost. */
        ANSWER_LOST,
        /** The call is made, the answer is an error. */
        ERROR,
        /** The call is made, the connection breaks instead of an answer. */
        CUT,
        /** The call is made, the answer takes long, perhaps longer than the node waits. */
        SLOW,
        /** The call is made, the answer is lost, and so are all reports but the last, which comes late. */
        SILENCE
    }

    /**
     * How a call goes.
     *
     * @param answered whether somebody answers after the ringing
     */
    record Course(Duration ringing, boolean answered, Duration talking, Outcome outcome) {}

    /** No more faults, and every call is answered. */
    void calmDown() {
        calm = true;
    }

    Fault fault() {
        int dice = random.nextInt(100);
        if (calm || dice >= 26) {
            return Fault.NONE;
        }
        return switch (dice) {
            case 0, 1 -> Fault.REFUSED;
            case 2 -> Fault.NOT_NOW;
            case 3, 4 -> Fault.REQUEST_LOST;
            case 5, 6 -> Fault.ANSWER_LOST;
            case 7, 8 -> Fault.ERROR;
            case 9 -> Fault.CUT;
            case 10, 11, 12 -> Fault.SLOW;
            default -> Fault.SILENCE;
        };
    }

    Course course() {
        Duration ringing = millis(10, 100);
        return switch (random.nextInt(10)) {
            case 0 -> new Course(ringing, false, Duration.ZERO, Outcome.NO_ANSWER);
            case 1 -> new Course(ringing, false, Duration.ZERO, Outcome.BUSY);
            case 2 -> new Course(ringing, false, Duration.ZERO, Outcome.REJECTED);
            default -> new Course(ringing, true, millis(10, 200), Outcome.COMPLETED);
        };
    }

    /** How long a slow answer takes. */
    Duration slowness() {
        return millis(50, 1_500);
    }

    /** How long the last report of a silent call is held back. */
    Duration silence() {
        return millis(1_500, 3_000);
    }

    /** Whether a look-up that finds nothing closes the door, so that its answer proves something. */
    boolean proves() {
        return random.nextBoolean();
    }

    int choose(int bound) {
        return random.nextInt(bound);
    }

    private Duration millis(int from, int to) {
        return Duration.ofMillis(random.nextInt(from, to + 1));
    }
}
