package io.callyard.store.jdbc.ledger;

import io.callyard.model.CallId;
import io.callyard.model.TenantId;
import io.callyard.model.UserId;
import io.callyard.model.lead.Lead;
import io.callyard.model.lead.LeadDial;
import io.callyard.model.lead.LeadId;
import io.callyard.store.jdbc.codec.LeadCodec;
import io.callyard.store.jdbc.codec.Micros;
import io.callyard.store.jdbc.sql.Changes;
import io.callyard.store.jdbc.sql.Message;
import io.callyard.store.jdbc.sql.RowChange;
import io.callyard.store.jdbc.sql.Values;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** The leads' rows. */
final class LeadRows {
    static final String SELECT =
            "SELECT tenant, id, owner, position, added_at, call_id, dialed_at, body FROM {lead} WHERE ";

    private static final String OF_TENANTS = SELECT + "tenant = ANY(:tenants) AND id = ANY(:ids)";

    private static final RowChange INSERT = RowChange.insert(
            "lead",
            RowChange.text("tenant"),
            RowChange.text("id"),
            RowChange.text("owner"),
            RowChange.number("position"),
            RowChange.number("added_at"),
            RowChange.flag("dialed"),
            RowChange.id("call_id"),
            RowChange.number("dialed_at"),
            RowChange.text("body"));

    private static final RowChange MARK = RowChange.update(
            "lead",
            2,
            RowChange.text("tenant"),
            RowChange.text("id"),
            RowChange.flag("dialed"),
            RowChange.id("call_id"),
            RowChange.number("dialed_at"));

    private LeadRows() {}

    /** Lets a message read leads into the books of their tenants. */
    static void ask(
            Message message, Map<TenantId, TenantBook> books, Collection<String> tenants, Collection<String> ids) {
        message.ask(OF_TENANTS, Values.none().texts("tenants", tenants).texts("ids", ids), row -> {
            Lead lead = read(row);
            TenantBook book = books.get(lead.tenant());
            if (book != null) {
                book.leads.read(lead);
            }
        });
    }

    /** Returns the lead of a row. */
    static Lead read(ResultSet row) throws SQLException {
        LeadId id = new LeadId(row.getString(2));
        UUID call = row.getObject(6, UUID.class);
        long dialedAt = row.getLong(7);
        return new Lead(
                new TenantId(row.getString(1)),
                LeadCodec.read(id, new UserId(row.getString(3)), row.getString(8)),
                row.getLong(4),
                Micros.toInstant(row.getLong(5)),
                call == null ? null : new LeadDial(new CallId(call), Micros.toInstant(dialedAt)));
    }

    static void insert(Changes changes, Lead lead) {
        LeadDial dial = lead.dial();
        changes.add(
                INSERT,
                lead.tenant().value(),
                lead.id().value(),
                lead.user().value(),
                lead.position(),
                Micros.of(lead.addedAt()),
                dial != null,
                dial == null ? null : dial.call().value(),
                dial == null ? null : Micros.of(dial.at()),
                LeadCodec.body(lead.contact()));
    }

    /** Marks a lead that is there. */
    static void mark(Changes changes, Lead lead, LeadDial dial) {
        changes.add(
                MARK,
                lead.tenant().value(),
                lead.id().value(),
                true,
                dial.call().value(),
                Micros.of(dial.at()));
    }
}
