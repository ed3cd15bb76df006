package io.callyard.examples.twilio;

import io.callyard.model.PhoneNumber;
import java.net.URI;

/**
 * What the example works with.
 *
 * @param accountSid the account at Twilio
 * @param authToken its token, a secret
 * @param number the number that calls are made from, and that people call
 * @param webhooks where Twilio reaches the driver
 * @param agent where the only agent is rung: the user's own telephone; empty: there is no agent
 * @param api where Twilio's API is
 * @param database where calls are kept
 */
record Settings(
        String accountSid,
        String authToken,
        PhoneNumber number,
        URI webhooks,
        String agent,
        URI api,
        Database database) {

    /**
     * A database.
     *
     * @param url a JDBC URL; empty: there is none, and calls are kept in memory
     * @param user empty: the URL says it
     * @param password a secret; empty: the URL says it, or there is none
     */
    record Database(String url, String user, String password) {
        /** Keeps what may be secret to itself. */
        @Override
        public String toString() {
            return "Database[" + (url.isEmpty() ? "memory" : url.replaceFirst("[?;].*", "")) + "]";
        }
    }

    /** Keeps what is secret to itself. */
    @Override
    public String toString() {
        return "Settings[" + accountSid + ", " + number + ", " + database + "]";
    }
}
