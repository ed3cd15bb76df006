package io.callyard.store.jdbc.ledger;

import io.callyard.model.Campaign;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignProgress;
import io.callyard.model.CampaignStatus;
import io.callyard.model.Outcome;
import io.callyard.model.TenantId;
import io.callyard.store.jdbc.codec.CampaignCodec;
import io.callyard.store.jdbc.codec.Micros;
import io.callyard.store.jdbc.sql.Changes;
import io.callyard.store.jdbc.sql.Message;
import io.callyard.store.jdbc.sql.RowChange;
import io.callyard.store.jdbc.sql.Session;
import io.callyard.store.jdbc.sql.Values;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The lanes' rows. */
final class LaneRows {
    static final String COLUMNS = "tenant, lane, ordinal, status, settings, scheduled, queued, lined, live, outcomes,"
            + " last_end_at, created_at, started_at, ended_at";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM {lane} WHERE ";

    private static final RowChange INSERT = RowChange.insertIfAbsent(
            "lane",
            2,
            RowChange.text("tenant"),
            RowChange.text("lane"),
            RowChange.number("ordinal"),
            RowChange.number("created_at"),
            RowChange.text("status"),
            RowChange.text("settings"),
            RowChange.integer("max_live"),
            RowChange.number("scheduled"),
            RowChange.number("queued"),
            RowChange.number("lined"),
            RowChange.integer("live"),
            RowChange.text("outcomes"),
            RowChange.number("last_end_at"),
            RowChange.number("opens_at"),
            RowChange.number("started_at"),
            RowChange.number("ended_at"),
            RowChange.flag("clearing"));
    private static final RowChange UPDATE = RowChange.update(
            "lane",
            2,
            RowChange.text("tenant"),
            RowChange.text("lane"),
            RowChange.text("status"),
            RowChange.text("settings"),
            RowChange.integer("max_live"),
            RowChange.number("scheduled"),
            RowChange.number("queued"),
            RowChange.number("lined"),
            RowChange.integer("live"),
            RowChange.text("outcomes"),
            RowChange.number("last_end_at"),
            RowChange.number("opens_at"),
            RowChange.number("started_at"),
            RowChange.number("ended_at"),
            RowChange.flag("clearing"));

    private LaneRows() {}

    /**
     * Lets a message read lanes into the books of their tenants. Those named for one tenant may be read for others too.
     */
    static void ask(
            Message message, Map<TenantId, TenantBook> books, Collection<TenantId> tenants, Collection<String> keys) {
        Values.Named values = Values.none()
                .texts("tenants", tenants.stream().map(TenantId::value).toList())
                .texts("lanes", keys);
        message.ask(SELECT + "tenant = ANY(:tenants) AND lane = ANY(:lanes)", values, row -> put(books, book(row)));
    }

    /** Reads the lanes from which a call may go as far as the lane itself decides: running, with a line. */
    static void readLiningUp(Session session, Map<TenantId, TenantBook> books) {
        Values.Named values = Values.none()
                .texts("tenants", books.keySet().stream().map(TenantId::value).toList());
        session.message()
                .ask(
                        SELECT + "tenant = ANY(:tenants) AND lined > 0 AND (status IS NULL OR status = 'RUNNING')"
                                + " ORDER BY tenant, ordinal",
                        values,
                        row -> put(books, book(row)))
                .send();
    }

    /** Reads all lanes of a tenant, those of campaigns in the order in which these were made. */
    static List<LaneBook> all(Session session, TenantId tenant) {
        return session.query(SELECT + "tenant = :tenant ORDER BY ordinal, lane")
                .bind("tenant", tenant.value())
                .map((row, context) -> book(row))
                .list();
    }

    /** Lets a message do the same. */
    static void askAll(Message message, TenantId tenant, Consumer<LaneBook> sink) {
        message.ask(
                SELECT + "tenant = ANY(:tenants) ORDER BY ordinal, lane",
                Values.none().texts("tenants", List.of(tenant.value())),
                row -> sink.accept(book(row)));
    }

