package io.callyard.wire;

import io.callyard.lead.LeadRun;
import io.callyard.lead.LeadRun.Called;
import io.callyard.lead.LeadRun.Refusal;
import io.callyard.model.lead.LeadId;
import io.callyard.spi.store.LeadCounts;
import java.util.List;
import java.util.stream.Stream;

/** How the answer to leads that a page has fetched looks outside, be it over HTTP or on a socket. */
public final class LeadRunJson {
    private LeadRunJson() {}

    /**
     * Writes what became of leads that were fetched. Leads of others are told as unknown ones: nobody learns from here
     * which ids there are.
     *
     * @param most how many elements of a list are told; {@code left_out} counts the others, where there are any
     */
    public static void members(JsonWriter json, LeadRun run, int most) {
        List<LeadId> unknown = Stream.concat(run.unknown().stream(), run.ofOthers().stream())
                .sorted((one, other) -> one.value().compareTo(other.value()))
                .toList();
        json.field("started", run.started())
                .list("called", first(run.called(), most), called -> json.object(() -> called(json, called)))
                .list("refused", first(run.refused(), most), refusal -> json.object(() -> refused(json, refusal)))
                .texts("unknown", first(unknown, most));
        long leftOut = Stream.of(run.called(), run.refused(), unknown)
                .mapToLong(list -> Math.max(0, list.size() - most))
                .sum();
        if (leftOut > 0) {
            json.field("left_out", leftOut);
        }
        json.object("run", () -> counts(json, run.run()));
    }

    private static void called(JsonWriter json, Called called) {
        json.id("lead_id", called.lead()).id("call_id", called.call());
    }

    private static void refused(JsonWriter json, Refusal refusal) {
        json.id("lead_id", refusal.lead()).field("rule", refusal.rule()).field("reason", refusal.reason());
    }

    private static <T> List<T> first(List<T> all, int most) {
        return all.size() <= most ? all : all.subList(0, most);
    }

    /** Writes how many leads there are, by how far they are. */
    public static void counts(JsonWriter json, LeadCounts counts) {
        json.field("pending", counts.pending())
                .field("waiting", counts.waiting())
                .field("live", counts.live())
                .field("over", counts.over());
    }
}
