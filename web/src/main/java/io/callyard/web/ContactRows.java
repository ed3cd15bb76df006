package io.callyard.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.callyard.campaign.ContactImport;
import io.callyard.campaign.ContactImport.Rejection;
import io.callyard.model.CallData;
import io.callyard.model.Contact;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * The elements of a JSON array as contacts, read one by one as they are asked for.
 *
 * <p>An element that is JSON but no contact becomes a contact without a number, so that rows keep
 * their count; why it is none is told by {@link #explain}. A text that is not JSON breaks the list
 * off: {@link UncheckedIOException}.
 */
final class ContactRows implements Iterator<Contact> {
    private static final Set<String> FIELDS =
            Set.of("phone_number", "contact_id", "contact_name", "name", "agent_id", "priority", "data");
    private static final Set<String> FIELDS_OF_LEADS =
            Set.of("phone_number", "lead_id", "contact_name", "name", "agent_id", "priority", "data");
    private static final Contact BROKEN = new Contact(null, null, null, null, null, null);

    private final JsonParser parser;
    private final Set<String> known;
    private final String idField;
    private final Map<Long, String> faults = new HashMap<>();
    private long row;
    private boolean atElement;
    private boolean over;

    private ContactRows(JsonParser parser, Set<String> known, String idField) {
        this.parser = parser;
        this.known = known;
        this.idField = idField;
    }

    /**
     * Begins to read contacts of a campaign.
     *
     * @throws Problem if this is not a JSON array
     */
    static ContactRows of(InputStream in) {
        return of(in, FIELDS, "contact_id");
    }

    /**
     * Begins to read leads, whose ids are {@code lead_id}.
     *
     * @throws Problem if this is not a JSON array
     */
    static ContactRows ofLeads(InputStream in) {
        return of(in, FIELDS_OF_LEADS, "lead_id");
    }

    private static ContactRows of(InputStream in, Set<String> known, String idField) {
        try {
            JsonParser parser = Json.stream(in);
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw Problem.malformed("the document is not a JSON array");
            }
            return new ContactRows(parser, known, idField);
        } catch (IOException e) {
            throw Problem.malformed(Json.complaint(e));
        }
    }

    @Override
    public boolean hasNext() {
        if (atElement || over) {
            return atElement;
        }
        try {
            over = parser.nextToken() == JsonToken.END_ARRAY;
            if (over && parser.nextToken() != null) {
                throw Problem.malformed("something follows the array");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        atElement = !over;
        return atElement;
    }

    @Override
    public Contact next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        row++;
        // Not beyond the element: a list that breaks off after it has kept it.
        atElement = false;
        try {
            return read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns why a row was rejected, by what is known here or else as it was told. */
    Rejection explain(Rejection told) {
        return new Rejection(told.row(), reason(told.row(), told.reason()));
    }

    /** Returns why a row was rejected, by what is known here or else as it was told. */
    String reason(long number, String told) {
        return faults.getOrDefault(number, told);
    }

    private Contact read() throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return broken("is not an object");
        }
        JsonFields fields = JsonFields.read(parser, known);
        String name = fields.text("contact_name");
        CallData data = fields.data("data");
        Contact contact = new Contact(
                fields.text("phone_number"),
                fields.text(idField),
                name == null ? fields.text("name") : name,
                fields.text("agent_id"),
                data.isEmpty() ? null : data.text(),
                fields.integer("priority"));
        if (fields.errors().isEmpty()) {
            return contact;
        }
        FieldError first = fields.errors().get(0);
        return broken(first.field() + " " + first.reason());
    }

    private Contact broken(String reason) {
        if (faults.size() < ContactImport.MAX_REJECTIONS) {
            faults.put(row, reason);
        }
        return BROKEN;
    }
}
