package io.callyard.store.jdbc.ledger;

import io.callyard.model.Attempt;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallState;
import io.callyard.model.TenantId;
import io.callyard.store.jdbc.codec.CallCodec;
import io.callyard.store.jdbc.codec.CallRow;
import io.callyard.store.jdbc.codec.Micros;
import io.callyard.store.jdbc.sql.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The calls' rows, those of the present and those of the past. */
final class CallRows {
    /** The columns of a call, as {@link #kept} reads them. */
    static final String COLUMNS = "id, tenant, lane, fixed, data, priority, idem_key, state, position, attempts, dialled,"
            + " attention_at, created_at, updated_at, detail, watch_at";

    /** The same of a call of the past. */
    static final String PAST_COLUMNS = "id, tenant, lane, fixed, data, priority, idem_key, state, position, attempts,"
            + " dialled, CAST(NULL AS bigint), created_at, updated_at, detail, CAST(NULL AS bigint)";

    private static final String SELECT = "SELECT " + COLUMNS + ", 0 FROM {call} WHERE ";
    private static final String SELECT_PAST = "SELECT " + PAST_COLUMNS + ", 1 FROM {past} WHERE ";

    private CallRows() {}

    static List<KeptCall> find(Session session, Collection<CallId> ids) {
        List<KeptCall> found = session.query(SELECT + "id = ANY(:ids)")
                .bindArray("ids", UUID.class, values(ids))
                .map((row, context) -> kept(row))
                .list();
        if (found.size() == ids.size()) {
            return found;
        }
        found.addAll(session.query(SELECT_PAST + "id = ANY(:ids)")
                .bindArray("ids", UUID.class, values(ids))
                .map((row, context) -> kept(row))
                .list());
        return found;
    }

    /** Finds calls by their idempotency keys. May find calls of other tenants and lanes with such keys too. */
    static List<KeptCall> findByKeys(
            Session session, Collection<String> tenants, Collection<String> lanes, Collection<String> keys) {
        String condition = "tenant = ANY(:tenants) AND lane = ANY(:lanes) AND idem_key = ANY(:keys)";
        return session.query(SELECT + condition + " UNION ALL " + SELECT_PAST + condition)
                .bindArray("tenants", String.class, List.copyOf(tenants))
                .bindArray("lanes", String.class, List.copyOf(lanes))
                .bindArray("keys", String.class, List.copyOf(keys))
                .map((row, context) -> kept(row))
                .list();
    }

    /** Reads the calls that go first of a lane. */
    static List<KeptCall> head(Session session, TenantId tenant, String lane, int max) {
        return session.query(SELECT
                        + "tenant = :tenant AND lane = :lane AND phase = 1 ORDER BY priority DESC, position LIMIT :max")
                .bind("tenant", tenant.value())
                .bind("lane", lane)
                .bind("max", max)
                .map((row, context) -> kept(row))
                .list();
    }

    /** Reads the calls that go first of many lanes at once. */
    static List<KeptCall> heads(Session session, List<String> tenants, List<String> lanes, List<Integer> max) {
        String columns = "c." + COLUMNS.replace(", ", ", c.");
        return session.query("SELECT " + columns + ", 0 FROM unnest(:tenants, :lanes, :max) AS l (tenant, lane, n)"
                        + " CROSS JOIN LATERAL (SELECT " + COLUMNS + " FROM {call} WHERE tenant = l.tenant"
                        + " AND lane = l.lane AND phase = 1 ORDER BY priority DESC, position LIMIT l.n) c")
                .bindArray("tenants", String.class, tenants)
                .bindArray("lanes", String.class, lanes)
                .bindArray("max", Integer.class, max)
                .map((row, context) -> kept(row))
                .list();
    }

    /** Reads calls of a lane that wait but are not in line. */
    static List<KeptCall> aside(Session session, TenantId tenant, String lane, int max) {
        return session.query(SELECT + "tenant = :tenant AND lane = :lane AND phase = 0 LIMIT :max")
                .bind("tenant", tenant.value())
                .bind("lane", lane)
                .bind("max", max)
                .map((row, context) -> kept(row))
                .list();
    }

    /** Reads a tenant's calls that hold a slot. */
    static List<KeptCall> live(Session session, TenantId tenant) {
        return session.query(SELECT + "tenant = :tenant AND phase = 2")
                .bind("tenant", tenant.value())
                .map((row, context) -> kept(row))
                .list();
    }

    static KeptCall kept(ResultSet row) throws SQLException {
        CallRow columns = new CallRow(
                row.getString(2),
                row.getObject(1, UUID.class),
                LaneKey.type(row.getString(3)),
                row.getString(4),
                row.getString(5),
                row.getInt(6),
                row.getString(7),
                CallState.valueOf(row.getString(8)),
                row.getLong(9),
                row.getInt(10),
                row.getInt(11),
                instant(row, 12),
                Micros.toInstant(row.getLong(13)),
                Micros.toInstant(row.getLong(14)),
                row.getString(15));
        long watchAt = row.getLong(16);
        Long watch = row.wasNull() ? null : watchAt;
        return new KeptCall(CallCodec.read(columns), watch, row.getInt(17) == 1);
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? null : Micros.toInstant(micros);
    }

    static List<UUID> values(Collection<CallId> ids) {
        return ids.stream().map(CallId::value).toList();
    }

    static void insert(Session session, Collection<KeptCall> calls) {
        PreparedBatch batch = session.batch("INSERT INTO {call} (id, tenant, lane, priority, idem_key, created_at,"
                + " fixed, data, phase, state, position, attempts, dialled, account, attention_at, watch_at, updated_at,"
                + " detail) VALUES (:id, :tenant, :lane, :priority, :key, :createdAt, :fixed, :data, :phase, :state,"
                + " :position, :attempts, :dialled, :account, :attentionAt, :watchAt, :updatedAt, :detail)");
        for (KeptCall kept : calls) {
            Call call = kept.call();
            bind(batch, kept)
                    .bind("tenant", call.tenant().value())
                    .bind("lane", LaneKey.of(call.lane()))
                    .bind("priority", call.priority())
                    .bind("key", call.key())
                    .bind("createdAt", Micros.of(call.createdAt()))
                    .bind("fixed", CallCodec.fixed(call))
                    .bind("data", call.data().text())
                    .add();
        }
        batch.execute();
    }

    static void update(Session session, Collection<KeptCall> calls) {
        PreparedBatch batch = session.batch("UPDATE {call} SET phase = :phase, state = :state, position = :position,"
                + " attempts = :attempts, dialled = :dialled, account = :account, attention_at = :attentionAt,"
                + " watch_at = :watchAt, updated_at = :updatedAt, detail = :detail WHERE id = :id");
        for (KeptCall kept : calls) {
            bind(batch, kept).add();
        }
        batch.execute();
    }

    private static PreparedBatch bind(PreparedBatch batch, KeptCall kept) {
        Call call = kept.call();
        Attempt attempt = call.attempt();
        return batch.bind("id", call.id().value())
                .bind("phase", kept.phase())
                .bind("state", call.state().name())
                .bind("position", call.position())
                .bind("attempts", call.attempts())
                .bind("dialled", call.dialled())
                .bind("account", attempt == null ? null : attempt.account().value())
                .bind("attentionAt", KeptCall.micros(call.attentionAt()))
                .bind("watchAt", kept.watchAt())
                .bind("updatedAt", Micros.of(call.updatedAt()))
                .bind("detail", CallCodec.detail(call));
    }
}
