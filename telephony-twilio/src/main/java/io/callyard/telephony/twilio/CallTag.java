package io.callyard.telephony.twilio;

import io.callyard.model.CallId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which attempt at which call an address speaks of. In one word without any letter that an address, XML or JSON would
 * write in another way, so that it can be found in whatever Twilio has recorded.
 *
 * @param call the engine's id
 * @param attempt the attempt's number
 */
record CallTag(CallId call, int attempt) {
    /** Its name in a query. */
    static final String NAME = "call";

    private static final Pattern FORM = Pattern.compile("([0-9a-f-]{36})\\.([1-9][0-9]{0,8})");

    /**
     * Reads it.
     *
     * @throws Webhook.UnreadableException if it is none
     */
    static CallTag of(Webhook webhook) {
        Matcher matcher = FORM.matcher(webhook.ours(NAME));
        try {
            if (matcher.matches()) {
                return new CallTag(CallId.parse(matcher.group(1)), Integer.parseInt(matcher.group(2)));
            }
        } catch (IllegalArgumentException e) {
            throw new Webhook.UnreadableException("no call tag");
        }
        throw new Webhook.UnreadableException("no call tag");
    }

    /** Returns whether a text speaks of this attempt. */
    boolean isIn(String text) {
        String tag = toString();
        for (int at = text.indexOf(tag); at >= 0; at = text.indexOf(tag, at + 1)) {
            int end = at + tag.length();
            // Attempt 1 is not attempt 12.
            if (end == text.length() || !Character.isDigit(text.charAt(end))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return call + "." + attempt;
    }
}
