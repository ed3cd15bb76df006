package io.callyard.telephony.telnyx;

import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.ConversationTurn;
import io.callyard.model.ConversationTurn.Speaker;
import io.callyard.spi.carrier.CarrierReport;
import io.callyard.spi.carrier.CarrierReport.Fact;
import io.callyard.spi.carrier.CarrierReporter;
import io.callyard.telephony.http.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Reports what is said on a call. The carrier tells the whole conversation each time, so each turn is named by the call
 * and its place in it; what that place is, is the same in every telling.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class Turns {
    private static final int MOST_PAGES = 20;
    private static final int REMEMBERED = 10_000;

    private final CarrierAccountId account;
    private final TelnyxApi api;

    /** How many turns of a call were kept, to spare the engine those it has. Forgetting costs nothing but time. */
    private final Map<String, Integer> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > REMEMBERED;
        }
    };

    Turns(CarrierAccountId account, TelnyxApi api) {
        this.account = account;
        this.api = api;
    }

    /** One thing said. */
    private record Said(
            Speaker speaker, String text, @Nullable Instant at) {}

    /** Reports what an event tells of a conversation. */
    void report(TelnyxEvent event, CallTag.Outbound tag, CarrierReporter reporter) {
        List<Said> said = said(event.payload().list("message_history"), "content");
        report(said, event, tag, reporter);
    }

    /** Reads a conversation that is over, and reports it. Fails if it could not be kept; else not. */
    CompletionStage<Void> reportAll(TelnyxEvent event, CallTag.Outbound tag, CarrierReporter reporter) {
        String conversation = event.word("conversation_id");
        if (conversation.isEmpty()) {
            return CompletableFuture.completedStage(null);
        }
        return page(conversation, 1, new ArrayList<>())
                .thenAccept(messages -> report(said(inOrder(messages), "text"), event, tag, reporter));
    }

    private void report(List<Said> said, TelnyxEvent event, CallTag.Outbound tag, CarrierReporter reporter) {
        CarrierCallId call = event.call();
        String name = event.leg().isEmpty() && call != null ? call.value() : event.leg();
        for (int place = keptOf(name); place < said.size(); place++) {
            Said one = said.get(place);
            Instant at = one.at() == null ? event.at() : one.at();
            Fact turn = new Fact.Turn(new ConversationTurn(one.speaker(), one.text(), at));
            reporter.report(new CarrierReport(account, tag.call(), tag.attempt(), call, turn, name + ":" + place));
            keep(name, place + 1);
        }
    }

    private int keptOf(String name) {
        synchronized (kept) {
            return kept.getOrDefault(name, 0);
        }
    }

    private void keep(String name, int count) {
        synchronized (kept) {
            kept.merge(name, count, Math::max);
        }
    }

    private static List<Said> said(List<JsonValue> messages, String textName) {
        List<Said> said = new ArrayList<>();
        for (JsonValue message : messages) {
            String role = message.text("role", "");
            String text = message.text(textName, "");
            boolean isSpeech = role.equals("user") || role.equals("assistant");
            if (isSpeech && !text.isBlank()) {
                Speaker speaker = role.equals("user") ? Speaker.CUSTOMER : Speaker.AGENT;
                said.add(new Said(speaker, text, sentAt(message)));
            }
        }
        return said;
    }

    private static @Nullable Instant sentAt(JsonValue message) {
        return TelnyxEvent.instant(message.text("sent_at", message.text("created_at", "")))
                .orElse(null);
    }

    /** In the order they were sent in, if all of them tell; else as they came. */
    private static List<JsonValue> inOrder(List<JsonValue> messages) {
        if (messages.stream().anyMatch(message -> sentAt(message) == null)) {
            return messages;
        }
        List<JsonValue> sorted = new ArrayList<>(messages);
        sorted.sort((one, other) -> order(sentAt(one), sentAt(other)));
        return sorted;
    }

    private static int order(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other == null ? 0 : one.compareTo(other);
    }

    private CompletionStage<List<JsonValue>> page(String conversation, int number, List<JsonValue> read) {
        String path = "/ai/conversations/" + TelnyxApi.encoded(conversation) + "/messages";
        Map<String, String> query = Map.of("page[size]", "50", "page[number]", Integer.toString(number));
        return api.get(path, query).thenCompose(reply -> {
            if (!(reply instanceof Reply.Done done)) {
                // A part would be as good, but its places might not be those of the whole.
                return CompletableFuture.completedStage(List.of());
            }
            read.addAll(done.json().list("data"));
            boolean more = number < CallRecords.pages(done.json().get("meta").text("total_pages"));
            return more && number < MOST_PAGES
                    ? page(conversation, number + 1, read)
                    : CompletableFuture.completedStage(read);
        });
    }
}
