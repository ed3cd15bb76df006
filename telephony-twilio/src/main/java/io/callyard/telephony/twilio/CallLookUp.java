package io.callyard.telephony.twilio;

import io.callyard.model.CarrierCallId;
import io.callyard.spi.carrier.CarrierReport.Fact;
import io.callyard.spi.carrier.LineState;
import io.callyard.spi.carrier.LookUp;
import io.callyard.spi.carrier.LookUpAnswer;
import io.callyard.spi.carrier.LookUpAnswer.Absent;
import io.callyard.spi.carrier.LookUpAnswer.Found;
import io.callyard.spi.carrier.LookUpAnswer.Proof;
import io.callyard.spi.carrier.LookUpAnswer.Unavailable;
import io.callyard.telephony.http.HttpOutcome;
import io.callyard.telephony.http.JsonValue;
import io.callyard.telephony.twilio.TwilioApi.Parameter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Finds out what has become of an attempt. That Twilio does not list it proves little: lists lag, and calls wait for
 * their turn.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class CallLookUp {
    /** Two clocks are compared. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private final TwilioApi api;
    private final CallSearch search;

    CallLookUp(TwilioApi api) {
        this.api = api;
        search = new CallSearch(api);
    }

    CompletionStage<LookUpAnswer> lookUp(LookUp question) {
        CarrierCallId id = question.carrierCallId();
        return id == null ? search(question) : fetch(id);
    }

    private CompletionStage<LookUpAnswer> fetch(CarrierCallId id) {
        return api.fetchCall(id.value()).thenApply(outcome -> {
            if (outcome instanceof HttpOutcome.Answered answer && answer.status() == 404) {
                return new Absent(Proof.WEAK);
            }
            Optional<JsonValue> call = outcome instanceof HttpOutcome.Answered answer && answer.isSuccess()
                    ? answer.json()
                    : Optional.empty();
            return call.map(body -> found(id, body))
                    .orElseGet(() -> new Unavailable("fetching the call: " + TwilioApi.describe(outcome)));
        });
    }

    /** Finds out whether somebody who called is still on the line. A call that is not known is over, or nobody's. */
    CompletionStage<LineState> state(CarrierCallId id) {
        return api.fetchCall(id.value()).thenApply(outcome -> {
            if (!(outcome instanceof HttpOutcome.Answered answer)) {
                return LineState.UNKNOWN;
            }
            if (answer.status() == 404) {
                return LineState.OVER;
            }
            String status = answer.isSuccess()
                    ? answer.json().map(call -> call.text("status", "")).orElse("")
                    : "";
            return status.isEmpty() ? LineState.UNKNOWN : Outcomes.isTerminal(status) ? LineState.OVER : LineState.LIVE;
        });
    }

    private CompletionStage<LookUpAnswer> search(LookUp question) {
        CallTag tag = new CallTag(question.subject().id(), question.attempt());
        Instant earliest = question.orderedAt().minus(TOLERANCE);
        // Not by the number it was made from: that may have been set anew since then.
        List<Parameter> filter =
                List.of(new Parameter("To", question.subject().phoneNumber().e164()));
        return search.find(filter, listed -> isPlausible(listed, earliest), tag::isIn)
                .thenApply(result -> {
                    if (result instanceof CallSearch.Result.Found found) {
                        return found(new CarrierCallId(found.sid()), found.call());
                    }
                    return result instanceof CallSearch.Result.Failed failed
                            ? new Unavailable(failed.why())
                            : new Absent(Proof.WEAK);
                });
    }

    private static LookUpAnswer found(CarrierCallId id, JsonValue call) {
        // Whatever the SIP code was: the API does not tell.
        Optional<Fact> fact = Outcomes.of(call.text("status", ""), call.text("answered_by", ""), "");
        return fact.<LookUpAnswer>map(known -> new Found(id, known))
                .orElseGet(() -> new Unavailable("the call's status is not known"));
    }

    /** A number of the same account is listed as called by us and as calling us. */
    private static boolean isPlausible(JsonValue call, Instant earliest) {
        if (!call.text("direction", "").equals("outbound-api")) {
            return false;
        }
        try {
            Instant created = DateTimeFormatter.RFC_1123_DATE_TIME.parse(call.text("date_created", ""), Instant::from);
            return !created.isBefore(earliest);
        } catch (DateTimeException e) {
            // Without a time it has to be looked at.
            return true;
        }
    }
}
