package io.callyard.telephony.trials;

import io.callyard.audit.EventAudit;
import io.callyard.audit.OfferBounds;
import io.callyard.audit.Violation;
import io.callyard.event.CallEvent;
import io.callyard.event.CallEvent.CallEnded;
import io.callyard.event.CallerEvent.CallerJoined;
import io.callyard.event.CallerEvent.CallerLeft;
import io.callyard.event.Event;
import io.callyard.event.LoggedEvent;
import io.callyard.event.OfferEvent;
import io.callyard.memory.InMemoryStore;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.Outcome;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.OfferId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a day's event log, and holds the tables of the store against it. */
final class DayLog {
    /** Nodes may be frozen or away for a while. */
    private static final OfferBounds BOUNDS = new OfferBounds(Duration.ofSeconds(20), Duration.ofMinutes(5));

    final Map<CallId, Call> calls = new LinkedHashMap<>();
    final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    final Map<LeaveReason, Integer> left = new EnumMap<>(LeaveReason.class);
    final String digest;
    long events;

    /** How many talks nobody has heard the end of, so that their agents were taken for busy for hours. */
    int unheard;

    private final InMemoryStore store;
    private final List<String> problems;
    private final EventAudit audit = EventAudit.of(CarrierDay.TENANT).within(BOUNDS);
    private final Set<CallId> ids = new LinkedHashSet<>();
    private final Set<CallerId> callers = new LinkedHashSet<>();
    private final Set<OfferId> offers = new LinkedHashSet<>();
    private final Map<CallerId, Integer> leavings = new LinkedHashMap<>();

    private DayLog(InMemoryStore store, List<String> problems) {
        this.store = store;
        this.problems = problems;
        MessageDigest sum = sha256();
        for (LoggedEvent logged : store.read(CarrierDay.TENANT, 0, Integer.MAX_VALUE)) {
            events++;
            audit.accept(logged);
            sum.update(logged.toString().getBytes(StandardCharsets.UTF_8));
            read(logged.event());
        }
        digest = HexFormat.of().formatHex(sum.digest());
    }

    /** Reads it; {@code problems}: where what is wrong is noted. */
    static DayLog of(InMemoryStore store, List<String> problems) {
        DayLog log = new DayLog(store, problems);
        log.compare();
        return log;
    }

    private void read(Event event) {
        if (event instanceof CallEvent ofCall) {
            ids.add(ofCall.subject().id());
        } else if (event instanceof CallerJoined joined) {
            callers.add(joined.caller());
        } else if (event instanceof OfferEvent offer) {
            offers.add(offer.offer());
        }
        if (event instanceof CallEnded ended) {
            outcomes.merge(ended.outcome(), 1, Integer::sum);
        } else if (event instanceof CallerLeft gone) {
            left.merge(gone.reason(), 1, Integer::sum);
            unheard += gone.detail().startsWith("no end") ? 1 : 0;
            leavings.merge(gone.caller(), 1, Integer::sum);
        }
    }

    private void compare() {
        audit.violations().forEach(violation -> problems.add(violation.toString()));
        audit.atEnd().forEach(violation -> problems.add("at the end: " + violation));
        for (CallId id : ids) {
            Call call = store.find(CarrierDay.TENANT, id).orElseThrow();
            calls.put(id, call);
            note(audit.compare(call));
        }
        store.campaigns(CarrierDay.TENANT).forEach(campaign -> note(audit.compare(campaign)));
        callers.forEach(this::compare);
        offers.forEach(id -> note(store.offerAnywhere(id).flatMap(audit::compare)));
        List<Agent> agents = store.viewFloor(CarrierDay.TENANT, floor -> floor.agents());
        agents.forEach(agent -> note(audit.compare(agent)));
    }

    private void compare(CallerId id) {
        Caller caller = store.callerAnywhere(id).orElseThrow();
        note(audit.compare(caller));
        int times = leavings.getOrDefault(id, 0);
        if (caller.state() != CallerState.ENDED || times != 1) {
            problems.add("caller " + id + " is " + caller.state() + " and has left " + times + " times");
        }
    }

    private void note(Optional<Violation> violation) {
        violation.ifPresent(found -> problems.add(found.toString()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
