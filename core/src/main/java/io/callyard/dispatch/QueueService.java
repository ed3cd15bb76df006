package io.callyard.dispatch;

import io.callyard.machine.CallMachine;
import io.callyard.machine.CarrierReports;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallRequest;
import io.callyard.model.CallState;
import io.callyard.model.CallType;
import io.callyard.model.ConversationTurn;
import io.callyard.model.NewCall;
import io.callyard.model.TenantId;
import io.callyard.outbound.Admission;
import io.callyard.outbound.CallAction;
import io.callyard.outbound.CallQueue;
import io.callyard.outbound.Explanation;
import io.callyard.outbound.QueueFigures;
import io.callyard.outbound.QueuePlace;
import io.callyard.outbound.QueueStatus;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.store.CallCounts;
import io.callyard.spi.store.CallIntake;
import io.callyard.spi.store.CallSituation;
import io.callyard.spi.store.Changed;
import io.callyard.spi.store.Intake;
import io.callyard.spi.store.Store;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** The queue, on a store. */
public final class QueueService implements CallQueue {
    private final Store store;
    private final Scheduler scheduler;
    private final IntakeDesk intake;
    private final Dispatcher dispatcher;
    private final Placing placing;
    private final CallChanges changes;
    private final HangUps hangUps;
    private final Accounts accounts;
    private final Waits waits;
    private final Figures figures;
    private final CallMachine machine;
    private final CarrierReports reports;

    /** Serves calls by the given means. */
    public QueueService(
            Store store,
            Scheduler scheduler,
            IntakeDesk intake,
            Dispatcher dispatcher,
            Placing placing,
            CallChanges changes,
            HangUps hangUps,
            Accounts accounts,
            Waits waits,
            Figures figures) {
        this.store = store;
        this.scheduler = scheduler;
        this.intake = intake;
        this.dispatcher = dispatcher;
        this.placing = placing;
        this.changes = changes;
        this.hangUps = hangUps;
        this.accounts = accounts;
        this.waits = waits;
        this.figures = figures;
        machine = intake.machine();
        reports = new CarrierReports(intake.timeouts());
    }

    @Override
    public Admission place(CallRequest request) {
        return letIn(request, newCall -> {
            Intake kept =
                    store.place(request.tenant(), List.of(newCall), machine).get(0);
            dispatcher.claimNow();
            return admission(request.tenant(), kept.call());
        });
    }

    /** Touches the store by nothing but {@code transaction}: another connection would wait for its locks. */
    @Override
    public Admission placeIn(CallIntake transaction, CallRequest request) {
        return letIn(request, newCall -> {
            Intake kept = transaction
                    .place(request.tenant(), List.of(newCall), machine)
                    .get(0);
            return new Admission.Joined(kept.call(), kept.isNew());
        });
    }

    private Admission letIn(CallRequest request, Function<NewCall, Admission> keep) {
        IntakeDesk.Judged judged = intake.judge(request);
        if (judged instanceof IntakeDesk.Judged.Forbidden forbidden) {
            return new Admission.Refused(
                    forbidden.verdict().rule(), forbidden.verdict().reason());
        }
        return keep.apply(((IntakeDesk.Judged.Admitted) judged).newCall());
    }

    private Admission admission(TenantId tenant, Call call) {
        Optional<CallSituation> situation = store.situation(tenant, call.id());
        Call now = situation.map(CallSituation::call).orElse(call);
        if (situation.isEmpty() || now.state() != CallState.QUEUED && now.state() != CallState.SCHEDULED) {
            return new Admission.Started(now);
        }
        return new Admission.Queued(
                now, waits.place(situation.get()), explained(situation.get()).first());
    }

    @Override
    public Optional<Call> awaitCarrier(TenantId tenant, CallId call, Duration atMost) {
        Optional<Call> found = store.find(tenant, call);
        if (found.isEmpty()) {
            return found;
        }
        try {
            scheduler.await(placing.answered(found.get(), () -> store.find(tenant, call)), atMost);
        } catch (TimeoutException e) {
            return store.find(tenant, call);
        }
        return store.find(tenant, call);
    }

    @Override
    public CallAction cancel(TenantId tenant, CallId call) {
        Optional<Changed> changed = changes.apply(tenant, call, null, machine.cancel("taken back"));
        if (changed.isEmpty()) {
            return new CallAction.NotFound();
        }
        Call after = changed.get().after();
        if (after.state() != CallState.ENDED) {
            return new CallAction.NotPossible(after, "the call is live: hang it up");
        }
        return changed.get().isEffective()
                ? new CallAction.Done(after)
                : new CallAction.NotPossible(after, "the call is over");
    }

