package io.callyard.fake.twilio;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of a call that was made before.
 *
 * @param status {@code completed} or {@code canceled}; null: it goes on
 * @param instructions what it is to do now; null: what it did before
 * @param callback who is told from now on; null: whoever was before
 * @param timeLimit how long it may last from its answer; null: as long as before
 */
record CallUpdate(
        @Nullable String status,
        @Nullable Instructions instructions,
        @Nullable String callback,
        String callbackMethod,
        @Nullable Duration timeLimit) {

    /**
     * Reads an update.
     *
     * @throws ApiException if a parameter is wrong
     */
    static CallUpdate of(Params form) {
        Checks checks = new Checks(form);
        checks.matches("Status", "canceled|completed", 20001);
        String url = checks.url("Url", 21205);
        String twiml = checks.text("Twiml");
        if (url != null && twiml != null) {
            throw ApiException.wrong(21205);
        }
        Instructions instructions = new Instructions(
                url, checks.method("Method"), twiml, checks.url("FallbackUrl", 21205), checks.method("FallbackMethod"));
        int limit = checks.number("TimeLimit", 0, 1, 86_400, 20001);
        return new CallUpdate(
                checks.text("Status"),
                url == null && twiml == null ? null : instructions,
                checks.url("StatusCallback", 21609),
                checks.method("StatusCallbackMethod"),
                limit == 0 ? null : Duration.ofSeconds(limit));
    }

    /**
     * Does it.
     *
     * @throws ApiException if the call is not in a state for it
     */
    void apply(Account account, TwilioCall call) {
        boolean talking = call.status == CallStatus.IN_PROGRESS;
        boolean tooLate = "canceled".equals(status) && talking;
        boolean tooEarly = instructions != null && status == null && !talking;
        if (call.isOver() || tooLate || tooEarly) {
            throw ApiException.wrong(21220);
        }
        if (callback != null) {
            Reporting before = call.reporting;
            call.reporting = new Reporting(
                    callback, callbackMethod, before == null ? Reporting.ONLY_COMPLETED : before.events());
        }
        if (timeLimit != null) {
            call.timeLimit = timeLimit;
            if (talking) {
                account.legs.limit(call);
            }
        }
        if (status != null) {
            account.legs.hangUp(call);
        } else if (instructions != null) {
            Redirects.redirect(account, call, instructions);
        }
    }
}
