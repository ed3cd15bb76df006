package io.callyard.audit;

import io.callyard.event.CampaignEvent.CampaignCreated;
import io.callyard.event.Event;
import io.callyard.event.LimitsChanged;
import io.callyard.event.LoggedEvent;
import io.callyard.machine.CallChange;
import io.callyard.machine.CallMachine;
import io.callyard.machine.CampaignChange;
import io.callyard.machine.CampaignMachine;
import io.callyard.machine.Pacing;
import io.callyard.machine.Step;
import io.callyard.machine.Transition;
import io.callyard.model.AccountLimits;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallState;
import io.callyard.model.CallTimeouts;
import io.callyard.model.CallType;
import io.callyard.model.Campaign;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignProgress;
import io.callyard.model.CampaignSettings;
import io.callyard.model.CampaignStatus;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.NewCall;
import io.callyard.model.NodeId;
import io.callyard.model.Outcome;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The plainest store of one tenant, to hold the audit against: it keeps a list of calls and works
 * everything else out from it each time. It can be told to make one kind of mistake.
 */
final class PlainStore {
    /** What it does wrong, and which invariant that breaks. */
    enum Mistake {
        NONE(null),
        COUNTS_NO_TENANT_LIMIT(Invariant.TENANT_LIMIT),
        KEEPS_NO_FLOOR(Invariant.DIRECT_FLOOR),
        COUNTS_NO_CAMPAIGN_LIMIT(Invariant.CAMPAIGN_LIMIT),
        KEEPS_NO_DELAY(Invariant.CAMPAIGN_DELAY),
        DIALS_PAUSED_CAMPAIGNS(Invariant.CAMPAIGN_RUNS),
        TAKES_THE_NEWEST(Invariant.ORDER),
        KNOWS_NO_PRIORITY(Invariant.ORDER),
        KNOWS_NO_RANK(Invariant.DIRECT_FIRST),
        GIVES_POSITIONS_TWICE(Invariant.POSITION),
        LOSES_AN_EVENT(Invariant.GAPLESS),
        FORGETS_AN_EVENT(Invariant.TABLES);

        final @Nullable Invariant breaks;

        Mistake(@Nullable Invariant breaks) {
            this.breaks = breaks;
        }
    }

    static final TenantId TENANT = new TenantId("acme");
    static final CallMachine MACHINE = new CallMachine(CallTimeouts.DEFAULT);

    private static final class Account {
        AccountLimits limits = AccountLimits.NONE;
        Instant nextStartAt = Instant.EPOCH;
    }

    final Map<CallId, Call> calls = new LinkedHashMap<>();
    private final Map<CampaignId, Campaign> campaigns = new LinkedHashMap<>();
    private final Map<CampaignId, Instant> nextCallAt = new HashMap<>();
    private final Map<CarrierAccountId, Account> accounts = new HashMap<>();
    private final Mistake mistake;
    private final Consumer<LoggedEvent> log;
    private TenantLimits limits = TenantLimits.DEFAULT;
    private long nextPosition = 1;
    private long seq;
    private int written;
    Instant now = Instant.parse("2030-01-01T12:00:00Z");

    PlainStore(Mistake mistake, Consumer<LoggedEvent> log) {
        this.mistake = mistake;
        this.log = log;
        setLimits(limits);
    }

    void setLimits(TenantLimits value) {
        limits = value;
        append(List.of(new LimitsChanged(value)));
    }

    void setAccount(CarrierAccountId id, AccountLimits value) {
        account(id).limits = value;
    }

    void create(CampaignId id, CampaignSettings settings) {
        campaigns.put(id, Campaign.draft(TENANT, id, settings, now));
        append(List.of(new CampaignCreated(id, settings)));
    }

    void change(CampaignId id, CampaignChange change) {
        Transition<Campaign> changed = change.apply(campaign(id), now);
        campaigns.put(id, changed.state());
        append(changed.events());
    }

    Campaign campaign(CampaignId id) {
        Campaign it = campaigns.get(id);
        return new Campaign(
                it.tenant(),
                it.id(),
                it.settings(),
                it.status(),
                progress(id),
                null,
                it.createdAt(),
                it.startedAt(),
                it.endedAt());
    }

    List<CampaignId> campaignIds() {
        return List.copyOf(campaigns.keySet());
    }

    void place(NewCall call) {
        Transition<Call> admitted = MACHINE.admit(call, step());
        keep(null, admitted);
    }

    void change(CallId id, CallChange change) {
        Call before = calls.get(id);
        keep(before, change.apply(before, step()));
    }

    void claim(int max) {
        for (Call call : List.copyOf(calls.values())) {
            if (call.attentionAt() != null && !call.attentionAt().isAfter(now)) {
                change(call.id(), MACHINE::timePassed);
            }
        }
        for (int i = 0; i < max; i++) {
            Call next = calls.values().stream().filter(this::mayGo).min(order()).orElse(null);
            if (next == null) {
                return;
            }
            CarrierAccountId account = accountOf(next);
            account(account).nextStartAt =
                    Pacing.afterStart(now, account(account).limits.callsPerSecond());
            change(next.id(), MACHINE.reserve(new NodeId("n"), account));
        }
    }

