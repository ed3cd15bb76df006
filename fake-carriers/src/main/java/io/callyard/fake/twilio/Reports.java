package io.callyard.fake.twilio;

import java.time.Duration;

/** Tells the application how calls get on: status callbacks. */
final class Reports {
    private final Account account;

    Reports(Account account) {
        this.account = account;
    }

    /** Tells that a call begins to be set up, which the API's status does not show. */
    void initiated(TwilioCall call) {
        send(call, "initiated", "initiated");
    }

    /** Tells that a call rings. */
    void ringing(TwilioCall call) {
        send(call, "ringing", call.status.word());
    }

    /** Tells that a call was answered. */
    void answered(TwilioCall call) {
        send(call, "answered", call.status.word());
    }

    /** Tells that a call is over. */
    void over(TwilioCall call) {
        send(call, "completed", call.status.word());
    }

    private void send(TwilioCall call, String event, String status) {
        Reporting reporting = call.reporting;
        if (reporting == null || !reporting.events().contains(event)) {
            return;
        }
        Params params = call.params(status)
                .with("CallbackSource", "call-progress-events")
                .with("SequenceNumber", Integer.toString(call.reported++))
                .with("Timestamp", Dates.text(account.turns.now()));
        if (call.isOver()) {
            params = params.with(ending(call));
        }
        account.webhooks.send(call, reporting.url(), reporting.method(), params, reply -> {
            if (reply.response() == null) {
                account.warn(call, 15003, "Call Progress: Warning Response to Callback URL", reporting.url());
            }
        });
    }

    private static Params ending(TwilioCall call) {
        Duration talked = call.talked();
        long minutes = (talked.toSeconds() + 59) / 60;
        Params params = Params.NONE
                .with("CallDuration", Long.toString(talked.toSeconds()))
                .with("Duration", Long.toString(minutes))
                .with("SipResponseCode", Integer.toString(call.sipCode));
        return call.answeredBy == null ? params : params.with("AnsweredBy", call.answeredBy);
    }
}
