package io.callyard.fake.twilio;

import io.callyard.fake.FakeResponse;
import org.jspecify.annotations.Nullable;

/**
 * What came of a webhook.
 *
 * @param response a success; null: there was none
 * @param error why not, as an error code; 0: it is a success
 */
record Reply(@Nullable FakeResponse response, int error) {
    static Reply failed(int error) {
        return new Reply(null, error);
    }
}