    private boolean mayGo(Call call) {
        if (call.state() != CallState.QUEUED || call.notBefore() != null) {
            return false;
        }
        CallType type = call.subject().type();
        Account account = account(accountOf(call));
        boolean tenantOpen = mistake == Mistake.COUNTS_NO_TENANT_LIMIT || live(null, null) < limits.maxLive();
        boolean floorKept = type == CallType.DIRECT
                || mistake == Mistake.KEEPS_NO_FLOOR
                || live(null, null) - live(CallType.DIRECT, null) < limits.availableTo(type);
        return tenantOpen
                && floorKept
                && Pacing.allows(account.nextStartAt, now)
                && onAccount(accountOf(call)) < account.limits.maxLive()
                && (type != CallType.CAMPAIGN || isOpen(call.subject().campaign()));
    }

    private boolean isOpen(CampaignId id) {
        Campaign campaign = campaigns.get(id);
        boolean running = campaign.status() == CampaignStatus.RUNNING
                || mistake == Mistake.DIALS_PAUSED_CAMPAIGNS && campaign.status() == CampaignStatus.PAUSED;
        boolean room = mistake == Mistake.COUNTS_NO_CAMPAIGN_LIMIT
                || live(CallType.CAMPAIGN, id) < campaign.settings().maxLive();
        boolean over = mistake == Mistake.KEEPS_NO_DELAY
                || !nextCallAt.getOrDefault(id, Instant.EPOCH).isAfter(now);
        return running && room && over;
    }

    private Comparator<Call> order() {
        Comparator<Call> byRank = Comparator.comparingInt(call ->
                mistake == Mistake.KNOWS_NO_RANK ? 0 : call.subject().type().rank());
        Comparator<Call> byPriority =
                Comparator.comparingInt(call -> mistake == Mistake.KNOWS_NO_PRIORITY ? 0 : -call.priority());
        Comparator<Call> byPosition = Comparator.comparingLong(
                call -> mistake == Mistake.TAKES_THE_NEWEST ? -call.position() : call.position());
        return byRank.thenComparing(byPriority).thenComparing(byPosition);
    }

    private CarrierAccountId accountOf(Call call) {
        CampaignId id = call.subject().campaign();
        CarrierAccountId own = id == null ? null : campaigns.get(id).settings().account();
        return own == null ? limits.account() : own;
    }

    private Account account(CarrierAccountId id) {
        return accounts.computeIfAbsent(id, any -> new Account());
    }

    private long onAccount(CarrierAccountId id) {
        return calls.values().stream()
                .filter(call -> call.state().holdsSlot())
                .filter(call -> call.attempt().account().equals(id))
                .count();
    }

    private long live(@Nullable CallType type, @Nullable CampaignId campaign) {
        return calls.values().stream()
                .filter(call -> call.state().holdsSlot())
                .filter(call -> type == null || call.subject().type() == type)
                .filter(call ->
                        campaign == null || campaign.equals(call.subject().campaign()))
                .count();
    }

    private CampaignProgress progress(CampaignId id) {
        Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        long waiting = 0;
        long live = 0;
        for (Call call : calls.values()) {
            if (id.equals(call.subject().campaign())) {
                live += call.state().holdsSlot() ? 1 : 0;
                waiting += call.state() == CallState.QUEUED || call.state() == CallState.SCHEDULED ? 1 : 0;
                if (call.outcome() != null) {
                    outcomes.merge(call.outcome(), 1L, Long::sum);
                }
            }
        }
        return new CampaignProgress(waiting, live, outcomes);
    }

    private void keep(@Nullable Call before, Transition<Call> transition) {
        Call after = transition.state();
        calls.put(after.id(), after);
        if (after.position() == nextPosition && mistake != Mistake.GIVES_POSITIONS_TWICE) {
            nextPosition++;
        }
        append(transition.events());
        CampaignId campaign = after.subject().campaign();
        if (campaign != null) {
            if (before != null && CallMachine.beginsDelay(before, after)) {
                nextCallAt.put(
                        campaign, now.plus(campaigns.get(campaign).settings().delayBetween()));
            }
            change(campaign, CampaignMachine::settle);
        }
    }

    private Step step() {
        return new Step(now, nextPosition);
    }

    private void append(List<Event> events) {
        for (Event event : events) {
            boolean unlucky = ++written == 40;
            if (unlucky && mistake == Mistake.FORGETS_AN_EVENT) {
                continue;
            }
            seq++;
            if (!unlucky || mistake != Mistake.LOSES_AN_EVENT) {
                log.accept(new LoggedEvent(TENANT, seq, now, event));
            }
        }
    }
}
