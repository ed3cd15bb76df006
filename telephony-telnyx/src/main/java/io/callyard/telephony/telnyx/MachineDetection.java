package io.callyard.telephony.telnyx;

/**
 * Whether the carrier finds out if a machine has answered an outbound call. A call that a machine has answered is hung
 * up and ends as {@link io.callyard.model.Outcome#MACHINE}.
 */
public enum MachineDetection {
    /** It does not. */
    OFF("disabled"),
    /** It does, in seconds. */
    STANDARD("detect"),
    /** It does, better and at a price. */
    PREMIUM("premium");

    private final String word;

    MachineDetection(String word) {
        this.word = word;
    }

    /** Returns the carrier's own word. */
    String word() {
        return word;
    }
}
