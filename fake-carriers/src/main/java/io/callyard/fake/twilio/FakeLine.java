package io.callyard.fake.twilio;

import java.util.List;
import java.util.Optional;

/**
 * The telephone at the far end of a call: of somebody who called in, or who was called.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public interface FakeLine {
    /** Returns the call's id. */
    String sid();

    /** Returns who calls. */
    String from();

    /** Returns who is called. */
    String to();

    /** Returns the call's status in the API's words, such as {@code in-progress}. */
    String status();

    /** Presses a key: one of {@code 0-9*#}. Nothing happens if nothing waits for one. */
    void press(char digit);

    /** Hangs up. Nothing happens if the call is over. */
    void hangUp();

    /** Returns what has been heard from the carrier so far, oldest first. */
    List<Heard> heard();

    /** Returns the id of the call on the other side, while the two can hear each other. */
    Optional<String> talkingTo();

    /** Returns whether the call is over. */
    boolean isOver();
}
