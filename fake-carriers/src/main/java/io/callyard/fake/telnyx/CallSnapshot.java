package io.callyard.fake.telnyx;

import java.time.Instant;
import java.util.Optional;

/**
 * One leg as it stands.
 *
 * @param id the call control id
 * @param to the called address, without tones to be sent
 * @param from the calling address
 * @param direction which way, seen from the carrier's application
 * @param state how far it is
 * @param clientState as last given by the application, in Base64
 * @param createdAt when the dial was accepted, or the call came in
 */
public record CallSnapshot(
        String id,
        String to,
        String from,
        Direction direction,
        State state,
        Optional<String> clientState,
        Instant createdAt) {
    /** Which way a call goes. */
    public enum Direction {
        /** Somebody called. */
        INCOMING("incoming"),
        /** The application called. */
        OUTGOING("outgoing");

        private final String word;

        Direction(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** How far a leg is. */
    public enum State {
        /** The dial was accepted; the leg does not exist yet. */
        REQUESTED,
        /** It rings: at the called person's, or, for an incoming call, at the application's. */
        RINGING,
        /** Answered, and joined with no other. */
        ANSWERED,
        /** Joined with another leg. */
        BRIDGED,
        /** Over. */
        ENDED
    }

    /** Says nothing about who calls whom. */
    @Override
    public String toString() {
        return "CallSnapshot[" + direction + ", " + state + ", " + createdAt + "]";
    }
}
