package io.callyard.telephony.twilio;

import java.util.ArrayList;
import java.util.List;

/**
 * The addresses under which Twilio reaches this driver.
 *
 * @param publicUrl what they begin with, without a slash at the end
 */
record WebhookUrls(String publicUrl) {
    /**
     * How often Twilio is to try again, written into the fragment: for documents once, if we could not be reached or
     * failed; a fragment is neither sent to us nor signed.
     */
    private static final String DOCUMENT = "#rc=1&rp=ct,5xx";

    /** Reports are brought three times again, whatever failed: they change nothing when they come twice. */
    private static final String REPORT = "#rc=3&rp=all";

    /** The address of a document. */
    String document(Path path, String... query) {
        return address(path, query) + DOCUMENT;
    }

    /** The address that something is reported to. */
    String report(Path path, String... query) {
        return address(path, query) + REPORT;
    }

    /** Names and values in turn; one whose value is empty is left out. */
    private String address(Path path, String... query) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < query.length; i += 2) {
            if (!query[i + 1].isEmpty()) {
                pairs.add(query[i] + "=" + Form.encode(query[i + 1]));
            }
        }
        return publicUrl + path.path() + (pairs.isEmpty() ? "" : "?" + String.join("&", pairs));
    }
}
