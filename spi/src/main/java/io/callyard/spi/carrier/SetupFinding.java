package io.callyard.spi.carrier;

/**
 * What a look at the settings of a carrier's account, and of this machine, has found about one of them. For people: the
 * words may change. There is neither a secret nor a whole phone number in them.
 *
 * @param subject what was looked at
 * @param verdict how it is
 * @param found what was found
 * @param advice what to do about it; empty if there is nothing to do
 */
public record SetupFinding(String subject, Verdict verdict, String found, String advice) {

    /** How something is. */
    public enum Verdict {
        /** As it has to be. */
        OK,
        /** Not as it has to be: calls will fail, or some of what belongs to them. */
        WRONG,
        /** Nobody could say, which may be for the best reasons: the carrier does not tell everything. */
        UNKNOWN
    }

    /** Something is as it has to be. */
    public static SetupFinding ok(String subject, String found) {
        return new SetupFinding(subject, Verdict.OK, found, "");
    }

    /** Something is not as it has to be. */
    public static SetupFinding wrong(String subject, String found, String advice) {
        return new SetupFinding(subject, Verdict.WRONG, found, advice);
    }

    /** Something could not be found out. */
    public static SetupFinding unknown(String subject, String found, String advice) {
        return new SetupFinding(subject, Verdict.UNKNOWN, found, advice);
    }

    /** Returns whether something has to be done about it. */
    public boolean isWrong() {
        return verdict == Verdict.WRONG;
    }

    /** Returns all of it as one line. */
    public String toLine() {
        return verdict + "  " + subject + ": " + found + (advice.isEmpty() ? "" : ". " + advice);
    }
}
