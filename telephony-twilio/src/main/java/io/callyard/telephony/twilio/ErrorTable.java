package io.callyard.telephony.twilio;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Twilio's refusals of a call mean. The words are ours: Twilio's own repeat phone numbers.
 *
 * <p>A refusal is final for the call only where it is about that call; where every other call would fare the same, the
 * call waits, so that a wrong setting does not use up a list of people.
 */
final class ErrorTable {
    /** The call is not in a state for what was asked: it is over, or not answered yet. */
    static final int WRONG_STATE = 21220;

    /** What becomes of a call that was not placed, or of which that is not known. */
    enum Meaning {
        /** It was not placed, and never will be. */
        REFUSED,
        /** It was not placed; later it may be. */
        LATER,
        /** It was not placed, and no other would be: the account or our settings are at fault. */
        ACCOUNT,
        /** Nobody knows. */
        UNCLEAR
    }

    /**
     * One refusal.
     *
     * @param meaning what it means
     * @param words what happened
     * @param retryAfter how long to wait if Twilio does not say
     */
    record Entry(Meaning meaning, String words, Duration retryAfter) {}

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Map<Integer, Entry> BY_CODE = table();

    private ErrorTable() {}

    /**
     * Returns what an answer without success means.
     *
     * @param status the HTTP status
     * @param code Twilio's error code; null if there is none
     */
    static Entry of(int status, @Nullable Integer code) {
        if (status == 408 || status < 400 || status >= 500) {
            return new Entry(Meaning.UNCLEAR, "HTTP status " + status, Duration.ZERO);
        }
        Entry known = code == null ? null : BY_CODE.get(code);
        if (known != null) {
            return known;
        }
        if (status == 429) {
            return new Entry(Meaning.LATER, "too many requests", SOON);
        }
        if (status == 401 || status == 403) {
            return new Entry(Meaning.ACCOUNT, "the credentials are refused", Duration.ZERO);
        }
        if (code == null && status != 400) {
            // Something in between has answered, not Twilio: that says nothing about the person.
            return new Entry(Meaning.ACCOUNT, "HTTP status " + status + " without a reason", Duration.ZERO);
        }
        return new Entry(Meaning.REFUSED, "refused", Duration.ZERO);
    }

    private static Map<Integer, Entry> table() {
        Map<Integer, Entry> all = new HashMap<>();
        put(all, Meaning.ACCOUNT, "the credentials are refused", Duration.ZERO, 20003);
        put(all, Meaning.ACCOUNT, "there is no such account", Duration.ZERO, 20404);
        put(all, Meaning.LATER, "too many requests", SOON, 20429);
        put(all, Meaning.LATER, "the account's calls are all in use", Duration.ofSeconds(5), 10004);
        put(all, Meaning.LATER, "calls for more than a day wait at the carrier", Duration.ofMinutes(10), 22005);
        put(all, Meaning.ACCOUNT, "the request is wrong", Duration.ZERO, 21201, 21206, 21208, 21209, 21218, 21234);
        put(all, Meaning.ACCOUNT, "an address of ours is wrong", Duration.ZERO, 21205);
        put(all, Meaning.ACCOUNT, "the calling number is not ours", Duration.ZERO, 21210, 21212, 21213);
        put(all, Meaning.REFUSED, "the number is not valid", Duration.ZERO, 21211, 21217);
        put(all, Meaning.REFUSED, "the number cannot be reached", Duration.ZERO, 21214);
        put(all, Meaning.REFUSED, "the account may not call the number", Duration.ZERO, 21202, 21203, 21215, 21216);
        put(all, Meaning.REFUSED, "a trial account may not call the number", Duration.ZERO, 21219);
        return Map.copyOf(all);
    }

    private static void put(Map<Integer, Entry> all, Meaning meaning, String words, Duration retryAfter, int... codes) {
        for (int code : codes) {
            all.put(code, new Entry(meaning, words, retryAfter));
        }
    }
}
