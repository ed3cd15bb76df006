package io.callyard.telephony.trials;

import java.util.List;
import java.util.Optional;

/** Somebody's telephone at a fake carrier, whichever that is, in one call. */
public interface Phone {
    /** Returns the carrier's id of the call. */
    String call();

    /** Returns whether it was picked up, and is not over. */
    boolean isAnswered();

    /** Returns whether the call is over. */
    boolean isOver();

    /** Returns what was heard from the carrier so far, oldest first: words, and the addresses of sounds. */
    List<String> heard();

    /** Returns the id of the call on the other side, while the two can hear each other. */
    Optional<String> talkingTo();

    /** Presses a key. */
    void press(char digit);

    /** Hangs up. */
    void hangUp();

    /** Returns whether two can hear each other. */
    static boolean areTalking(Phone one, Phone other) {
        return one.talkingTo().filter(other.call()::equals).isPresent()
                && other.talkingTo().filter(one.call()::equals).isPresent();
    }
}
