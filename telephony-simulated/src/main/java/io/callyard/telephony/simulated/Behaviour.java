package io.callyard.telephony.simulated;

import io.callyard.model.Outcome;
import java.time.Duration;
import java.util.List;

/**
 * How simulated calls go while nothing is wrong.
 *
 * @param latency from a request to the carrier's answer, and from the making of a call to its first
 *     report
 * @param ringDelay from the first report to the first ring, or to the end of a call that cannot ring
 * @param pickUp from the first ring until somebody or something picks up, or declines
 * @param talk from the answer until the called person hangs up
 * @param odds who picks up
 * @param scripts what is said to people, each as likely as the other; empty: nothing. A line for which
 *     the talk is too short is not said
 * @param voicemail what is said when a machine picks up
 */
public record Behaviour(
        Distribution latency,
        Distribution ringDelay,
        Distribution pickUp,
        Distribution talk,
        Odds odds,
        List<ConversationScript> scripts,
        ConversationScript voicemail) {

    /** As calls to a mixed list go: two of three are answered, the talk lasts a minute or so. */
    public static final Behaviour TYPICAL = new Behaviour(
            Distribution.logNormal(Duration.ofMillis(250), 0.5),
            Distribution.uniform(Duration.ofMillis(500), Duration.ofSeconds(3)),
            Distribution.logNormal(Duration.ofSeconds(8), 0.6),
            Distribution.logNormal(Duration.ofSeconds(45), 0.7).atMost(Duration.ofMinutes(30)),
            new Odds(0.10, 0.14, 0.05, 0.03, 0.02),
            List.of(ConversationScript.APPOINTMENT, ConversationScript.BAD_MOMENT),
            ConversationScript.VOICEMAIL);

    /**
     * Every call alike, for tests: 100 ms of latency, rings after 1 s, answered after 5 s, over after
     * 30 s, nobody speaks.
     */
    public static final Behaviour STEADY = new Behaviour(
            Distribution.constant(Duration.ofMillis(100)),
            Distribution.constant(Duration.ofSeconds(1)),
            Distribution.constant(Duration.ofSeconds(5)),
            Distribution.constant(Duration.ofSeconds(30)),
            Odds.ALL_ANSWERED,
            List.of(),
            ConversationScript.SILENT);

    public Behaviour {
        scripts = List.copyOf(scripts);
    }

    /** This behaviour with another latency. */
    public Behaviour withLatency(Distribution value) {
        return new Behaviour(value, ringDelay, pickUp, talk, odds, scripts, voicemail);
    }

    /** This behaviour with another delay before the first ring. */
    public Behaviour withRingDelay(Distribution value) {
        return new Behaviour(latency, value, pickUp, talk, odds, scripts, voicemail);
    }

    /** This behaviour with another time of ringing. */
    public Behaviour withPickUp(Distribution value) {
        return new Behaviour(latency, ringDelay, value, talk, odds, scripts, voicemail);
    }

    /** This behaviour with another length of talk. */
    public Behaviour withTalk(Distribution value) {
        return new Behaviour(latency, ringDelay, pickUp, value, odds, scripts, voicemail);
    }

    /** This behaviour with other odds. */
    public Behaviour withOdds(Odds value) {
        return new Behaviour(latency, ringDelay, pickUp, talk, value, scripts, voicemail);
    }

    /** This behaviour with other scripts. */
    public Behaviour withScripts(ConversationScript... value) {
        return new Behaviour(latency, ringDelay, pickUp, talk, odds, List.of(value), voicemail);
    }

    /** This behaviour with another script for machines. */
    public Behaviour withVoicemail(ConversationScript value) {
        return new Behaviour(latency, ringDelay, pickUp, talk, odds, scripts, value);
    }

    /**
     * How calls turn out, as shares of all calls: each 0 to 1, together at most 1. The rest is answered
     * by a person. Whoever takes too long to pick up counts as not answering, whatever these say.
     *
     * @param machine a machine picks up
     * @param noAnswer rings until the carrier gives up
     * @param busy the line is busy
     * @param rejected rings and is declined
     * @param failed the number does not exist: the carrier takes the call, then fails it
     */
    public record Odds(double machine, double noAnswer, double busy, double rejected, double failed) {
        /** A person answers every call. */
        public static final Odds ALL_ANSWERED = new Odds(0, 0, 0, 0, 0);

        public Odds {
            Rates.require(machine, "machine");
            Rates.require(noAnswer, "noAnswer");
            Rates.require(busy, "busy");
            Rates.require(rejected, "rejected");
            Rates.require(failed, "failed");
            Rates.requireShares(machine + noAnswer + busy + rejected + failed, "the odds");
        }

        /** Returns the share of calls that a person answers. */
        public double answered() {
            return Math.max(0, 1 - machine - noAnswer - busy - rejected - failed);
        }

        /** Returns the outcome at {@code point} of the line from 0 to 1 that the odds divide. */
        Outcome at(double point) {
            double bound = machine;
            if (point < bound) {
                return Outcome.MACHINE;
            }
            bound += noAnswer;
            if (point < bound) {
                return Outcome.NO_ANSWER;
            }
            bound += busy;
            if (point < bound) {
                return Outcome.BUSY;
            }
            bound += rejected;
            if (point < bound) {
                return Outcome.REJECTED;
            }
            bound += failed;
            return point < bound ? Outcome.FAILED : Outcome.COMPLETED;
        }
    }
}
