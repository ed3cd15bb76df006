package io.callyard.simulation;

import io.callyard.audit.EventAudit;
import io.callyard.event.CallEvent;
import io.callyard.event.LimitsChanged;
import io.callyard.event.LoggedEvent;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.Campaign;
import io.callyard.model.TenantId;
import io.callyard.spi.store.Store;
import io.callyard.telephony.simulated.CarrierCallRecord;
import io.callyard.telephony.simulated.CarrierLog;
import io.callyard.testkit.VirtualScheduler;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds a run's event logs, tables and carriers' own logs against each other. */
final class Findings {
    private final Scenario scenario;
    private final Store store;
    private final List<String> problems = new ArrayList<>();
    private final MessageDigest digest;
    private final Set<CallId> reclaimed = new HashSet<>();
    private final Map<TenantId, Integer> highestLimit = new HashMap<>();
    private long calls;
    private long events;

    private Findings(Scenario scenario, Store store) {
        this.scenario = scenario;
        this.store = store;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static Simulation.Report of(
            long seed, VirtualScheduler scheduler, Scenario scenario, Installation yard, Traffic traffic) {
        Findings findings = new Findings(scenario, yard.store());
        scenario.tenants().keySet().forEach(findings::checkLog);
        findings.checkSlots();
        findings.checkAccepted(traffic);
        yard.carriers().values().forEach(carrier -> findings.checkCarrier(carrier.log()));
        scheduler.failures().forEach(failure -> findings.problems.add("a task failed: " + failure));
        return new Simulation.Report(
                seed,
                findings.problems,
                HexFormat.of().formatHex(findings.digest.digest()),
                findings.calls,
                yard.crashes(),
                findings.events,
                scheduler.uptime());
    }

    /** The invariants that the events alone prove, and that tables and events tell the same. */
    private void checkLog(TenantId tenant) {
        EventAudit audit = EventAudit.of(tenant);
        Set<CallId> seen = new HashSet<>();
        for (LoggedEvent logged : store.read(tenant, 0, Integer.MAX_VALUE)) {
            events++;
            audit.accept(logged);
            digest.update(logged.toString().getBytes(StandardCharsets.UTF_8));
            if (logged.event() instanceof CallEvent event) {
                seen.add(event.subject().id());
            }
            if (logged.event() instanceof CallEvent.SlotReclaimed event) {
                reclaimed.add(event.subject().id());
            }
            if (logged.event() instanceof LimitsChanged changed) {
                highestLimit.merge(tenant, changed.limits().maxLive(), Math::max);
            }
            if (logged.event() instanceof CallEvent.CallEnded) {
                calls++;
            }
        }
        audit.violations().forEach(violation -> problems.add(violation.toString()));
        audit.atEnd().forEach(violation -> problems.add(violation.toString()));
        for (CallId id : seen) {
            Call call = store.find(tenant, id).orElseThrow();
            audit.compare(call).ifPresent(violation -> problems.add(violation.toString()));
        }
        for (Campaign campaign : store.campaigns(tenant)) {
            audit.compare(campaign).ifPresent(violation -> problems.add(violation.toString()));
        }
    }

    /** Every slot is free at the end. */
    private void checkSlots() {
        for (TenantId tenant : scenario.tenants().keySet()) {
            if (store.tenantUsage(tenant).live() != 0
                    || !store.liveCalls(tenant).isEmpty()) {
                problems.add("slots of " + tenant + " are still taken: " + store.tenantUsage(tenant));
            }
        }
        scenario.accounts().keySet().forEach(account -> {
            if (store.accountUsage(account).live() != 0) {
                problems.add("slots of " + account + " are still taken: " + store.accountUsage(account));
            }
        });
        if (store.systemUsage().live() != 0) {
            problems.add("slots of the system are still taken: " + store.systemUsage());
        }
    }

    /** Nothing that a user was told is accepted is lost. */
    private void checkAccepted(Traffic traffic) {
        for (Traffic.Accepted accepted : traffic.accepted()) {
            if (store.find(accepted.tenant(), accepted.call()).isEmpty()) {
                problems.add("accepted call " + accepted.call() + " is lost");
            }
        }
    }

    /** The carrier's own story: nothing ordered twice, nobody called twice, limits kept on its side. */
    private void checkCarrier(CarrierLog log) {
        log.orderedAgain()
                .forEach(again ->
                        problems.add("ordered twice: " + again.subject().id() + " attempt " + again.attempt()));
        // A call that may be tried again by its rules may be made again; else every number is one call's.
        Map<CallId, Integer> made = new HashMap<>();
        for (CarrierCallRecord record : log.records()) {
            if (record.isMade() && made.merge(record.subject().id(), 1, Integer::sum) > 1 && !mayRetry(record)) {
                problems.add("called twice: " + record.subject().id());
            }
        }
        for (TenantId tenant : scenario.tenants().keySet()) {
            // A slot that was taken back unheard may free it while the call lives on: that is its price.
            int live = log.of(tenant)
                    .where(record -> !reclaimed.contains(record.subject().id()))
                    .mostLive();
            if (live > highestLimit.getOrDefault(tenant, 0)) {
                problems.add(live + " calls of " + tenant + " were live at the carrier at once");
            }
            if (log.of(tenant).records().stream().anyMatch(CarrierCallRecord::isLive)) {
                problems.add("a call of " + tenant + " is still live at the carrier");
            }
        }
    }

    private boolean mayRetry(CarrierCallRecord record) {
        Call call = store.findAnywhere(record.subject().id()).orElseThrow();
        return call.dialled() > 1;
    }
}
