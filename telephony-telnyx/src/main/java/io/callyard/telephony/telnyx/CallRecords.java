package io.callyard.telephony.telnyx;

import io.callyard.model.CarrierCallId;
import io.callyard.telephony.http.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the carrier's lists: which calls are alive, and what was commanded and told of the last day.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class CallRecords {
    private static final int MOST_PAGES = 20;

    /** So many that a page stays below what is read of an answer: entries hold whole webhooks. */
    private static final String LIVING_PAGE = "200";

    private static final String ENTRY_PAGE = "50";

    private final TelnyxApi api;
    private final String connection;

    CallRecords(TelnyxApi api, String connection) {
        this.api = api;
        this.connection = connection;
    }

    /**
     * A call that is alive.
     *
     * @param call its id
     * @param leg its lasting id
     * @param tag what it carries with it
     */
    record Living(CarrierCallId call, String leg, CallTag tag) {}

    /**
     * What was looked for.
     *
     * @param found what was found
     * @param isComplete whether the list was read to its end, or to where it was found
     */
    record Search(Optional<Living> found, boolean isComplete) {}

    /** Looks for a living call by what it carries with it. The stage never fails. */
    CompletionStage<Search> living(Predicate<CallTag> wanted) {
        return livingPage("", 0, wanted);
    }

    private CompletionStage<Search> livingPage(String after, int number, Predicate<CallTag> wanted) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("page[limit]", LIVING_PAGE);
        if (!after.isEmpty()) {
            query.put("page[after]", after);
        }
        String path = "/connections/" + TelnyxApi.encoded(connection) + "/active_calls";
        return api.get(path, query).thenCompose(reply -> {
            if (!(reply instanceof Reply.Done done)) {
                return CompletableFuture.completedStage(new Search(Optional.empty(), false));
            }
            Optional<Living> found = done.json().list("data").stream()
                    .flatMap(item -> living(item, wanted).stream())
                    .findFirst();
            String next = done.json().get("meta").get("cursors").text("after", "");
            if (found.isPresent() || next.isEmpty() || next.equals(after)) {
                return CompletableFuture.completedStage(new Search(found, true));
            }
            return number + 1 < MOST_PAGES
                    ? livingPage(next, number + 1, wanted)
                    : CompletableFuture.completedStage(new Search(Optional.empty(), false));
        });
    }

    private static Optional<Living> living(JsonValue item, Predicate<CallTag> wanted) {
        CallTag tag = CallTag.parse(item.text("client_state"));
        CarrierCallId call = TelnyxEvent.callId(item.text("call_control_id"));
        return tag != null && call != null && wanted.test(tag)
                ? Optional.of(new Living(call, item.text("call_leg_id", ""), tag))
                : Optional.empty();
    }

    /** Reads what is on record of one call; empty if that could not be read. The stage never fails. */
    CompletionStage<Optional<CallHistory>> ofLeg(String leg) {
        if (leg.isEmpty()) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        return entries(Map.of("filter[leg_id]", leg)).thenApply(found -> found.map(CallHistory::of));
    }

    /**
     * Reads entries.
     *
     * @param filters which ones
     * @return empty if they could not be read, or are too many. The stage never fails
     */
    CompletionStage<Optional<List<CallHistory.Entry>>> entries(Map<String, String> filters) {
        return page(filters, 1, new ArrayList<>());
    }

    private CompletionStage<Optional<List<CallHistory.Entry>>> page(
            Map<String, String> filters, int number, List<CallHistory.Entry> read) {
        Map<String, String> query = new LinkedHashMap<>(filters);
        query.put("page[size]", ENTRY_PAGE);
        query.put("page[number]", Integer.toString(number));
        return api.get("/call_events", query).thenCompose(reply -> {
            if (!(reply instanceof Reply.Done done)) {
                return CompletableFuture.completedStage(Optional.empty());
            }
            done.json().list("data").forEach(item -> read.add(CallHistory.Entry.of(item)));
            boolean more = number < pages(done.json().get("meta").text("total_pages"));
            if (!more) {
                return CompletableFuture.completedStage(Optional.of(read));
            }
            return number < MOST_PAGES
                    ? page(filters, number + 1, read)
                    : CompletableFuture.completedStage(Optional.empty());
        });
    }

    /** Returns how many pages there are; 1 if nobody says. */
    static int pages(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 1;
    }
}
