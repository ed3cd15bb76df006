package io.callyard.telephony.telnyx;

import io.callyard.model.CarrierCallId;
import io.callyard.spi.carrier.CarrierReport.Fact;
import io.callyard.spi.carrier.LineState;
import io.callyard.spi.carrier.LookUp;
import io.callyard.spi.carrier.LookUpAnswer;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.telephony.http.JsonValue;
import io.callyard.telephony.telnyx.CallTag.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what has become of an attempt: by the call's id if that is known, among the living calls, and in the record
 * of the last day. That it is nowhere is said only if the record provably was read, and even then it is no proof.
 */
final class CallLookUp {
    /** By how much the carrier's clock may be behind. */
    private static final Duration CLOCKS = Duration.ofSeconds(5);

    /** By how much the record may be behind. */
    private static final Duration RECORDING = Duration.ofMinutes(2);

    private final TelnyxApi api;
    private final CallRecords records;
    private final String connection;
    private final Scheduler scheduler;

    CallLookUp(TelnyxApi api, CallRecords records, String connection, Scheduler scheduler) {
        this.api = api;
        this.records = records;
        this.connection = connection;
        this.scheduler = scheduler;
    }

    /** Answers a question. */
    CompletionStage<LookUpAnswer> lookUp(LookUp question) {
        CarrierCallId id = question.carrierCallId();
        return id == null ? amongLiving(question) : byId(question, id);
    }

    private CompletionStage<LookUpAnswer> byId(LookUp question, CarrierCallId id) {
        return api.get(TelnyxApi.call(id.value()), Map.of()).thenCompose(reply -> {
            if (reply instanceof Reply.Done done && done.data().has("is_alive")) {
                JsonValue call = done.data();
                String leg = call.text("call_leg_id", "");
                return records.ofLeg(leg).thenApply(history -> standing(id, call, history.orElse(null)));
            }
            return reply.isOver() ? onRecord(question) : unavailable(reply.words());
        });
    }

    /** Finds out whether somebody who called is still on the line. */
    CompletionStage<LineState> state(CarrierCallId id) {
        return api.get(TelnyxApi.call(id.value()), Map.of()).thenApply(reply -> {
            if (reply instanceof Reply.Done done && done.data().has("is_alive")) {
                boolean ended = !done.data().isTrue("is_alive") && done.data().has("end_time");
                return ended ? LineState.OVER : LineState.LIVE;
            }
            return reply.isOver() ? LineState.OVER : LineState.UNKNOWN;
        });
    }

    /** How a call stands that was found by its id. */
    private LookUpAnswer standing(CarrierCallId id, JsonValue call, @Nullable CallHistory history) {
        Mark mark = CallTag.parse(call.text("client_state")) instanceof CallTag.Outbound tag ? tag.mark() : Mark.NONE;
        boolean answered = mark != Mark.NONE || (history != null && history.isAnswered());
        boolean ended = !call.isTrue("is_alive") && call.has("end_time");
        if (!ended && (history == null || history.end() == null)) {
            // A call that was only just asked for is said not to be alive.
            return new LookUpAnswer.Found(id, answered ? new Fact.Answered() : new Fact.Started());
        }
        boolean machine = mark == Mark.MACHINE || (history != null && history.isMachine());
        // How it ended is not told here; that it was talked on is.
        String talked = call.text("call_duration", "0");
        boolean wasAnswered = answered || (history == null && !talked.equals("0"));
        if (!wasAnswered && (history == null || (history.end() == null && endedLately(call)))) {
            // Nobody answered, or the record does not show it yet: why, or that, can be read later.
            return new LookUpAnswer.Unavailable("how the call ended is not on record yet");
        }
        return new LookUpAnswer.Found(id, ended(history, wasAnswered, machine));
    }

    private boolean endedLately(JsonValue call) {
        Instant since = scheduler.instant().minus(RECORDING);
        return TelnyxEvent.instant(call.text("end_time"))
                .filter(since::isBefore)
                .isPresent();
    }

