package io.callyard.store.jdbc.ledger;

import io.callyard.model.Campaign;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignProgress;
import io.callyard.model.CampaignStatus;
import io.callyard.model.Outcome;
import io.callyard.model.TenantId;
import io.callyard.store.jdbc.codec.CampaignCodec;
import io.callyard.store.jdbc.codec.Micros;
import io.callyard.store.jdbc.sql.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The lanes' rows. */
final class LaneRows {
    static final String COLUMNS = "tenant, lane, ordinal, status, settings, scheduled, queued, lined, live, outcomes,"
            + " last_end_at, created_at, started_at, ended_at";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM {lane} WHERE ";

    private LaneRows() {}

    /** Reads lanes into the books of their tenants. Those named for one tenant may be read for others too. */
    static void read(Session session, Map<TenantId, TenantBook> books, Collection<String> keys) {
        put(
                books,
                session.query(SELECT + "tenant = ANY(:tenants) AND lane = ANY(:lanes)")
                        .bindArray("tenants", String.class, values(books))
                        .bindArray("lanes", String.class, List.copyOf(keys))
                        .map((row, context) -> book(row))
                        .list());
    }

    /** Reads the lanes from which a call may go as far as the lane itself decides: running, with a line. */
    static void readLiningUp(Session session, Map<TenantId, TenantBook> books) {
        put(
                books,
                session.query(SELECT + "tenant = ANY(:tenants) AND lined > 0 AND (status IS NULL OR status = 'RUNNING')"
                                + " ORDER BY tenant, ordinal")
                        .bindArray("tenants", String.class, values(books))
                        .map((row, context) -> book(row))
                        .list());
    }

    /** Reads all lanes of a tenant, those of campaigns in the order in which these were made. */
    static List<LaneBook> all(Session session, TenantId tenant) {
        return session.query(SELECT + "tenant = :tenant ORDER BY ordinal, lane")
                .bind("tenant", tenant.value())
                .map((row, context) -> book(row))
                .list();
    }

    /** Reads stopped lanes in which calls wait. */
    static List<LaneBook> clearing(Session session, int max) {
        return session.query(SELECT + "clearing ORDER BY tenant, lane LIMIT :max")
                .bind("max", max)
                .map((row, context) -> book(row))
                .list();
    }

    private static void put(Map<TenantId, TenantBook> books, List<LaneBook> lanes) {
        for (LaneBook lane : lanes) {
            TenantBook book = books.get(lane.tenant);
            if (book != null) {
                book.lanes.putIfAbsent(lane.key, lane);
            }
        }
    }

    private static List<String> values(Map<TenantId, TenantBook> books) {
        return books.keySet().stream().map(TenantId::value).toList();
    }

    static LaneBook book(ResultSet row) throws SQLException {
        TenantId tenant = new TenantId(row.getString(1));
        String key = row.getString(2);
        LaneBook lane = new LaneBook(tenant, key, row.getLong(3), campaign(tenant, LaneKey.campaign(key), row));
        lane.scheduled = row.getLong(6);
        lane.queued = row.getLong(7);
        lane.lined = row.getLong(8);
        lane.live = row.getInt(9);
        lane.outcomes.putAll(outcomes(row.getString(10)));
        lane.lastEndAt = instant(row, 11);
        return lane;
    }

    private static @Nullable Campaign campaign(TenantId tenant, @Nullable CampaignId id, ResultSet row)
            throws SQLException {
        return id == null
                ? null
                : new Campaign(
                        tenant,
                        id,
                        CampaignCodec.settings(row.getString(5)),
                        CampaignStatus.valueOf(row.getString(4)),
                        CampaignProgress.NONE,
                        null,
                        Micros.toInstant(row.getLong(12)),
                        instant(row, 13),
                        instant(row, 14));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? null : Micros.toInstant(micros);
    }

    /** Makes the lane of direct calls or leads. */
    static void insert(Session session, TenantId tenant, String key) {
        LaneBook lane = new LaneBook(tenant, key, 0, null);
        insert(session, List.of(lane));
    }

    static void insert(Session session, Collection<LaneBook> lanes) {
        PreparedBatch batch = session.batch("INSERT INTO {lane} (" + COLUMNS
                + ", clearing) VALUES (:tenant, :lane, :ordinal, :status, :settings, :scheduled, :queued, :lined,"
                + " :live, :outcomes, :lastEndAt, :createdAt, :startedAt, :endedAt, :clearing)");
        for (LaneBook lane : lanes) {
            bind(batch, lane)
                    .bind("ordinal", lane.ordinal)
                    .bind("createdAt", lane.campaign == null ? 0 : Micros.of(lane.campaign.createdAt()))
                    .add();
        }
        batch.execute();
    }

    static void update(Session session, Collection<LaneBook> lanes) {
        PreparedBatch batch = session.batch("UPDATE {lane} SET status = :status, settings = :settings,"
                + " scheduled = :scheduled, queued = :queued, lined = :lined, live = :live, outcomes = :outcomes,"
                + " last_end_at = :lastEndAt, started_at = :startedAt, ended_at = :endedAt, clearing = :clearing"
                + " WHERE tenant = :tenant AND lane = :lane");
        for (LaneBook lane : lanes) {
            bind(batch, lane).add();
        }
        batch.execute();
    }

    private static PreparedBatch bind(PreparedBatch batch, LaneBook lane) {
        Campaign campaign = lane.campaign;
        return batch.bind("tenant", lane.tenant.value())
                .bind("lane", lane.key)
                .bind("status", campaign == null ? null : campaign.status().name())
                .bind("settings", campaign == null ? null : CampaignCodec.settings(campaign.settings()))
                .bind("scheduled", lane.scheduled)
                .bind("queued", lane.queued)
                .bind("lined", lane.lined)
                .bind("live", lane.live)
                .bind("outcomes", text(lane.outcomes))
                .bind("lastEndAt", KeptCall.micros(lane.lastEndAt))
                .bind("startedAt", campaign == null ? null : KeptCall.micros(campaign.startedAt()))
                .bind("endedAt", campaign == null ? null : KeptCall.micros(campaign.endedAt()))
                .bind("clearing", lane.isClearing());
    }

    /** As in {@code COMPLETED=12,BUSY=3}. */
    private static String text(Map<Outcome, Long> outcomes) {
        StringBuilder text = new StringBuilder();
        outcomes.forEach((outcome, count) ->
                text.append(text.length() == 0 ? "" : ",").append(outcome).append('=').append(count));
        return text.toString();
    }

    private static Map<Outcome, Long> outcomes(String text) {
        Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        if (!text.isEmpty()) {
            for (String part : text.split(",", -1)) {
                int at = part.indexOf('=');
                outcomes.put(Outcome.valueOf(part.substring(0, at)), Long.parseLong(part.substring(at + 1)));
            }
        }
        return outcomes;
    }
}
