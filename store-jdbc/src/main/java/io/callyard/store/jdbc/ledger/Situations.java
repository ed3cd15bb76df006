package io.callyard.store.jdbc.ledger;

import io.callyard.model.AccountLimits;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallState;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.Limits;
import io.callyard.model.TenantId;
import io.callyard.spi.store.AccountUsage;
import io.callyard.spi.store.CallSituation;
import io.callyard.spi.store.LimitDefaults;
import io.callyard.spi.store.SlotUsage;
import io.callyard.spi.store.TenantUsage;
import io.callyard.store.jdbc.codec.Micros;
import io.callyard.store.jdbc.sql.Message;
import io.callyard.store.jdbc.sql.Session;
import io.callyard.store.jdbc.sql.Statements;
import io.callyard.store.jdbc.sql.Values;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a call and all that decides when it goes, in two messages: what is known by the call's id and its tenant, and
 * what depends on where it stands.
 *
 * <p><b>Threads.</b> One at a time.
 */
public final class Situations {
    private final Session session;
    private final TenantId tenant;
    private final LimitDefaults defaults;
    private final List<Call> calls = new ArrayList<>();
    private final List<LaneBook> lanes = new ArrayList<>();
    private final List<TenantUsage> usages = new ArrayList<>();
    private final Map<String, SharedLimit> limits = new HashMap<>();
    private Instant now = Instant.EPOCH;
    private long inSystem;
    private long onAccount;
    private long before;
    private long beforeInLane;

    private Situations(Session session, TenantId tenant, LimitDefaults defaults) {
        this.session = session;
        this.tenant = tenant;
        this.defaults = defaults;
    }

    /** Returns a call and all that decides when it goes. The session has to see one instant. */
    public static Optional<CallSituation> find(Session session, TenantId tenant, CallId id, LimitDefaults defaults) {
        Situations reading = new Situations(session, tenant, defaults);
        reading.readTenant(id);
        return reading.calls.stream()
                .filter(call -> call.tenant().equals(tenant))
                .findFirst()
                .map(reading::situation);
    }

    private void readTenant(CallId id) {
        Message message = session.message();
        CallRows.ask(message, id, kept -> calls.add(kept.call()));
        LaneRows.askAll(message, tenant, lanes::add);
        TenantRows.askUsage(message, tenant, usages::add);
        message.ask("SELECT " + Statements.CLOCK, Values.none(), row -> now = Micros.toInstant(row.getLong(1)));
        LimitRows.askLive(message, count -> inSystem = count);
        message.send();
    }

    private CallSituation situation(Call call) {
        String key = LaneKey.of(call.lane());
        LaneBook own =
                lanes.stream().filter(lane -> lane.key.equals(key)).findFirst().orElseThrow();
        TenantUsage usage = usages.isEmpty() ? new TenantUsage(defaults.tenant(), 0, 0) : usages.get(0);
        CarrierAccountId account = call.state().holdsSlot() && call.attempt() != null
                ? call.attempt().account()
                : own.account(usage.limits().account());
        boolean queued = call.state() == CallState.QUEUED;
        readPlace(call, own, account, queued);
        return new CallSituation(
                call,
                queued ? before + 1 : 0,
                queued ? beforeInLane + 1 : 0,
                lanes.stream().mapToLong(lane -> lane.queued).sum(),
                usage,
                account,
                accountUsage(account),
                systemUsage(),
                own.campaignAt(now),
                now);
    }

    private void readPlace(Call call, LaneBook own, CarrierAccountId account, boolean queued) {
        Message message = session.message();
        LimitRows.ask(message, List.of(SharedLimit.SYSTEM, account.value()), limits);
        LimitRows.askLive(message, account.value(), count -> onAccount = count);
        if (queued) {
            Line.askBefore(message, call, List.of(own), count -> beforeInLane = count);
            Line.askBefore(message, call, lanes, count -> before = count);
        }
        message.send();
    }

    private AccountUsage accountUsage(CarrierAccountId account) {
        SharedLimit limit = limits.get(account.value());
        AccountLimits set = limit == null ? defaults.account() : limit.limits;
        return new AccountUsage(set, (int) onAccount, limit == null ? Instant.EPOCH : limit.nextStartAt);
    }

    private SlotUsage systemUsage() {
        SharedLimit limit = limits.get(SharedLimit.SYSTEM);
        return new SlotUsage((int) inSystem, limit == null ? Limits.UNLIMITED : limit.limits.maxLive());
    }
}