    private static Fact.Ended ended(@Nullable CallHistory history, boolean answered, boolean machine) {
        JsonValue end = history == null ? null : history.end();
        String cause = end == null ? "" : end.text("hangup_cause", "");
        String sip = end == null ? "" : end.text("sip_hangup_cause", "");
        return Outcomes.of(cause, sip, answered || Outcomes.saysAnswered(cause), machine);
    }

    private CompletionStage<LookUpAnswer> amongLiving(LookUp question) {
        return records.living(tag -> isAbout(tag, question)).thenCompose(search -> {
            if (search.found().isPresent()) {
                CallRecords.Living living = search.found().get();
                boolean marked = living.tag() instanceof CallTag.Outbound tag && tag.mark() != Mark.NONE;
                return records.ofLeg(living.leg()).thenApply(history -> {
                    boolean answered =
                            marked || history.filter(CallHistory::isAnswered).isPresent();
                    return new LookUpAnswer.Found(living.call(), answered ? new Fact.Answered() : new Fact.Started());
                });
            }
            return search.isComplete() ? onRecord(question) : unavailable("the living calls could not be read");
        });
    }

    private static boolean isAbout(CallTag tag, LookUp question) {
        return tag instanceof CallTag.Outbound outbound
                && outbound.call().equals(question.subject().id())
                && outbound.attempt() == question.attempt();
    }

    private CompletionStage<LookUpAnswer> onRecord(LookUp question) {
        String since = question.orderedAt().minus(CLOCKS).toString();
        String to = question.subject().phoneNumber().e164();
        return records.entries(Map.of("filter[to]", to, "filter[occurred_at][gte]", since))
                .thenCompose(entries -> entries.isEmpty()
                        ? unavailable("the record could not be read")
                        : inEntries(question, entries.get()));
    }

    private CompletionStage<LookUpAnswer> inEntries(LookUp question, List<CallHistory.Entry> entries) {
        String leg = entries.stream()
                .filter(entry -> isAbout(entry, question))
                .map(CallHistory.Entry::leg)
                .findFirst()
                .orElse(null);
        if (leg != null) {
            CallHistory history = CallHistory.of(
                    entries.stream().filter(entry -> entry.leg().equals(leg)).toList());
            CarrierCallId id = history.call() == null ? question.carrierCallId() : history.call();
            return id == null
                    ? unavailable("the record does not name the call")
                    : CompletableFuture.completedStage(new LookUpAnswer.Found(id, standing(history)));
        }
        if (entries.stream().anyMatch(entry -> !entry.isTelling())) {
            return unavailable("the record does not tell which calls it is about");
        }
        return control(question);
    }

    private static boolean isAbout(CallHistory.Entry entry, LookUp question) {
        CarrierCallId id = question.carrierCallId();
        boolean sameId = id != null && entry.call().filter(id::equals).isPresent();
        return sameId || entry.tag().filter(tag -> isAbout(tag, question)).isPresent();
    }

    private static Fact standing(CallHistory history) {
        if (history.end() == null) {
            return history.isAnswered() ? new Fact.Answered() : new Fact.Started();
        }
        return ended(history, history.isAnswered(), history.isMachine());
    }

    /** A filter that is not understood gives an empty list too: the same kind of question must find something. */
    private CompletionStage<LookUpAnswer> control(LookUp question) {
        String since = question.orderedAt().minus(Duration.ofHours(20)).toString();
        Map<String, String> query = Map.of(
                "filter[connection_id]", connection,
                "filter[occurred_at][gte]", since,
                "page[size]", "1");
        return api.get("/call_events", query)
                .thenApply(reply -> reply instanceof Reply.Done done
                                && !done.json().list("data").isEmpty()
                        ? new LookUpAnswer.Absent(LookUpAnswer.Proof.WEAK)
                        : new LookUpAnswer.Unavailable("nothing shows that the record was read"));
    }

    private static CompletionStage<LookUpAnswer> unavailable(String why) {
        return CompletableFuture.completedStage(new LookUpAnswer.Unavailable(why));
    }
}
