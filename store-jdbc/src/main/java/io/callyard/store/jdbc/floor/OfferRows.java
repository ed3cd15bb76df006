package io.callyard.store.jdbc.floor;

import io.callyard.model.TenantId;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferId;
import io.callyard.store.jdbc.codec.Micros;
import io.callyard.store.jdbc.codec.OfferCodec;
import io.callyard.store.jdbc.sql.Changes;
import io.callyard.store.jdbc.sql.Message;
import io.callyard.store.jdbc.sql.RowChange;
import io.callyard.store.jdbc.sql.Session;
import io.callyard.store.jdbc.sql.Values;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a tenant's offers, as far as they were read, and what was put in their place.
 *
 * <p><b>Threads.</b> One at a time.
 */
final class OfferRows {
    private static final String SELECT = "SELECT id, tenant, body FROM {offer} WHERE ";
    private static final String ONE = SELECT + "id = :id";
    private static final String OPEN = SELECT + "tenant = :tenant AND over_at IS NULL ORDER BY made_at, id";

    private static final RowChange PUT = RowChange.putOwn(
            "offer",
            RowChange.id("id"),
            RowChange.text("tenant"),
            RowChange.id("caller"),
            RowChange.text("state"),
            RowChange.number("made_at"),
            RowChange.number("over_at"),
            RowChange.number("attention_at"),
            RowChange.text("body"));

    private final TenantId tenant;
    private final Map<OfferId, Offer> known = new HashMap<>();
    private final Map<OfferId, Offer> saved = new LinkedHashMap<>();

    OfferRows(TenantId tenant) {
        this.tenant = tenant;
    }

    /** Finds an offer of any tenant. */
    static Optional<Offer> find(Session session, OfferId id) {
        return session.query(ONE)
                .bind("id", id.value())
                .map((row, context) -> offer(row))
                .findOne();
    }

    private static Offer offer(ResultSet row) throws SQLException {
        return OfferCodec.read(
                new TenantId(row.getString(2)), new OfferId(row.getObject(1, UUID.class)), row.getString(3));
    }

    /** Returns an offer that was read; null if it was not. */
    @Nullable
    Offer get(OfferId id) {
        return known.get(id);
    }

    void ask(Message message, OfferId id) {
        message.ask(ONE, Values.none().id("id", id.value()), this::read);
    }

    void askOpen(Message message, Consumer<Offer> sink) {
        message.ask(OPEN, Values.none().text("tenant", tenant.value()), row -> {
            Offer offer = read(row);
            if (offer != null) {
                sink.accept(offer);
            }
        });
    }

    /** What was read before is not read again: nobody else changes it while the tenant is locked. */
    private @Nullable Offer read(ResultSet row) throws SQLException {
        OfferId id = new OfferId(row.getObject(1, UUID.class));
        Offer offer = known.get(id);
        if (offer == null && row.getString(2).equals(tenant.value())) {
            offer = offer(row);
            known.put(id, offer);
        }
        return offer;
    }

    void save(Offer offer) {
        known.put(offer.id(), offer);
        saved.put(offer.id(), offer);
    }

    /** Adds what was saved and not written yet. */
    void addTo(Changes changes) {
        for (Offer offer : saved.values()) {
            boolean open = offer.state().isOpen();
            changes.add(
                    PUT,
                    offer.id().value(),
                    offer.tenant().value(),
                    offer.caller().value(),
                    offer.state().name(),
                    Micros.of(offer.madeAt()),
                    open ? null : Micros.of(endedAt(offer)),
                    open ? Micros.of(offer.deadline()) : null,
                    OfferCodec.body(offer));
        }
        saved.clear();
    }

    private static Instant endedAt(Offer offer) {
        return offer.endedAt() == null ? offer.deadline() : offer.endedAt();
    }

    /** Returns the ids of all that were read or saved. */
    List<UUID> ids() {
        return known.keySet().stream().map(OfferId::value).toList();
    }
}
