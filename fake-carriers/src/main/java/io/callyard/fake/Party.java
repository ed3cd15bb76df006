package io.callyard.fake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What somebody does who is called or who calls.
 *
 * @param reaction how the one who is called reacts; a caller has always {@link Reaction#ANSWER}
 * @param after how long it rings before that
 * @param talk how long he stays on the line once it is answered; then he hangs up. {@link #FOR_EVER}: he never does
 * @param presses the keys he presses, each so long after the answer
 */
public record Party(Reaction reaction, Duration after, Duration talk, List<KeyPress> presses) {
    /** Longer than any call lasts. */
    public static final Duration FOR_EVER = Duration.ofDays(36_500);

    /** How somebody reacts to a call. */
    public enum Reaction {
        /** Answers it. */
        ANSWER,
        /** A machine answers. */
        MACHINE,
        /** It rings until the carrier gives up. */
        NO_ANSWER,
        /** Is on the telephone. */
        BUSY,
        /** Declines it. */
        REJECT,
        /** There is no such number. */
        UNREACHABLE
    }

    /**
     * A key.
     *
     * @param after so long after the answer
     * @param digit one of {@code 0-9*#}
     */
    public record KeyPress(Duration after, char digit) {}

    public Party {
        presses = List.copyOf(presses);
    }

    /** Answers after a while, talks for a while, presses nothing. */
    public static Party answering(Duration after, Duration talk) {
        return new Party(Reaction.ANSWER, after, talk, List.of());
    }

    /** Does not talk. */
    public static Party reacting(Reaction reaction, Duration after) {
        return new Party(reaction, after, Duration.ZERO, List.of());
    }

    /** This party, who presses a key as well. */
    public Party pressing(Duration when, char digit) {
        List<KeyPress> all = new ArrayList<>(presses);
        all.add(new KeyPress(when, digit));
        return new Party(reaction, after, talk, all);
    }
}
