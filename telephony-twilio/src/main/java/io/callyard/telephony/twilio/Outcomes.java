package io.callyard.telephony.twilio;

import io.callyard.model.CarrierCause;
import io.callyard.model.Outcome;
import io.callyard.spi.carrier.CarrierReport.Fact;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Puts Twilio's words about a call into neutral ones. */
final class Outcomes {
    private static final Set<String> TERMINAL = Set.of("completed", "busy", "no-answer", "failed", "canceled");
    private static final Set<String> MACHINES =
            Set.of("machine_start", "machine_end_beep", "machine_end_silence", "machine_end_other", "fax");

    /** The called person declined, did not want it, or had it rejected. Source: RFC 3261, RFC 8197 and RFC 8688. */
    private static final Set<String> DECLINED = Set.of("603", "607", "608");

    private static final Set<String> UNANSWERED = Set.of("no-answer", "busy", "failed");
    private static final Pattern SIP_CODE = Pattern.compile("[1-6][0-9]{2}");

    private Outcomes() {}

    /**
     * What is told of a call.
     *
     * @param status {@code CallStatus} of a webhook, or {@code status} of the API
     * @param answeredBy who or what has answered; empty if that is not known
     * @param sipCode the last SIP code; empty if that is not known
     * @return empty if the word is not known
     */
    static Optional<Fact> of(String status, String answeredBy, String sipCode) {
        return switch (status) {
            case "queued", "initiated" -> Optional.of(new Fact.Started());
            case "ringing" -> Optional.of(new Fact.Ringing());
            case "in-progress" -> Optional.of(new Fact.Answered());
            case "completed" -> Optional.of(isMachine(answeredBy) ? machine(answeredBy) : ended(status, sipCode));
            default -> isTerminal(status) ? Optional.of(ended(status, sipCode)) : Optional.empty();
        };
    }

    /** Returns whether a word says that a call is over. */
    static boolean isTerminal(String status) {
        return TERMINAL.contains(status);
    }

    /** Returns whether a machine has answered. */
    static boolean isMachine(String answeredBy) {
        return MACHINES.contains(answeredBy);
    }

    /** Returns the end of a call that a machine had answered. Its cause is the same whoever tells it. */
    static Fact.Ended machine(String answeredBy) {
        return new Fact.Ended(Outcome.MACHINE, CarrierCause.of("answered by " + answeredBy));
    }

    private static Fact.Ended ended(String status, String sipCode) {
        String code = SIP_CODE.matcher(sipCode).matches() ? "SIP " + sipCode : null;
        return new Fact.Ended(outcome(status, sipCode), new CarrierCause(status, code));
    }

    private static Outcome outcome(String status, String sipCode) {
        if (UNANSWERED.contains(status) && DECLINED.contains(sipCode)) {
            return Outcome.REJECTED;
        }
        return switch (status) {
            case "completed" -> Outcome.COMPLETED;
            case "busy" -> Outcome.BUSY;
            case "no-answer" -> Outcome.NO_ANSWER;
            case "canceled" -> Outcome.CANCELED;
            default -> Outcome.FAILED;
        };
    }
}
