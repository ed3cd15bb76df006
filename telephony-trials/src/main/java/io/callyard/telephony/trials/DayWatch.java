package io.callyard.telephony.trials;

import io.callyard.event.CallerEvent.CallerLeft;
import io.callyard.event.LoggedEvent;
import io.callyard.memory.InMemoryStore;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.Engagement;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.testkit.VirtualScheduler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares, again and again, where callers are by the engine's books and by the carrier's. */
final class DayWatch {
    /** How often in a row they may disagree. */
    private static final int PATIENCE = 4;

    private final InMemoryStore store;
    private final DayCarrier carrier;
    private final VirtualScheduler scheduler;
    private final List<String> problems;
    private final Map<CallerId, Integer> alone = new HashMap<>();
    private final Map<CallerId, Integer> talking = new HashMap<>();
    private final Set<CallerId> noted = new HashSet<>();
    private long seen;

    DayWatch(InMemoryStore store, DayCarrier carrier, VirtualScheduler scheduler, List<String> problems) {
        this.store = store;
        this.carrier = carrier;
        this.scheduler = scheduler;
        this.problems = problems;
    }

    void look() {
        for (LoggedEvent logged : store.read(CarrierDay.TENANT, seen, Integer.MAX_VALUE)) {
            seen = logged.seq();
            if (logged.event() instanceof CallerLeft left && left.reason() == LeaveReason.ABANDONED) {
                Caller caller = store.callerAnywhere(left.caller()).orElseThrow();
                CallerLine line = caller.arrival().line();
                if (line != null && caller.callback() == null && where(line) != DayCarrier.Where.OVER) {
                    problems.add("caller " + caller.id() + " is said to have hung up and is " + where(line));
                }
            }
        }
        List<Caller> all = new ArrayList<>();
        store.viewFloor(CarrierDay.TENANT, floor -> {
            all.addAll(floor.line(CarrierDay.SUPPORT, 1_000));
            all.addAll(floor.line(CarrierDay.SALES, 1_000));
            floor.agents().stream()
                    .flatMap(agent -> agent.engagements().stream())
                    .map(Engagement::caller)
                    .forEach(id -> floor.caller(id).ifPresent(all::add));
            return 0;
        });
        for (Caller caller : all) {
            CallerLine line = caller.arrival().line();
            if (line != null && caller.callback() == null) {
                DayCarrier.Where where = where(line);
                boolean connected = caller.state() == CallerState.CONNECTED;
                boolean waits = caller.state() == CallerState.WAITING;
                count(alone, caller, connected && where == DayCarrier.Where.ALONE, "is connected, and talks to nobody");
                count(talking, caller, waits && where == DayCarrier.Where.TALKING, "waits, and talks to somebody");
            }
        }
    }

    private void count(Map<CallerId, Integer> counts, Caller caller, boolean wrong, String what) {
        int times = wrong ? counts.merge(caller.id(), 1, Integer::sum) : 0;
        if (!wrong) {
            counts.remove(caller.id());
        } else if (times >= PATIENCE && noted.add(caller.id())) {
            problems.add("caller " + caller.id() + " " + what + " at " + scheduler.uptime());
        }
    }

    private DayCarrier.Where where(CallerLine line) {
        return carrier.where(line.call().value());
    }
}
