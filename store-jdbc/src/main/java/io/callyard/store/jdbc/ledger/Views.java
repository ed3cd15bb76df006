package io.callyard.store.jdbc.ledger;

import io.callyard.model.AccountLimits;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallState;
import io.callyard.model.CallType;
import io.callyard.model.Campaign;
import io.callyard.model.CampaignId;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.Limits;
import io.callyard.model.TenantId;
import io.callyard.spi.store.AccountUsage;
import io.callyard.spi.store.CallCounts;
import io.callyard.spi.store.LimitDefaults;
import io.callyard.spi.store.SlotUsage;
import io.callyard.spi.store.TenantUsage;
import io.callyard.store.jdbc.codec.Micros;
import io.callyard.store.jdbc.sql.Message;
import io.callyard.store.jdbc.sql.Session;
import io.callyard.store.jdbc.sql.Statements;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is only read. Asking about a tenant or an account that nobody has used does not bring it into
 * being.
 */
public final class Views {
    private static final Comparator<Call> LONGEST_LIVE = Comparator.comparing(
            call -> call.attempt() == null ? call.createdAt() : call.attempt().reservedAt());

    private Views() {}

    /** Finds a call of any tenant. */
    public static Optional<Call> find(Session session, CallId id) {
        return CallRows.find(session, List.of(id)).stream().findFirst().map(KeptCall::call);
    }

    /** Finds the call that a carrier knows by an id. */
    public static Optional<Call> findAtCarrier(Session session, CarrierAccountId account, CarrierCallId id) {
        return session.query("SELECT call_id FROM {carrier_call} WHERE account = :account AND carrier_id = :id")
                .bind("account", account.value())
                .bind("id", id.value())
                .map((row, context) -> new CallId(row.getObject(1, UUID.class)))
                .findOne()
                .flatMap(call -> find(session, call));
    }

