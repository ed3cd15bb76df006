package io.callyard.telephony.telnyx;

import io.callyard.model.PhoneNumber;
import io.callyard.telephony.http.CarrierHttp;
import io.callyard.telephony.http.HttpOutcome;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Asks an account about its connection, its public key and its numbers.
 *
 * <p><b>Source.</b> The vendor's pages "Retrieve a call control application" and "List phone numbers", November 2026.
 * {@code /public_key} is in its clients, not on its pages: that it fails says nothing.
 */
final class AccountQuestions {
    private final CarrierHttp http;
    private final TelnyxCheckBuilder.Values values;

    AccountQuestions(CarrierHttp http, TelnyxCheckBuilder.Values values) {
        this.http = http;
        this.values = values;
    }

    /**
     * What was answered.
     *
     * @param connection about the connection, which was asked about first
     * @param publicKey about the public key
     * @param byNumber about each number
     * @param sent when the first question was sent
     * @param received when its end was known
     */
    record Answers(
            HttpOutcome connection,
            HttpOutcome publicKey,
            Map<PhoneNumber, HttpOutcome> byNumber,
            Instant sent,
            Instant received) {
        HttpOutcome about(PhoneNumber number) {
            return byNumber.getOrDefault(number, connection);
        }
    }

    /** Asks, one question after the other. The stage does not fail. */
    CompletionStage<Answers> ask() {
        Instant sent = values.scheduler().instant();
        return get("/call_control_applications/" + TelnyxApi.encoded(values.connection()))
                .thenCompose(connection -> {
                    Instant received = values.scheduler().instant();
                    return get("/public_key")
                            .thenCompose(key -> numbers()
                                    .thenApply(numbers -> new Answers(connection, key, numbers, sent, received)));
                });
    }

    private CompletionStage<Map<PhoneNumber, HttpOutcome>> numbers() {
        CompletionStage<Map<PhoneNumber, HttpOutcome>> all = CompletableFuture.completedStage(new LinkedHashMap<>());
        for (PhoneNumber number : values.numbers()) {
            String query = TelnyxApi.encoded("filter[phone_number]") + "=" + TelnyxApi.encoded(number.e164());
            all = all.thenCompose(known -> get("/phone_numbers?" + query).thenApply(outcome -> {
                known.put(number, outcome);
                return known;
            }));
        }
        return all;
    }

    private CompletionStage<HttpOutcome> get(String path) {
        return http.send(HttpRequest.newBuilder(URI.create(values.baseUrl() + path))
                .timeout(TelnyxCheckBuilder.TIMEOUT)
                .header("Authorization", "Bearer " + values.apiKey())
                .header("Accept", "application/json")
                .GET()
                .build());
    }

    /** Says what came of a question, in words without phone numbers. */
    static String describe(HttpOutcome outcome) {
        if (outcome instanceof HttpOutcome.Answered answer) {
            Optional<String> code = answer.json()
                    .flatMap(body -> body.list("errors").stream()
                            .map(error -> error.text("code", ""))
                            .filter(text -> text.matches("[A-Z]?[0-9]{1,6}"))
                            .findFirst());
            return "HTTP status " + answer.status()
                    + code.map(text -> ", code " + text).orElse("");
        }
        return outcome instanceof HttpOutcome.NotSent notSent
                ? "not sent: " + notSent.why()
                : ((HttpOutcome.Unclear) outcome).why();
    }
}