    @Override
    public CallAction hangUp(TenantId tenant, CallId call) {
        Optional<Changed> changed = changes.apply(tenant, call, null, machine::requestHangUp);
        if (changed.isEmpty()) {
            return new CallAction.NotFound();
        }
        Call after = changed.get().after();
        if (!after.state().holdsSlot()) {
            return new CallAction.NotPossible(
                    after, after.state() == CallState.ENDED ? "the call is over" : "the call waits: cancel it");
        }
        if (changed.get().isEffective()) {
            hangUps.afterChange(changed.get());
        } else {
            // Asked for before, and the call still lives: the first request may have been lost.
            hangUps.again(after);
        }
        return new CallAction.Done(after);
    }

    @Override
    public CallAction said(TenantId tenant, CallId call, ConversationTurn turn, String key) {
        Optional<Changed> changed = changes.apply(
                tenant,
                call,
                key,
                (now, step) -> reports.turn(now.attempts(), null, turn).apply(now, step));
        if (changed.isEmpty()) {
            return new CallAction.NotFound();
        }
        Call after = changed.get().after();
        return changed.get().isEffective() || after.state() == CallState.IN_PROGRESS
                ? new CallAction.Done(after)
                : new CallAction.NotPossible(
                        after, after.state() == CallState.ENDED ? "the call is over" : "the call is not live");
    }

    @Override
    public Optional<Call> find(TenantId tenant, CallId call) {
        return store.find(tenant, call);
    }

    @Override
    public Optional<QueuePlace> position(TenantId tenant, CallId call) {
        return store.situation(tenant, call)
                .filter(situation -> situation.call().state() == CallState.QUEUED)
                .map(waits::place);
    }

    @Override
    public Optional<Call> next(TenantId tenant) {
        return next(tenant, CallType.DIRECT).or(() -> firstOfLists(tenant));
    }

    private Optional<Call> firstOfLists(TenantId tenant) {
        Optional<Call> campaign = next(tenant, CallType.CAMPAIGN);
        Optional<Call> lead = next(tenant, CallType.LEAD);
        if (campaign.isEmpty() || lead.isEmpty()) {
            return campaign.or(() -> lead);
        }
        boolean leadFirst = lead.get().priority() != campaign.get().priority()
                ? lead.get().priority() > campaign.get().priority()
                : lead.get().position() < campaign.get().position();
        return leadFirst ? lead : campaign;
    }

    @Override
    public Optional<Call> next(TenantId tenant, CallType type) {
        return store.nextInLine(tenant, type);
    }

    @Override
    public QueueStatus status(TenantId tenant) {
        CallCounts counts = store.counts(tenant);
        return new QueueStatus(
                ofType(tenant, CallType.DIRECT, counts),
                ofType(tenant, CallType.CAMPAIGN, counts),
                ofType(tenant, CallType.LEAD, counts));
    }

    private QueueStatus.OfType ofType(TenantId tenant, CallType type, CallCounts counts) {
        QueueStatus.NextCall next = store.nextInLine(tenant, type)
                .flatMap(call -> store.situation(tenant, call.id()))
                .map(situation -> new QueueStatus.NextCall(situation.call(), situation.position()))
                .orElse(null);
        long queued = counts.of(type, CallState.QUEUED) + counts.of(type, CallState.SCHEDULED);
        return new QueueStatus.OfType(queued, counts.live(type), next);
    }

    @Override
    public CallCounts counts(TenantId tenant) {
        return store.counts(tenant);
    }

    @Override
    public List<Call> live(TenantId tenant) {
        return store.liveCalls(tenant);
    }

    @Override
    public Optional<Explanation> explain(TenantId tenant, CallId call) {
        return store.situation(tenant, call).map(this::explained);
    }

    private Explanation explained(CallSituation situation) {
        return Explainer.explain(
                situation,
                accounts.restsUntil(situation.account()),
                accounts.carrier(situation.account()).isPresent());
    }

    @Override
    public QueueFigures figures(TenantId tenant) {
        CallCounts counts = store.counts(tenant);
        Map<CallType, Long> depth = new EnumMap<>(CallType.class);
        for (CallType type : CallType.values()) {
            depth.put(type, counts.of(type, CallState.QUEUED));
        }
        Figures.OfTenant learnt = figures.of(tenant);
        Duration average =
                learnt.claimed() == 0 ? Duration.ZERO : learnt.waited().dividedBy(learnt.claimed());
        return new QueueFigures(depth, learnt.claimed(), average, learnt.violations());
    }
}