    /** Returns the number of a tenant's newest event. */
    public static long lastSeq(Session session, TenantId tenant) {
        return session.query("SELECT event_seq FROM {tenant} WHERE id = :id")
                .bind("id", tenant.value())
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    /** Returns a tenant's limits and their use. */
    public static TenantUsage tenantUsage(Session session, TenantId tenant, LimitDefaults defaults) {
        List<TenantUsage> usages = new ArrayList<>(1);
        Message message = session.message();
        TenantRows.askUsage(message, tenant, usages::add);
        message.send();
        return usages.isEmpty() ? new TenantUsage(defaults.tenant(), 0, 0) : usages.get(0);
    }

    /** Returns an account's limits and their use. */
    public static AccountUsage accountUsage(Session session, CarrierAccountId account, AccountLimits defaults) {
        int live = LimitRows.countLive(session, account.value());
        return LimitRows.find(session, account.value())
                .map(limit -> new AccountUsage(limit.limits, live, limit.nextStartAt))
                .orElseGet(() -> new AccountUsage(defaults, live, Instant.EPOCH));
    }

    /** Returns the system's limit and its use. */
    public static SlotUsage systemUsage(Session session) {
        int limit = LimitRows.find(session, SharedLimit.SYSTEM)
                .map(found -> found.limits.maxLive())
                .orElse(Limits.UNLIMITED);
        return new SlotUsage(LimitRows.countLive(session), limit);
    }

    /** Finds a campaign. */
    public static Optional<Campaign> campaign(Session session, TenantId tenant, CampaignId campaign) {
        return lane(session, tenant, LaneKey.of(campaign)).map(lane -> lane.campaignAt(now(session)));
    }

    private static Optional<LaneBook> lane(Session session, TenantId tenant, String key) {
        return session.query("SELECT " + LaneRows.COLUMNS + " FROM {lane} WHERE tenant = :tenant AND lane = :lane")
                .bind("tenant", tenant.value())
                .bind("lane", key)
                .map((row, context) -> LaneRows.book(row))
                .findOne();
    }

    /** Returns a tenant's campaigns, oldest first. */
    public static List<Campaign> campaigns(Session session, TenantId tenant) {
        return campaigns(session, LaneRows.all(session, tenant));
    }

    /** Returns campaigns that were stopped while calls of theirs wait. */
    public static List<Campaign> stoppedWithWaitingCalls(Session session, int max) {
        return campaigns(session, LaneRows.clearing(session, max));
    }

    private static List<Campaign> campaigns(Session session, List<LaneBook> lanes) {
        List<Campaign> campaigns = new ArrayList<>();
        Instant now = lanes.isEmpty() ? Instant.EPOCH : now(session);
        for (LaneBook lane : lanes) {
            Campaign campaign = lane.campaignAt(now);
            if (campaign != null) {
                campaigns.add(campaign);
            }
        }
        return campaigns;
    }

    /** Returns the store's time. */
    public static Instant now(Session session) {
        return Micros.toInstant(
                session.timed("SELECT " + Statements.CLOCK).mapTo(Long.class).one());
    }

    /** Counts a tenant's calls. The session has to see one instant. */
    public static CallCounts counts(Session session, TenantId tenant) {
        Map<CallType, Map<CallState, Long>> byType = new EnumMap<>(CallType.class);
        for (LaneBook lane : LaneRows.all(session, tenant)) {
            Map<CallState, Long> counts = byType.computeIfAbsent(lane.type(), any -> new EnumMap<>(CallState.class));
            add(counts, CallState.SCHEDULED, lane.scheduled);
            add(counts, CallState.QUEUED, lane.queued);
            lane.outcomes.values().forEach(ended -> add(counts, CallState.ENDED, ended));
        }
        session.query("SELECT lane, state, count(*) FROM {call} WHERE tenant = :tenant AND phase = 2"
                        + " GROUP BY lane, state")
                .bind("tenant", tenant.value())
                .map((row, context) -> {
                    add(
                            byType.computeIfAbsent(
                                    LaneKey.type(row.getString(1)), any -> new EnumMap<>(CallState.class)),
                            CallState.valueOf(row.getString(2)),
                            row.getLong(3));
                    return row.getLong(3);
                })
                .list();
        return new CallCounts(byType);
    }

    private static void add(Map<CallState, Long> counts, CallState state, long count) {
        if (count > 0) {
            counts.merge(state, count, Long::sum);
        }
    }

    /** Returns the call of a type that is first in line. */
    public static Optional<Call> nextInLine(Session session, TenantId tenant, CallType type) {
        Call best = null;
        for (LaneBook lane : LaneRows.all(session, tenant)) {
            Call head = lane.type() == type && lane.lined > 0 ? head(session, tenant, lane.key) : null;
            if (head != null && (best == null || Line.goesBefore(head, best))) {
                best = head;
            }
        }
        return Optional.ofNullable(best);
    }

    private static @Nullable Call head(Session session, TenantId tenant, String lane) {
        return CallRows.head(session, tenant, lane, 1).stream()
                .map(KeptCall::call)
                .findFirst()
                .orElse(null);
    }

    /** Returns the call of a campaign that goes first of those that wait: in line, else held, else scheduled. */
    public static Optional<Call> nextInCampaign(Session session, TenantId tenant, CampaignId campaign) {
        String lane = LaneKey.of(campaign);
        Call head = head(session, tenant, lane);
        if (head != null) {
            return Optional.of(head);
        }
        return session.query("SELECT " + CallRows.COLUMNS + ", 0 FROM {call} WHERE tenant = :tenant AND lane = :lane"
                        + " AND phase = 0 ORDER BY state, attention_at, id LIMIT 1")
                .bind("tenant", tenant.value())
                .bind("lane", lane)
                .map((row, context) -> CallRows.kept(row).call())
                .findOne();
    }

    /** Returns a tenant's live calls, the longest live first. */
    public static List<Call> liveCalls(Session session, TenantId tenant) {
        return CallRows.live(session, tenant).stream()
                .map(KeptCall::call)
                .sorted(LONGEST_LIVE)
                .toList();
    }
}
