package io.callyard.telephony.telnyx;

import io.callyard.model.CarrierCause;
import io.callyard.model.Outcome;
import io.callyard.spi.carrier.CarrierReport.Fact;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Puts the carrier's words about the end of a call into neutral ones. A machine comes first, then whether anybody had
 * answered, then the carrier's word, then the SIP code where that word says nothing.
 */
final class Outcomes {
    /** Words that say how a call ended by themselves. */
    private static final Set<String> CLEAR = Set.of(
            "user_busy", "call_rejected", "timeout", "no_answer", "originator_cancel", "not_found", "time_limit");

    /** Words after which the SIP code may say more. */
    private static final Set<String> VAGUE = Set.of("normal_clearing", "unspecified");

    /** Results of the detection that mean a machine. A beep that is heard early comes in place of the verdict. */
    private static final Set<String> MACHINES = Set.of("machine", "fax_detected", "beep_detected");

    private static final Pattern SIP_CODE = Pattern.compile("[1-6][0-9]{2}");
    private static final Set<String> SIP_UNANSWERED = Set.of("408", "480", "487");
    private static final Set<String> SIP_BUSY = Set.of("486", "600");
    private static final Set<String> SIP_DECLINED = Set.of("603", "607", "608");

    private Outcomes() {}

    /** Returns whether a result of the detection means a machine. */
    static boolean isMachine(String result) {
        return MACHINES.contains(result);
    }

    /**
     * Returns whether nobody can tell how a call ended without knowing if it was answered.
     *
     * @param cause the carrier's word
     * @param sip the SIP code; empty if it is not known
     */
    static boolean dependsOnAnswer(String cause, String sip) {
        return !CLEAR.contains(cause) && !(VAGUE.contains(cause) && saysUnanswered(sip));
    }

    private static boolean saysUnanswered(String sip) {
        return SIP_UNANSWERED.contains(sip) || SIP_BUSY.contains(sip) || SIP_DECLINED.contains(sip);
    }

    /** Returns whether it can be told from a call's end alone that it had been answered. */
    static boolean saysAnswered(String cause) {
        return cause.equals("time_limit");
    }

    /**
     * How a call ended.
     *
     * @param cause the carrier's word
     * @param sip the SIP code; empty if it is not known
     * @param answered whether it had been answered
     * @param machine whether by a machine
     */
    static Fact.Ended of(String cause, String sip, boolean answered, boolean machine) {
        if (machine) {
            return machine();
        }
        String code = SIP_CODE.matcher(sip).matches() ? "SIP " + sip : null;
        CarrierCause words = new CarrierCause(cause.isEmpty() ? "no word" : cause, code);
        return new Fact.Ended(answered ? Outcome.COMPLETED : unanswered(cause, sip), words);
    }

    /** The end of a call that a machine had answered. Its cause is the same whoever tells it. */
    static Fact.Ended machine() {
        return new Fact.Ended(Outcome.MACHINE, CarrierCause.of("answered by a machine"));
    }

    private static Outcome unanswered(String cause, String sip) {
        return switch (cause) {
            case "time_limit" -> Outcome.COMPLETED;
            case "timeout", "no_answer" -> Outcome.NO_ANSWER;
            case "user_busy" -> Outcome.BUSY;
            case "call_rejected" -> Outcome.REJECTED;
            case "originator_cancel" -> Outcome.CANCELED;
            default -> VAGUE.contains(cause) ? bySip(sip) : Outcome.FAILED;
        };
    }

    private static Outcome bySip(String sip) {
        if (SIP_UNANSWERED.contains(sip)) {
            return Outcome.NO_ANSWER;
        }
        if (SIP_BUSY.contains(sip)) {
            return Outcome.BUSY;
        }
        return SIP_DECLINED.contains(sip) ? Outcome.REJECTED : Outcome.FAILED;
    }
}
