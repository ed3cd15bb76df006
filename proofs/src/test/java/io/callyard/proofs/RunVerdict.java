package io.callyard.proofs;

import io.callyard.audit.EventAudit;
import io.callyard.event.CallEvent;
import io.callyard.event.LoggedEvent;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallState;
import io.callyard.model.Campaign;
import io.callyard.model.CampaignId;
import io.callyard.model.TenantId;
import io.callyard.proofs.CarrierLog.Story;
import io.callyard.proofs.CarrierLog.Verdict;
import io.callyard.spi.store.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says what was broken in a run that has come to its end. */
final class RunVerdict {
    private static final int PAGE = 1_000;

    private final Store store;
    private final Promised promised;
    private final List<String> problems = new ArrayList<>();
    private final AttemptLog attempts = new AttemptLog();
    private final Map<CallId, Integer> ends = new HashMap<>();
    private long inDoubt;
    private long lateReports;
    private int lost;

    /**
     * What was promised to users.
     *
     * @param limits each tenant's limit, the same for the whole run
     * @param calls the calls of which somebody was told that they were accepted
     * @param campaigns the campaigns of which somebody was told, with how many contacts each has
     */
    record Promised(
            Map<TenantId, Integer> limits, Map<CallId, TenantId> calls, Map<CampaignId, PromisedCampaign> campaigns) {}

    /** A campaign that was accepted. */
    record PromisedCampaign(TenantId tenant, int contacts) {}

    private RunVerdict(Store store, Promised promised) {
        this.store = store;
        this.promised = promised;
    }

    /**
     * What was found.
     *
     * @param problems what was broken; empty if nothing was
     * @param text the figures, for people
     */
    record Finding(List<String> problems, String text) {}

    static Finding of(Store store, Promised promised, Story story, List<Failure> failures, Watch watch) {
        RunVerdict verdict = new RunVerdict(store, promised);
        promised.limits().keySet().forEach(verdict::checkTenant);
        verdict.checkPromises();
        SlotHolds holds = new SlotHolds(verdict.attempts, failures, watch);
        CarrierCheck carrier = new CarrierCheck(story, verdict.attempts, failures, promised.limits());
        verdict.problems.addAll(holds.problems());
        verdict.problems.addAll(carrier.problems());
        long kills = failures.stream().filter(each -> each.until() == null).count();
        long dropped = story.requests().stream()
                .filter(request -> request.verdict() != Verdict.CREATED)
                .count();
        String text = ("%d kills, %d freezes, %d calls ended, %d dialled, %d requests without a call, %d in doubt,"
                        + " %d late reports, %d zombie sends, doubles %d, lost %d, %s")
                .formatted(
                        kills,
                        failures.size() - kills,
                        verdict.ends.size(),
                        story.legs().size(),
                        dropped,
                        verdict.inDoubt,
                        verdict.lateReports,
                        carrier.zombies(),
                        carrier.doubles(),
                        verdict.lost,
                        holds);
        return new Finding(verdict.problems, text);
    }

    /** The invariants that the log alone proves, that the tables tell the same, and that all slots are free. */
    private void checkTenant(TenantId tenant) {
        EventAudit audit = EventAudit.of(tenant);
        Set<CallId> calls = new LinkedHashSet<>();
        long last = 0;
        for (List<LoggedEvent> page = store.read(tenant, last, PAGE);
                !page.isEmpty();
                page = store.read(tenant, last, PAGE)) {
            for (LoggedEvent logged : page) {
                audit.accept(logged);
                note(logged, calls);
            }
            last = page.get(page.size() - 1).seq();
        }
        if (last != store.lastSeq(tenant)) {
            problems.add(tenant + "'s log ends at " + last + ", its last number is " + store.lastSeq(tenant));
        }
        audit.violations().forEach(each -> problems.add(each.toString()));
        audit.atEnd().forEach(each -> problems.add(each.toString()));
        for (CallId id : calls) {
            store.find(tenant, id)
                    .ifPresentOrElse(
                            call -> audit.compare(call).ifPresent(each -> problems.add(each.toString())),
                            () -> problems.add("call " + id + " is in the log and not in the table"));
        }
        for (Campaign campaign : store.campaigns(tenant)) {
            audit.compare(campaign).ifPresent(each -> problems.add(each.toString()));
        }
        if (store.tenantUsage(tenant).live() != 0 || !store.liveCalls(tenant).isEmpty()) {
            problems.add("slots of " + tenant + " are still taken: " + store.tenantUsage(tenant));
        }
    }

    private void note(LoggedEvent logged, Set<CallId> calls) {
        attempts.accept(logged);
        if (logged.event() instanceof CallEvent event) {
            calls.add(event.subject().id());
        }
        if (logged.event() instanceof CallEvent.CallEnded event) {
            ends.merge(event.subject().id(), 1, Integer::sum);
        } else if (logged.event() instanceof CallEvent.CallInDoubt) {
            inDoubt++;
        } else if (logged.event() instanceof CallEvent.LateReport) {
            lateReports++;
        }
    }

    private void checkPromises() {
        promised.calls().forEach((id, tenant) -> {
            CallState state = store.find(tenant, id).map(Call::state).orElse(null);
            if (state != CallState.ENDED || ends.getOrDefault(id, 0) != 1) {
                problems.add("accepted call " + id + " is lost: its state is " + state + ", it ended "
                        + ends.getOrDefault(id, 0) + " times");
                lost++;
            }
        });
        promised.campaigns().forEach((id, expected) -> {
            Campaign campaign = store.campaign(expected.tenant(), id).orElse(null);
            if (campaign == null || campaign.progress().processed() != expected.contacts()) {
                problems.add("of the " + expected.contacts() + " contacts of " + id + " not all came to an end: "
                        + (campaign == null ? "no such campaign" : campaign.progress()));
                lost++;
            }
        });
        if (store.systemUsage().live() != 0) {
            problems.add("slots of the system are still taken: " + store.systemUsage());
        }
    }
}
