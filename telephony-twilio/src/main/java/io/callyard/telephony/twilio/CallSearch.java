package io.callyard.telephony.twilio;

import io.callyard.telephony.http.HttpOutcome;
import io.callyard.telephony.http.JsonValue;
import io.callyard.telephony.twilio.TwilioApi.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * Finds a call of ours of which only is known whom it was to: lists the calls to there, and looks up, for each, whether
 * the request that made it carries our tag.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class CallSearch {
    private static final int MAX_PAGES = 10;

    private final TwilioApi api;

    /** What came of a search. */
    sealed interface Result {
        /** It was found; the call as the list shows it. */
        record Found(String sid, JsonValue call) implements Result {}

        /** It is not listed. */
        record Absent() implements Result {}

        /** It could not be found out. */
        record Failed(String why) implements Result {}
    }

    CallSearch(TwilioApi api) {
        this.api = api;
    }

    /**
     * Looks for a call.
     *
     * @param filter which calls Twilio is to list
     * @param plausible which of them can be it
     * @param isIn whether a text carries the tag
     */
    CompletionStage<Result> find(List<Parameter> filter, Predicate<JsonValue> plausible, Predicate<String> isIn) {
        List<Parameter> query = new ArrayList<>(filter);
        query.add(new Parameter("PageSize", "50"));
        return new Search(plausible, isIn).page(api.listCalls(query), 1);
    }

    private final class Search {
        private final Predicate<JsonValue> plausible;
        private final Predicate<String> isIn;

        Search(Predicate<JsonValue> plausible, Predicate<String> isIn) {
            this.plausible = plausible;
            this.isIn = isIn;
        }

        CompletionStage<Result> page(CompletionStage<HttpOutcome> request, int number) {
            return request.thenCompose(outcome -> {
                Optional<JsonValue> body = listIn(outcome, "calls");
                if (body.isEmpty()) {
                    return done(new Result.Failed("listing calls: " + TwilioApi.describe(outcome)));
                }
                JsonValue page = body.get();
                List<JsonValue> candidates = page.list("calls").stream()
                        .filter(call -> Webhook.isCall(call.text("sid", "")))
                        .filter(plausible)
                        .toList();
                return first(candidates, 0).thenCompose(result -> {
                    String next = page.text("next_page_uri");
                    if (!(result instanceof Result.Absent) || next == null || next.isEmpty()) {
                        return done(result);
                    }
                    return number == MAX_PAGES
                            ? done(new Result.Failed("listing calls: too many"))
                            : page(api.nextPage(next), number + 1);
                });
            });
        }

        private CompletionStage<Result> first(List<JsonValue> candidates, int index) {
            if (index == candidates.size()) {
                return done(new Result.Absent());
            }
            JsonValue call = candidates.get(index);
            String sid = call.text("sid", "");
            return carriesTag(api.listEvents(sid), 1).thenCompose(result -> {
                if (result instanceof Result.Absent) {
                    return first(candidates, index + 1);
                }
                return done(result instanceof Result.Found ? new Result.Found(sid, call) : result);
            });
        }

        private CompletionStage<Result> carriesTag(CompletionStage<HttpOutcome> request, int number) {
            return request.thenCompose(outcome -> {
                Optional<JsonValue> body = listIn(outcome, "events");
                if (body.isEmpty() || !(outcome instanceof HttpOutcome.Answered answer)) {
                    return done(new Result.Failed("listing events: " + TwilioApi.describe(outcome)));
                }
                // Wherever Twilio has put it: the tag is written the same way in an address, in XML and in JSON.
                if (isIn.test(new String(answer.body(), StandardCharsets.UTF_8))) {
                    return done(new Result.Found("", body.get()));
                }
                String next = body.get().text("next_page_uri");
                return next == null || next.isEmpty() || number == MAX_PAGES
                        ? done(new Result.Absent())
                        : carriesTag(api.nextPage(next), number + 1);
            });
        }

        private static CompletionStage<Result> done(Result result) {
            return CompletableFuture.completedStage(result);
        }
    }

    /** An answer without the list is no empty list. */
    private static Optional<JsonValue> listIn(HttpOutcome outcome, String key) {
        return outcome instanceof HttpOutcome.Answered answer && answer.isSuccess()
                ? answer.json().filter(body -> body.has(key))
                : Optional.empty();
    }
}
