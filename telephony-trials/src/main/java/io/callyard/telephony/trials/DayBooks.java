package io.callyard.telephony.trials;

import io.callyard.fake.Party;
import io.callyard.model.Call;
import io.callyard.model.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds what the carrier knows, whom it has called, how often, and how that ended, against what the store knows. */
final class DayBooks {
    private final CarrierDay day;
    private final Map<String, List<Call>> byNumber = new LinkedHashMap<>();

    DayBooks(CarrierDay day, Collection<Call> calls) {
        this.day = day;
        calls.forEach(
                call -> byNumber.computeIfAbsent(call.subject().phoneNumber().e164(), any -> new ArrayList<>())
                        .add(call));
    }

    /** Compares, notes what is wrong, and returns how many calls the carrier has made. */
    int compare() {
        for (String number : day.people.askedOnce) {
            int placed = day.carrier.placedCount(number);
            if (placed > 1) {
                day.problems.add("dialled " + placed + " times: " + number);
            }
        }
        int made = 0;
        for (Map.Entry<String, List<Call>> entry : byNumber.entrySet()) {
            made += compare(entry.getKey(), entry.getValue());
        }
        day.carrier.legs().stream()
                .filter(leg -> !leg.over())
                .forEach(leg ->
                        day.problems.add("at the carrier a call still lives: " + leg + story(byNumber.get(leg.to()))));
        day.carrier.complaints(day.problems::add);
        return made;
    }

    private int compare(String number, List<Call> list) {
        int placed = day.carrier.placedCount(number);
        int dialled = list.stream().mapToInt(Call::dialled).sum();
        if (placed > dialled) {
            day.problems.add(number + " was dialled " + placed + " times, and " + dialled + " are known");
        }
        if (list.size() == 1 && list.get(0).dialled() <= 1) {
            agree(number, list.get(0), placed);
        }
        return placed;
    }

    private static String story(@Nullable List<Call> list) {
        return list == null
                ? ""
                : " of "
                        + list.stream()
                                .map(call -> call.id() + " " + call.state())
                                .toList();
    }

    private void agree(String number, Call call, int placed) {
        Outcome outcome = call.outcome();
        List<Party> parties = day.people.reactions.getOrDefault(number, List.of());
        boolean fits;
        if (placed == 0 || parties.isEmpty()) {
            fits = outcome == Outcome.FAILED
                    || outcome == Outcome.NOT_PLACED
                    || outcome == Outcome.CANCELED
                    || outcome == Outcome.UNKNOWN;
        } else {
            Set<Outcome> known = day.carrier.outcomes(parties.get(0));
            fits = known.contains(outcome) || (day.people.hungUp.contains(number) && outcome == Outcome.CANCELED);
        }
        if (!fits) {
            day.problems.add(call.id() + " to " + number + " ended as " + outcome + " (" + call.reason() + ", "
                    + (call.ending() == null ? "" : call.ending().cause()) + "), at the carrier "
                    + placed + " x " + parties);
        }
    }
}
