package io.callyard.proofs.inbound;

import io.callyard.audit.EventAudit;
import io.callyard.audit.OfferBounds;
import io.callyard.event.CallerEvent.CallerJoined;
import io.callyard.event.LoggedEvent;
import io.callyard.event.OfferEvent.OfferAccepted;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.spi.store.FloorView;
import io.callyard.spi.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges a run by its logs, by what the tables say at its end, and by what people were told. */
final class FloorVerdict {
    private static final int PAGE = 1_000;

    /** Somebody else's turn on the processor is no fault; that nobody looks is. */
    private static final OfferBounds BOUNDS = new OfferBounds(CallCentre.CONNECTS, Duration.ofSeconds(10));

    private final Store store;
    private final Races races;
    private final FloorTally tally;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();

    FloorVerdict(Store store, Races races) {
        this.store = store;
        this.races = races;
        tally = new FloorTally(races::isBroken);
    }

    /** Judges a tenant. */
    void judge(TenantId tenant) {
        EventAudit audit = EventAudit.of(tenant).within(BOUNDS);
        LogOuts logOuts = new LogOuts();
        Set<CallerId> callers = new HashSet<>();
        for (List<LoggedEvent> page = store.read(tenant, 0, PAGE);
                !page.isEmpty();
                page = store.read(tenant, audit.lastSeq(), PAGE)) {
            for (LoggedEvent logged : page) {
                audit.accept(logged);
                tally.accept(logged);
                logOuts.accept(logged).ifPresent(problems::add);
                if (logged.event() instanceof CallerJoined joined) {
                    callers.add(joined.caller());
                } else if (logged.event() instanceof OfferAccepted accepted) {
                    checkWinner(accepted.offer().toString(), accepted.agent().toString());
                }
            }
        }
        tally.addLogOuts(logOuts.whileAsked());
        audit.violations().forEach(each -> problems.add(each.toString()));
        audit.atEnd().forEach(each -> problems.add("at the end: " + each));
        problems.addAll(store.viewFloor(tenant, floor -> differences(floor, audit, callers)));
        if (audit.lastSeq() != store.lastSeq(tenant)) {
            problems.add(tenant + ": " + store.lastSeq(tenant) + " events, and " + audit.lastSeq() + " can be read");
        }
    }

    /** Who wins was told so, unless the node died that should have told him. */
    private void checkWinner(String offer, String agent) {
        taken.add(offer);
        String told = races.winner(offer).orElse(races.isUnsure(offer) ? agent : "nobody");
        if (!told.equals(agent)) {
            problems.add("offer " + offer + " was won by " + agent + ", but " + told + " was told so");
        }
    }

    private static List<String> differences(FloorView floor, EventAudit audit, Set<CallerId> callers) {
        List<String> found = new ArrayList<>();
        for (Agent agent : floor.agents()) {
            audit.compare(agent).ifPresent(each -> found.add(each.toString()));
            if (!agent.engagements().isEmpty() || !agent.isReadyAt(floor.now())) {
                found.add("an agent is stuck: " + agent);
            }
        }
        for (CallerId id : callers) {
            Optional<Caller> caller = floor.caller(id);
            if (caller.isEmpty()) {
                found.add("caller " + id + " is in the log and not in the table");
            }
            caller.flatMap(audit::compare).ifPresent(each -> found.add(each.toString()));
        }
        floor.openOffers().forEach(offer -> found.add("an offer is still open: " + offer));
        return found;
    }

    /** Judges what no single log tells: whether all whom a node let in came in, and all won who were told so. */
    void judgeAll(Set<String> letIn) {
        letIn.stream()
                .filter(line -> tally.joined().getOrDefault(line, 0) != 1)
                .forEach(line -> problems.add(
                        "on " + line + " somebody came " + tally.joined().getOrDefault(line, 0) + " times"));
        if (tally.joined().size() != letIn.size()) {
            problems.add(tally.joined().size() + " lines are in the logs, " + letIn.size() + " were let in");
        }
        races.won().stream()
                .filter(offer -> !taken.contains(offer))
                .forEach(offer -> problems.add("offer " + offer + " was won by nobody, but somebody was told so"));
    }

    FloorTally tally() {
        return tally;
    }

    List<String> problems() {
        return problems;
    }
}
