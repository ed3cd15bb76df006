package io.callyard.telephony.simulated;

import io.callyard.model.CallId;
import io.callyard.model.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What a simulated carrier was asked and what it really did, whatever it answered or reported: the
 * other side of the story, for checking an engine's.
 *
 * @param records one for each request to place a call, in the order of the requests
 * @param forgotten how many requests before or among these are no longer remembered
 */
public record CarrierLog(List<CarrierCallRecord> records, long forgotten) {
    public CarrierLog {
        records = List.copyOf(records);
    }

    /** Returns this log with the records that {@code which} accepts. */
    public CarrierLog where(Predicate<CarrierCallRecord> which) {
        return new CarrierLog(records.stream().filter(which).toList(), forgotten);
    }

    /** Returns this log with the records of one tenant. */
    public CarrierLog of(TenantId tenant) {
        return where(call -> call.tenant().equals(tenant));
    }

    /**
     * Returns how many calls were live at once, at most. A call is live from {@code liveFrom} (included)
     * to {@code liveTo} (excluded).
     */
    public int mostLive() {
        Map<Instant, Integer> changes = new TreeMap<>();
        for (CarrierCallRecord call : records) {
            if (call.liveFrom() != null) {
                changes.merge(call.liveFrom(), 1, Integer::sum);
            }
            if (call.liveTo() != null) {
                changes.merge(call.liveTo(), -1, Integer::sum);
            }
        }
        int live = 0;
        int most = 0;
        for (int change : changes.values()) {
            live += change;
            most = Math.max(most, live);
        }
        return most;
    }

    /** Returns the requests that name a call and an attempt which an earlier request named. */
    public List<CarrierCallRecord> orderedAgain() {
        record Key(CallId call, int attempt) {}
        Set<Key> seen = new HashSet<>();
        return records.stream()
                .filter(call -> !seen.add(new Key(call.subject().id(), call.attempt())))
                .toList();
    }

    /**
     * Returns the calls that were made to somebody who had been called before: to the same number of
     * the same tenant, or for the same contact of the same tenant. Narrow the log with {@link #where}
     * first if some may be called twice, as in a new attempt.
     */
    public List<CarrierCallRecord> reachedAgain() {
        record Person(TenantId tenant, Object numberOrContact) {}
        Set<Person> seen = new HashSet<>();
        List<CarrierCallRecord> again = new ArrayList<>();
        for (CarrierCallRecord call : records) {
            if (call.isMade()) {
                boolean first =
                        seen.add(new Person(call.tenant(), call.subject().phoneNumber()));
                if (call.subject().contact() != null) {
                    first &= seen.add(new Person(call.tenant(), call.subject().contact()));
                }
                if (!first) {
                    again.add(call);
                }
            }
        }
        return List.copyOf(again);
    }
}
