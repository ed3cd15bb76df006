package io.callyard.proofs.carriers;

import io.callyard.audit.EventAudit;
import io.callyard.event.CallEvent;
import io.callyard.event.CallEvent.CallEnded;
import io.callyard.event.LoggedEvent;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallState;
import io.callyard.model.Outcome;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.spi.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Holds what the carrier has done against what is kept, when all is over. */
final class ChainVerdict {
    private static final int PAGE = 1_000;

    private final Store store;
    private final Map<Provider, FakeView> carriers;

    ChainVerdict(Store store, Map<Provider, FakeView> carriers) {
        this.store = store;
        this.carriers = carriers;
    }

    /**
     * What is left of a node's last calls.
     *
     * @param victim whose they were
     * @param dialled how many calls the carrier made to the first number
     * @param outcome how that call ended
     * @param slotHeld how long its slot was taken after the node had died; zero if it was free before
     * @param second how the call ended that waited for the slot
     * @param problems what is not as it should be
     */
    record Row(
            Victim victim,
            int dialled,
            @Nullable Outcome outcome,
            Duration slotHeld,
            @Nullable Outcome second,
            List<String> problems) {
        /** As a row of a table in Markdown. */
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %d | %s | %.1f s | %s |",
                    victim.provider(),
                    victim.step(),
                    dialled,
                    outcome,
                    slotHeld.toMillis() / 1e3,
                    second);
        }
    }

    List<Row> judge(List<Victim> victims) {
        return victims.stream().map(this::row).toList();
    }

    private Row row(Victim victim) {
        List<String> problems = new ArrayList<>();
        TenantId tenant = victim.tenant();
        Step step = victim.step();
        int dialled = dials(victim, 1, problems);
        dials(victim, 2, problems);
        Call first = ended(tenant, victim.first(), problems);
        Call second = ended(tenant, victim.second(), problems);
        Outcome due = step.reachesCarrier() ? Outcome.COMPLETED : Outcome.NOT_PLACED;
        Outcome outcome = first == null ? null : first.outcome();
        if (outcome != due || dialled != (step.reachesCarrier() ? 1 : 0)) {
            problems.add("ended " + outcome + " and was dialled " + dialled + " times");
        }
        if (store.tenantUsage(tenant).live() != 0) {
            problems.add("slots are still taken: " + store.tenantUsage(tenant));
        }
        Duration held = audit(victim, problems);
        return new Row(victim, dialled, outcome, held, second == null ? null : second.outcome(), problems);
    }

    private int dials(Victim victim, int which, List<String> problems) {
        PhoneNumber number = Victim.number(victim.provider(), victim.step(), which);
        int calls = Objects.requireNonNull(carriers.get(victim.provider())).callsTo(number);
        if (calls > 1) {
            problems.add("number " + which + " was called " + calls + " times");
        }
        return calls;
    }

    private @Nullable Call ended(TenantId tenant, CallId id, List<String> problems) {
        Call call = store.find(tenant, id).orElse(null);
        if (call == null || call.state() != CallState.ENDED) {
            problems.add("call " + id + " has not ended: " + call);
        }
        return call;
    }

    /** Checks the log, and returns for how long the dead node's slot was taken. */
    private Duration audit(Victim victim, List<String> problems) {
        EventAudit audit = EventAudit.of(victim.tenant());
        Duration held = Duration.ZERO;
        int ends = 0;
        for (LoggedEvent logged : store.read(victim.tenant(), 0, PAGE)) {
            audit.accept(logged);
            if (logged.event() instanceof CallEnded event && of(event, victim.first())) {
                ends++;
                Duration after = Duration.between(victim.died(), logged.at());
                held = after.isNegative() ? Duration.ZERO : after;
            }
        }
        if (ends != 1) {
            problems.add("the call ended " + ends + " times");
        }
        audit.violations().forEach(each -> problems.add(each.toString()));
        audit.atEnd().forEach(each -> problems.add("at the end: " + each));
        for (CallId id : List.of(victim.first(), victim.second())) {
            store.find(victim.tenant(), id).flatMap(audit::compare).ifPresent(each -> problems.add(each.toString()));
        }
        return held;
    }

    private static boolean of(CallEvent event, CallId call) {
        return event.subject().id().equals(call);
    }
}
