package io.callyard.telephony.twilio;

import io.callyard.telephony.twilio.Redirects.Purpose;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls whose first document has not been given yet: what is wanted on them meanwhile becomes that document, since they
 * take no other one.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class Openings {
    private final Map<String, Opening> open = new HashMap<>();

    private static final class Opening {
        private int asked = 1;
        private @Nullable String document;
        private Purpose purpose = Purpose.SOUND;
    }

    /**
     * Runs what decides the first document.
     *
     * @return the document; empty if nothing was wanted
     */
    Optional<String> during(String sid, Runnable decision) {
        begin(sid);
        try {
            decision.run();
        } catch (RuntimeException e) {
            end(sid);
            throw e;
        }
        return end(sid);
    }

    private synchronized void begin(String sid) {
        Opening known = open.putIfAbsent(sid, new Opening());
        if (known != null) {
            // Twilio has asked again before it was answered.
            known.asked++;
        }
    }

    /** Returns whether a document was taken for the first one of its call. */
    synchronized boolean fold(String sid, Purpose purpose, String document) {
        Opening opening = open.get(sid);
        if (opening == null) {
            return false;
        }
        if (opening.document == null || purpose.compareTo(opening.purpose) >= 0) {
            opening.document = document;
            opening.purpose = purpose;
        }
        return true;
    }

    private synchronized Optional<String> end(String sid) {
        Opening opening = open.get(sid);
        if (opening == null) {
            return Optional.empty();
        }
        opening.asked--;
        if (opening.asked == 0) {
            open.remove(sid);
        }
        return Optional.ofNullable(opening.document);
    }
}
