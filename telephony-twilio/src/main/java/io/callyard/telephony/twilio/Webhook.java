package io.callyard.telephony.twilio;

import io.callyard.spi.carrier.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A webhook that is authentic.
 *
 * @param query what we wrote into the address
 * @param form what Twilio says
 */
record Webhook(Map<String, String> query, Map<String, String> form) {
    private static final Pattern CALL = Pattern.compile("CA[0-9a-fA-F]{32}");
    private static final Pattern QUEUE = Pattern.compile("QU[0-9a-fA-F]{32}");

    /** A webhook does not say what it has to say: it is refused, and Twilio does not bring it again. */
    static final class UnreadableException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnreadableException(String what) {
            super(what);
        }
    }

    /** Reads a request; empty if its query or its body is not UTF-8 in a form's encoding. */
    static Optional<Webhook> of(WebhookRequest request, Form form) {
        String query = request.query() == null ? "" : request.query();
        return Form.parse(query.getBytes(StandardCharsets.UTF_8))
                .toText()
                .flatMap(ours -> form.toText().map(theirs -> new Webhook(ours, theirs)));
    }

    /** Returns what we wrote into the address; empty if nothing. */
    String ours(String name) {
        return query.getOrDefault(name, "");
    }

    /** Returns what Twilio says; empty if nothing. */
    String theirs(String name) {
        return form.getOrDefault(name, "");
    }

    /** Returns the call's id. */
    String callSid() {
        String sid = theirs("CallSid");
        if (!isCall(sid)) {
            throw new UnreadableException("no call id");
        }
        return sid;
    }

    /** Returns the queue's id; empty if there is none. */
    Optional<String> queueSid() {
        return Optional.of(theirs("QueueSid")).filter(sid -> QUEUE.matcher(sid).matches());
    }

    /** Returns whether the call is over, as far as this webhook says. */
    boolean isOver() {
        return Outcomes.isTerminal(theirs("CallStatus"));
    }

    /** Returns whether a text has the form of a call's id. */
    static boolean isCall(String text) {
        return CALL.matcher(text).matches();
    }

    /** Says nothing of what is in it: webhooks carry phone numbers. */
    @Override
    public String toString() {
        return "Webhook[" + form.size() + " fields]";
    }
}
