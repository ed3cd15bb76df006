package io.callyard.telephony.telnyx;

import io.callyard.spi.carrier.CarrierException;
import io.callyard.telephony.http.HttpOutcome;
import io.callyard.telephony.http.JsonValue;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the API has answered, as far as can be known. */
sealed interface Reply {
    /**
     * It is done.
     *
     * @param json the whole answer
     */
    record Done(JsonValue json) implements Reply {
        /** Returns what it is about. */
        JsonValue data() {
            return json.get("data");
        }
    }

    /**
     * It provably was not done.
     *
     * @param status the HTTP status
     * @param code the carrier's code; empty if there is none
     * @param pointer which field is to blame, such as {@code /to}; empty if nobody says
     * @param retryAfter how long to wait, in the carrier's words; zero: it does not say
     */
    record Refused(int status, String code, String pointer, Duration retryAfter) implements Reply {}

    /**
     * Not a byte of it was sent.
     *
     * @param why in words without addresses
     */
    record NotSent(String why) implements Reply {}

    /**
     * Nobody knows.
     *
     * @param why in words without addresses
     * @param answered whether the carrier's own words, a server error, leave it open
     */
    record Unclear(String why, boolean answered) implements Reply {}

    /** Returns whether it was refused because the call was not in the state for it. */
    default boolean isState() {
        return this instanceof Refused refused && ErrorTable.ofCommand(refused) == ErrorTable.Kind.STATE;
    }

    /** Returns whether it was refused because the call is over. */
    default boolean isOver() {
        return this instanceof Refused refused && ErrorTable.ofCommand(refused) == ErrorTable.Kind.OVER;
    }

    /** Returns whether it is as it was to be: what was to end has ended. */
    default boolean isEnded() {
        return this instanceof Done || isOver();
    }

    /** Says why it was not done. */
    default CarrierException failure() {
        return new CarrierException("the carrier did not do it: " + words(), !(this instanceof Unclear));
    }

    /** Puts it into words, none of them the carrier's. */
    default String words() {
        if (this instanceof Refused refused) {
            String words = ErrorTable.words(ErrorTable.ofCommand(refused), refused);
            return refused.code().isEmpty() ? words : words + " (" + refused.code() + ")";
        }
        if (this instanceof NotSent notSent) {
            return notSent.why();
        }
        return this instanceof Unclear unclear ? unclear.why() : "done";
    }

    /** Reads what came of a request. */
    static Reply of(HttpOutcome outcome) {
        if (outcome instanceof HttpOutcome.NotSent notSent) {
            return new NotSent(notSent.why());
        }
        if (outcome instanceof HttpOutcome.Unclear unclear) {
            return new Unclear(unclear.why(), false);
        }
        HttpOutcome.Answered answer = (HttpOutcome.Answered) outcome;
        Optional<JsonValue> json = answer.json().filter(JsonValue::isObject);
        if (answer.isSuccess()) {
            return json.isPresent()
                    ? new Done(json.get())
                    : new Unclear("the answer cannot be read (status " + answer.status() + ")", false);
        }
        if (answer.status() >= 500 || answer.status() == 408 || answer.status() < 400) {
            return new Unclear("status " + answer.status(), true);
        }
        JsonValue error = json.map(read -> read.list("errors")).stream()
                .flatMap(errors -> errors.stream().limit(1))
                .findFirst()
                .orElse(null);
        return new Refused(
                answer.status(),
                word(error == null ? null : error.text("code")),
                word(error == null ? null : error.get("source").text("pointer")),
                waits(answer));
    }

    /** Short and harmless, or nothing. Titles and details are not kept at all: they repeat phone numbers. */
    private static String word(@Nullable String text) {
        return text != null && text.matches("[A-Za-z0-9/_.\\[\\]-]{1,40}") ? text : "";
    }

    private static Duration waits(HttpOutcome.Answered answer) {
        String seconds = answer.headers()
                .firstValue("x-ratelimit-reset")
                .or(() -> answer.headers().firstValue("retry-after"))
                .orElse("");
        return seconds.matches("[0-9]{1,5}") ? Duration.ofSeconds(Long.parseLong(seconds)) : Duration.ZERO;
    }
}
