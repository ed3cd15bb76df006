package io.callyard.telephony.trials;

import io.callyard.model.CallId;
import io.callyard.model.CallState;
import io.callyard.model.TenantLimits;
import io.callyard.model.inbound.Agent;
import java.util.List;
import java.util.Map;

/** What was found when a day's event log, its tables and the carrier's own books were held against each other. */
final class DayFindings {
    final List<String> problems;
    final int callers;
    final int crashes;
    final int forgeries;
    final Map<String, Integer> troubles;
    final long events;
    final String digest;
    final int made;
    private final CarrierDay day;
    private final DayLog log;

    private DayFindings(CarrierDay day) {
        this.day = day;
        problems = day.problems;
        callers = day.people.callers;
        crashes = day.nodes.crashes;
        forgeries = day.nodes.forgeries;
        troubles = day.trouble.counts;
        log = DayLog.of(day.store, problems);
        events = log.events;
        digest = log.digest;
        checkCalls();
        checkFloor();
        made = new DayBooks(day, log.calls.values()).compare();
    }

    static DayFindings of(CarrierDay day) {
        DayFindings findings = new DayFindings(day);
        day.scheduler.failures().stream()
                // The dead do not work.
                .filter(failure -> !"the node has crashed".equals(failure.getMessage()))
                .forEach(failure -> findings.problems.add("a task failed: " + failure + trace(failure)));
        return findings;
    }

    private static String trace(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (StackTraceElement line : failure.getStackTrace()) {
            if (line.getClassName().startsWith("io.callyard") && text.length() < 600) {
                text.append(" < ").append(line.getFileName()).append(':').append(line.getLineNumber());
            }
        }
        return text.toString();
    }

    /** Everything has ended, once; nothing that was accepted is lost, and no slot is taken. */
    private void checkCalls() {
        log.calls.forEach((id, call) -> {
            if (call.state() != CallState.ENDED) {
                problems.add("call " + id + " is still " + call.state() + ", " + call.reason());
            }
        });
        for (CallId id : day.people.accepted) {
            if (!log.calls.containsKey(id)) {
                problems.add("accepted call " + id + " is lost");
            }
        }
        int live = day.store.tenantUsage(CarrierDay.TENANT).live()
                + day.store.accountUsage(TenantLimits.DEFAULT_ACCOUNT).live()
                + day.store.systemUsage().live();
        if (live != 0) {
            problems.add(live + " slots are still taken");
        }
    }

    private void checkFloor() {
        List<Agent> agents = day.store.viewFloor(CarrierDay.TENANT, floor -> floor.agents());
        for (Agent agent : agents) {
            if (!agent.engagements().isEmpty()) {
                problems.add("agent " + agent.id() + " is stuck: " + agent.engagements());
            }
        }
        int open = day.store.viewFloor(
                CarrierDay.TENANT, floor -> floor.openOffers().size());
        if (open > 0) {
            problems.add(open + " offers are still open");
        }
    }

    @Override
    public String toString() {
        return made + " made, " + log.outcomes + ", " + callers + " callers " + log.left + " (" + log.unheard
                + " unheard), " + events + " events, " + crashes + " crashes, " + forgeries + " forged, "
                + day.nodes.replays + " replayed, answers " + day.nodes.statuses + ", " + troubles;
    }
}
