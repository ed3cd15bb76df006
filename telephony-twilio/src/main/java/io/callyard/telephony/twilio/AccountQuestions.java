package io.callyard.telephony.twilio;

import io.callyard.model.PhoneNumber;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.telephony.http.CarrierHttp;
import io.callyard.telephony.http.HttpOutcome;
import io.callyard.telephony.http.JsonValue;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Asks an account about its numbers.
 *
 * <p><b>Source.</b> The list of incoming phone numbers: path {@code IncomingPhoneNumbers.json}, filter {@code
 * PhoneNumber}, items in {@code incoming_phone_numbers} ("IncomingPhoneNumber resource", May 2026).
 */
final class AccountQuestions {
    private final CarrierHttp http;
    private final Access access;
    private final Scheduler scheduler;

    AccountQuestions(CarrierHttp http, Access access, Scheduler scheduler) {
        this.http = http;
        this.access = access;
        this.scheduler = scheduler;
    }

    /**
     * What was answered.
     *
     * @param byNumber about each number, in the order in which they were asked about; at least one
     * @param sent when the first question was sent
     * @param received when its end was known
     */
    record Answers(Map<PhoneNumber, HttpOutcome> byNumber, Instant sent, Instant received) {
        /** Returns what came of the first question. */
        HttpOutcome first() {
            return byNumber.values().iterator().next();
        }

        HttpOutcome about(PhoneNumber number) {
            return byNumber.getOrDefault(number, first());
        }
    }

    /** Asks about numbers, at least one, one after the other. The stage does not fail. */
    CompletionStage<Answers> ask(List<PhoneNumber> numbers) {
        Instant sent = scheduler.instant();
        return send(numbers.get(0)).thenCompose(first -> {
            Instant received = scheduler.instant();
            Map<PhoneNumber, HttpOutcome> answers = new LinkedHashMap<>();
            answers.put(numbers.get(0), first);
            CompletionStage<Map<PhoneNumber, HttpOutcome>> all = CompletableFuture.completedStage(answers);
            for (PhoneNumber number : numbers.subList(1, numbers.size())) {
                all = all.thenCompose(known -> send(number).thenApply(outcome -> {
                    known.put(number, outcome);
                    return known;
                }));
            }
            return all.thenApply(known -> new Answers(known, sent, received));
        });
    }

    private CompletionStage<HttpOutcome> send(PhoneNumber number) {
        byte[] login = (access.user() + ":" + access.secret()).getBytes(StandardCharsets.UTF_8);
        URI uri = URI.create(access.host() + "/2010-04-01/Accounts/" + access.accountSid()
                + "/IncomingPhoneNumbers.json?PhoneNumber=" + Form.encode(number.e164()));
        return http.send(HttpRequest.newBuilder(uri)
                .timeout(access.timeout())
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login))
                .header("Accept", "application/json")
                .GET()
                .build());
    }

    /** Finds a number in an answer: the filter takes parts of numbers, too. */
    static Optional<JsonValue> find(HttpOutcome.Answered answer, PhoneNumber number) {
        return answer.json().stream()
                .flatMap(body -> body.list("incoming_phone_numbers").stream())
                .filter(item -> item.text("phone_number", "").equals(number.e164()))
                .findFirst();
    }
}
