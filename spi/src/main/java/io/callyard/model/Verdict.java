package io.callyard.model;

import io.callyard.internal.Checks;
import java.time.Instant;

/** What a {@code DialPolicy} says about a call. */
public sealed interface Verdict {

    /** The call may be made. */
    record Allow() implements Verdict {}

    /**
     * The call must wait. It keeps its place and is asked about again afterwards.
     *
     * @param until not before this instant; one beyond the year 9999 becomes its end
     * @param reason a short sentence for people
     */
    record Hold(Instant until, String reason) implements Verdict {
        public Hold {
            until = until.isAfter(Checks.LATEST) ? Checks.LATEST : until;
            reason = Checks.clipped(reason, CarrierCause.MAX);
        }
    }

    /**
     * The call must not be made at all.
     *
     * @param rule the rule's name, for programs: {@code do-not-call}, {@code credits}
     * @param reason a short sentence for people
     */
    record Refuse(String rule, String reason) implements Verdict {
        public Refuse {
            Checks.id(rule, "rule", 64);
            reason = Checks.clipped(reason, CarrierCause.MAX);
        }
    }

    /** The call may be made. */
    Verdict ALLOW = new Allow();

    /** Returns the verdict that allows. */
    static Verdict allow() {
        return ALLOW;
    }
}