    /** Reads stopped lanes in which calls wait. */
    static List<LaneBook> clearing(Session session, int max) {
        return session.query(SELECT + "clearing ORDER BY tenant, lane LIMIT :max")
                .bind("max", max)
                .map((row, context) -> book(row))
                .list();
    }

    private static void put(Map<TenantId, TenantBook> books, LaneBook lane) {
        TenantBook book = books.get(lane.tenant);
        if (book != null) {
            book.lanes.putIfAbsent(lane.key, lane);
        }
    }

    static LaneBook book(ResultSet row) throws SQLException {
        return book(row, 0);
    }

    /** Reads a lane whose columns stand behind {@code skip} others. */
    static LaneBook book(ResultSet row, int skip) throws SQLException {
        TenantId tenant = new TenantId(row.getString(skip + 1));
        String key = row.getString(skip + 2);
        LaneBook lane =
                new LaneBook(tenant, key, row.getLong(skip + 3), campaign(tenant, LaneKey.campaign(key), row, skip));
        lane.scheduled = row.getLong(skip + 6);
        lane.queued = row.getLong(skip + 7);
        lane.lined = row.getLong(skip + 8);
        lane.live = row.getInt(skip + 9);
        lane.outcomes.putAll(outcomes(row.getString(skip + 10)));
        lane.lastEndAt = instant(row, skip + 11);
        return lane;
    }

    private static @Nullable Campaign campaign(TenantId tenant, @Nullable CampaignId id, ResultSet row, int skip)
            throws SQLException {
        return id == null
                ? null
                : new Campaign(
                        tenant,
                        id,
                        CampaignCodec.settings(row.getString(skip + 5)),
                        CampaignStatus.valueOf(row.getString(skip + 4)),
                        CampaignProgress.NONE,
                        null,
                        Micros.toInstant(row.getLong(skip + 12)),
                        instant(row, skip + 13),
                        instant(row, skip + 14));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? null : Micros.toInstant(micros);
    }

    static void insert(Changes changes, LaneBook lane) {
        Campaign campaign = lane.campaign;
        changes.add(
                INSERT,
                lane.tenant.value(),
                lane.key,
                lane.ordinal,
                campaign == null ? 0L : Micros.of(campaign.createdAt()),
                campaign == null ? null : campaign.status().name(),
                settings(campaign),
                lane.maxLive(),
                lane.scheduled,
                lane.queued,
                lane.lined,
                lane.live,
                text(lane.outcomes),
                KeptCall.micros(lane.lastEndAt),
                opensAt(lane),
                campaign == null ? null : KeptCall.micros(campaign.startedAt()),
                campaign == null ? null : KeptCall.micros(campaign.endedAt()),
                lane.isClearing());
    }

    static void update(Changes changes, LaneBook lane) {
        Campaign campaign = lane.campaign;
        changes.add(
                UPDATE,
                lane.tenant.value(),
                lane.key,
                campaign == null ? null : campaign.status().name(),
                settings(campaign),
                lane.maxLive(),
                lane.scheduled,
                lane.queued,
                lane.lined,
                lane.live,
                text(lane.outcomes),
                KeptCall.micros(lane.lastEndAt),
                opensAt(lane),
                campaign == null ? null : KeptCall.micros(campaign.startedAt()),
                campaign == null ? null : KeptCall.micros(campaign.endedAt()),
                lane.isClearing());
    }

    private static @Nullable String settings(@Nullable Campaign campaign) {
        return campaign == null ? null : CampaignCodec.settings(campaign.settings());
    }

    /** When the delay after the last call is over, whether or not that is past. */
    private static @Nullable Long opensAt(LaneBook lane) {
        return KeptCall.micros(lane.delayedUntil(Instant.MIN));
    }

    /** As in {@code COMPLETED=12,BUSY=3}. */
    private static String text(Map<Outcome, Long> outcomes) {
        StringBuilder text = new StringBuilder();
        outcomes.forEach((outcome, count) -> text.append(text.length() == 0 ? "" : ",")
                .append(outcome)
                .append('=')
                .append(count));
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
