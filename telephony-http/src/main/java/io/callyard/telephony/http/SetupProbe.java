package io.callyard.telephony.http;

import io.callyard.telephony.http.HttpOutcome.Answered;
import io.callyard.telephony.http.SetupProbe.Notice.Verdict;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Looks at what every carrier needs of this side: an address that can be reached from outside, a clock that is right, a
 * JVM that sends requests once.
 *
 * <p>Stateless.
 */
public final class SetupProbe {
    /** A look-up takes calls into account that are up to 5 s older than the question, to allow for two clocks. */
    private static final Duration MOST_OFF = Duration.ofSeconds(5);

    /** Addresses that mean something else, or nothing, elsewhere (RFC 1918, 3927, 6762). */
    private static final Pattern PRIVATE = Pattern.compile("localhost|127\\..*|10\\..*|192\\.168\\..*|169\\.254\\..*"
            + "|172\\.(1[6-9]|2[0-9]|3[01])\\..*|0\\.0\\.0\\.0|\\[.*|[^.]*|.*\\.(local|localhost|internal|lan|test)");

    /** As {@link CarrierHttp} takes it. */
    private static final String REPEATS = "jdk.httpclient.enableAllMethodRetry";

    private SetupProbe() {}

    /**
     * What was found.
     *
     * @param verdict how it is
     * @param found in words
     * @param advice what to do; empty if nothing
     */
    public record Notice(Verdict verdict, String found, String advice) {

        /** How something is. */
        public enum Verdict {
            /** As it has to be. */
            GOOD,
            /** Not as it has to be. */
            BAD,
            /** Nobody can say. */
            OPEN
        }
    }

    /** Says whether this JVM sends a request again by itself whose answer was lost. */
    public static Notice jvm() {
        String repeats = System.getProperty(REPEATS);
        return repeats != null && !repeats.equalsIgnoreCase("false")
                ? bad(
                        "the system property " + REPEATS + " is set: people would be called twice",
                        "Remove it; the driver does not start with it")
                : good("it sends every request once");
    }

    /** Says whether an address looks like one that a carrier can call. */
    public static Notice shape(URI publicUrl) {
        List<String> faults = new ArrayList<>();
        String host = publicUrl.getHost();
        if (!"https".equalsIgnoreCase(publicUrl.getScheme())) {
            faults.add("it does not begin with https:, so calls could be listened to and webhooks copied");
        }
        if (host == null) {
            // The JDK takes a name with an underscore for no host at all.
            String authority = String.valueOf(publicUrl.getRawAuthority());
            faults.add(authority.contains("_") ? "its host has an underscore" : "it has no host");
        } else if (PRIVATE.matcher(host.toLowerCase(Locale.ROOT)).matches()) {
            faults.add("its host exists on this machine or network only");
        }
        if (publicUrl.getRawUserInfo() != null
                || publicUrl.getRawQuery() != null
                || publicUrl.getRawFragment() != null) {
            faults.add("it has a user, a query or a fragment");
        }
        return faults.isEmpty()
                ? good("it is https, with a public host")
                : bad(String.join("; ", faults), "Use an address like https://calls.example.com, or that of a tunnel");
    }

    /**
     * Judges what came of a webhook that nobody has signed, sent to the public address.
     *
     * @param expected the status that it has to be refused with
     */
    public static Notice unsigned(HttpOutcome outcome, int expected) {
        if (outcome instanceof Answered answer) {
            return answer.status() == expected
                    ? good("it is reached from here, and refuses a webhook that nobody has signed")
                    : answered(answer.status());
        }
        return outcome instanceof HttpOutcome.NotSent notSent
                ? bad(
                        "it is not reached from here: " + notSent.why(),
                        "Start the server and the tunnel; look at the name and the certificate. If it is only that"
                                + " this network does not reach its own public address, ask from another one")
                : new Notice(
                        Verdict.OPEN,
                        "it gave no clear answer: " + ((HttpOutcome.Unclear) outcome).why(),
                        "Try again, and look whether something in between is slow");
    }

    private static Notice answered(int status) {
        String found = "a webhook that nobody has signed is answered with " + status;
        if (status < 300) {
            return bad(
                    found, "Something else answers there, or the check of signatures is switched off: it must not be");
        } else if (status < 400) {
            return bad(found, "Use the address that it leads to: carriers sign the one they call");
        } else if (status == 404) {
            return bad(
                    found,
                    "Nothing takes webhooks there: start the server, and let whatever is in between leave the path as"
                            + " it is");
        } else if (status >= 500) {
            return bad(found, "What is in between does not find the server, or the server fails: its log says more");
        }
        return bad(found, "Something in between refuses it: let webhooks through unchanged");
    }

    /**
     * Compares this machine's clock with the carrier's.
     *
     * @param outcome of a request to the carrier
     * @param sent when it was sent
     * @param received when its end was known
     */
    public static Notice clock(HttpOutcome outcome, Instant sent, Instant received) {
        Optional<Instant> theirs = outcome instanceof Answered answer
                ? answer.headers().firstValue("Date").flatMap(SetupProbe::time)
                : Optional.empty();
        if (theirs.isEmpty()) {
            return new Notice(Verdict.OPEN, "the carrier has not told the time", "Keep this machine's clock by NTP");
        }
        // Written at some time between the two, and cut off to a second.
        Duration ahead = Duration.between(theirs.get().plusSeconds(1), sent);
        Duration behind = Duration.between(received, theirs.get());
        Duration off = ahead.compareTo(behind) > 0 ? ahead : behind;
        return off.compareTo(MOST_OFF) <= 0
                ? good("it agrees with the carrier's")
                : bad(
                        "it is " + off.toSeconds() + " s " + (off.equals(ahead) ? "ahead of" : "behind")
                                + " the carrier's",
                        "Set it by NTP: signatures are refused at 300 s, and calls in doubt are not found much earlier");
    }

    private static Optional<Instant> time(String date) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Notice good(String found) {
        return new Notice(Verdict.GOOD, found, "");
    }

    private static Notice bad(String found, String advice) {
        return new Notice(Verdict.BAD, found, advice);
    }
}
