package io.callyard.telephony.twilio;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How Twilio is reached, and known.
 *
 * @param host scheme and host of its API, without a slash at the end
 * @param accountSid the account there
 * @param user who asks: the account, or an API key
 * @param secret the account's token, or the key's secret
 * @param tokens what webhooks may be signed with; absent: they are not checked
 * @param timeout how long an answer may take
 */
record Access(
        String host,
        String accountSid,
        String user,
        String secret,
        @Nullable List<String> tokens,
        Duration timeout) {

    /** Says where to, not with what. */
    @Override
    public String toString() {
        return "Access[" + host + "]";
    }
}
