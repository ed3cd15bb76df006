package io.callyard.proofs;

import io.callyard.model.TenantId;
import io.callyard.proofs.CarrierLog.Leg;
import io.callyard.proofs.CarrierLog.Request;
import io.callyard.proofs.CarrierLog.Story;
import io.callyard.proofs.CarrierLog.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** Holds the carrier's own log against the event logs. */
final class CarrierCheck {
    private final Story story;
    private final AttemptLog attempts;
    private final List<Failure> failures;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> zombies = new HashSet<>();
    private int doubles;

    CarrierCheck(Story story, AttemptLog attempts, List<Failure> failures, Map<TenantId, Integer> limits) {
        this.story = story;
        this.attempts = attempts;
        this.failures = failures;
        story.requests().forEach(this::checkReservation);
        checkOnce();
        limits.forEach(this::checkLimit);
        story.legs().stream()
                .filter(leg -> leg.endLine() == null)
                .forEach(leg -> problems.add("still live at the carrier: " + leg.request()));
    }

    /** Nothing is asked for before a slot was reserved, nor after it was given back. */
    private void checkReservation(Request request) {
        AttemptLog.Facts attempt = attempts.find(request.call(), request.attempt());
        if (attempt == null || attempt.reservedAt.isAfter(request.at())) {
            problems.add("asked for without a slot: " + request);
        } else if (attempt.freeAt != null && attempt.freeAt.isBefore(request.at())) {
            // A node that was frozen between its last look at the clock and its first byte.
            Instant at = request.at();
            boolean frozen = failures.stream()
                    .anyMatch(failure -> failure.node().equals(attempt.node) && failure.frozeBefore(at));
            zombies.add(request.carrierCall());
            if (!frozen) {
                problems.add("asked for after its slot was given back at " + attempt.freeAt + ": " + request);
            }
        }
    }

    /** No attempt is ordered twice and no number is dialled twice; each has one call in a run. */
    private void checkOnce() {
        Map<String, Request> dialled = new HashMap<>();
        for (Request request : story.requests()) {
            if (request.verdict() == Verdict.AGAIN) {
                problems.add("ordered twice: " + request);
                doubles++;
            }
            Request first =
                    request.verdict() == Verdict.CREATED ? dialled.putIfAbsent(request.number(), request) : null;
            if (first != null) {
                problems.add("dialled twice: " + first + " and " + request);
                doubles++;
            }
        }
    }

    private void checkLimit(TenantId tenant, int limit) {
        int most = mostLive(tenant);
        if (most > limit) {
            problems.add(most + " calls of " + tenant + " were live at the carrier at once, the limit is " + limit);
        }
    }

    /** Counts by the order of the carrier's log, so that no clock has a say. */
    private int mostLive(TenantId tenant) {
        NavigableMap<Integer, Integer> changes = new TreeMap<>();
        for (Leg leg : story.legs()) {
            if (leg.request().tenant().equals(tenant)
                    && !zombies.contains(leg.request().carrierCall())) {
                changes.put(leg.request().line(), 1);
                if (leg.endLine() != null) {
                    changes.put(leg.endLine(), -1);
                }
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

    List<String> problems() {
        return problems;
    }

    int doubles() {
        return doubles;
    }

    /** Returns how many requests came after their slot had been given back. */
    int zombies() {
        return zombies.size();
    }
}
