package io.callyard.machine;

import static io.callyard.machine.Given.CARRIER_ID;
import static io.callyard.machine.Given.CAUSE;
import static io.callyard.machine.Given.MACHINE;
import static io.callyard.machine.Given.NOW;
import static io.callyard.machine.Given.REPORTS;
import static io.callyard.machine.Given.at;
import static io.callyard.machine.Given.reserved;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.CallEvent.CallEnded;
import io.callyard.event.CallEvent.CallScheduled;
import io.callyard.event.CallEvent.CallStarted;
import io.callyard.event.CallEvent.LateReport;
import io.callyard.event.Event;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.ConversationTurn;
import io.callyard.model.Outcome;
import io.callyard.model.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Any order of the same reports, with any of them delivered twice, ends in the same state. */
@Tag("R0.2")
@Tag("R1.9")
class CarrierReportOrderTest {
    private static final ConversationTurn TURN = new ConversationTurn(ConversationTurn.Speaker.CUSTOMER, "hello", NOW);
    private static final RetryPolicy AGAIN = RetryPolicy.NONE.with(Outcome.NO_ANSWER, 2, Duration.ofMinutes(1));
    private static final List<String> REPORTED = List.of("started", "ringing", "answered", "turn", "ended");

    private static Map<String, CallChange> changes(Outcome outcome) {
        Map<String, CallChange> changes = new LinkedHashMap<>();
        changes.put("started", REPORTS.started(1, CARRIER_ID));
        changes.put("ringing", REPORTS.ringing(1, CARRIER_ID));
        changes.put("answered", REPORTS.answered(1, CARRIER_ID));
        changes.put("turn", REPORTS.turn(1, CARRIER_ID, TURN));
        changes.put("ended", REPORTS.ended(1, CARRIER_ID, outcome, CAUSE, AGAIN));
        changes.put("started, no id", REPORTS.started(1, null));
        changes.put("inDoubt", MACHINE.inDoubt(1, "time-out"));
        return changes;
    }

    @Test
    void endsInTheSameStateWithEveryPairOfDuplicates() {
        int runs = 0;
        for (int i = 0; i < REPORTED.size(); i++) {
            for (int j = i; j < REPORTED.size(); j++) {
                List<String> delivered = new ArrayList<>(REPORTED);
                delivered.add(REPORTED.get(i));
                delivered.add(REPORTED.get(j));
                runs += checkEveryOrder(delivered, Outcome.COMPLETED);
            }
        }
        assertThat(runs).as("different orders of seven deliveries").isEqualTo(5 * 840 + 10 * 1_260);
    }

    @Test
    void endsInTheSameStateWithADoubtInBetween() {
        for (String twice : REPORTED) {
            List<String> delivered = new ArrayList<>(REPORTED);
            delivered.add(twice);
            delivered.add("inDoubt");
            checkEveryOrder(delivered, Outcome.COMPLETED);
        }
    }

    @Test
    void endsInTheSameStateWhenSomeReportsLackTheCarriersId() {
        checkEveryOrder(List.of("started, no id", "ringing", "answered", "turn", "ended", "ended"), Outcome.BUSY);
    }

    @Test
    void endsInTheSameStateWhenAnotherAttemptFollows() {
        checkEveryOrder(List.of("started", "ringing", "answered", "ended", "ended", "inDoubt"), Outcome.NO_ANSWER);
    }

    /** Returns how many different orders there are. */
    private static int checkEveryOrder(List<String> delivered, Outcome outcome) {
        Set<List<String>> orders = new HashSet<>();
        permute(new ArrayList<>(delivered), 0, orders);
        Map<String, CallChange> changes = changes(outcome);
        Set<Object> endings = new HashSet<>();
        for (List<String> order : orders) {
            endings.add(run(order, changes));
        }
        assertThat(endings).as("%s", delivered).hasSize(1);
        return orders.size();
    }

    private static Object run(List<String> order, Map<String, CallChange> changes) {
        Call call = reserved();
        List<Event> events = new ArrayList<>();
        for (String name : order) {
            CallState before = call.state();
            Transition<Call> transition = changes.get(name).apply(call, at(NOW));
            call = transition.state();
            events.addAll(transition.events());
            boolean isOver = !before.holdsSlot();
            assertThat(isOver && call.state() != before)
                    .as("%s moved on from %s", order, before)
                    .isFalse();
        }
        assertThat(events).as("%s", order).doesNotHaveAnyElementsOfTypes(LateReport.class);
        assertThat(events)
                .as("%s", order)
                .filteredOn(CallStarted.class::isInstance)
                .hasSize(1);
        List<Event> last = events.stream()
                .filter(event -> event instanceof CallEnded || event instanceof CallScheduled)
                .toList();
        assertThat(last).as("%s", order).hasSize(1);
        // When it was answered is known only if that was heard before the end: no report says when.
        Call comparable = call.attempt().answeredAt() != null
                ? call
                : CallEdit.of(call).attempt(call.attempt().answered(NOW)).at(NOW);
        return List.of(comparable, last);
    }

    private static void permute(List<String> items, int from, Set<List<String>> found) {
        if (from == items.size() - 1) {
            found.add(List.copyOf(items));
            return;
        }
        for (int i = from; i < items.size(); i++) {
            swap(items, from, i);
            permute(items, from + 1, found);
            swap(items, from, i);
        }
    }

    private static void swap(List<String> items, int i, int j) {
        items.set(i, items.set(j, items.get(i)));
    }
}
