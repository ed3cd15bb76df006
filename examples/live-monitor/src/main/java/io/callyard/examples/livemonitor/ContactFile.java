package io.callyard.examples.livemonitor;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.callyard.campaign.ContactImport.Rejection;
import io.callyard.model.Contact;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file of contacts, read row by row. The first line names the columns: {@code phone_number} and,
 * if they are there, {@code contact_id, name, agent_id, priority, data}, in any order.
 */
final class ContactFile implements Iterator<Contact>, AutoCloseable {
    private static final Contact BROKEN = new Contact(null, null, null, null, null, null);

    private final String name;
    private final CloseableIterator<NamedCsvRecord> records;
    private final List<Long> lines = new ArrayList<>();
    private final Map<Long, String> faults = new HashMap<>();

    private ContactFile(String name, InputStream in) {
        this.name = name;
        this.records = CsvReader.builder()
                .detectBomHeader(true)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofNamedCsvRecord(in)
                .iterator();
    }

    /**
     * Opens a file in UTF-8.
     *
     * @throws DemoException if it cannot be read
     */
    static ContactFile open(Path path) {
        if (Files.isDirectory(path)) {
            throw new DemoException("The contacts cannot be read: " + path.toAbsolutePath() + " is a directory.");
        }
        try {
            return new ContactFile(path.toString(), Files.newInputStream(path));
        } catch (NoSuchFileException e) {
            throw new DemoException("There is no contact file " + path.toAbsolutePath() + ".", e);
        } catch (IOException e) {
            throw new DemoException("The contact file " + path.toAbsolutePath() + " cannot be read: " + e, e);
        }
    }

    /** Opens the sample: 200 invented people with numbers that are reserved for fiction. */
    static ContactFile sample() {
        InputStream in = ContactFile.class.getResourceAsStream("contacts.csv");
        if (in == null) {
            throw new IllegalStateException("the jar lacks contacts.csv");
        }
        return new ContactFile("the sample", in);
    }

    @Override
    public boolean hasNext() {
        return records.hasNext();
    }

    /** Returns the next row; one that is no contact is told by {@link #explain}. */
    @Override
    public Contact next() {
        NamedCsvRecord row = records.next();
        lines.add(row.getStartingLineNumber());
        if (!row.getHeader().contains("phone_number")) {
            throw new DemoException("The first line of " + name + " must name the columns, phone_number among them.");
        }
        if (row.getFields().stream().anyMatch(field -> field.indexOf('\uFFFD') >= 0)) {
            return broken("it is not UTF-8");
        }
        Integer priority;
        try {
            String text = field(row, "priority");
            priority = text == null ? null : Integer.valueOf(text);
        } catch (NumberFormatException e) {
            return broken("the priority must be a whole number");
        }
        return new Contact(
                field(row, "phone_number"),
                field(row, "contact_id"),
                field(row, "name"),
                field(row, "agent_id"),
                field(row, "data"),
                priority);
    }

    /** Says what is wrong with a row, and on which line of the file it begins. */
    String explain(Rejection rejection) {
        String reason = faults.getOrDefault(rejection.row(), rejection.reason());
        return name + ", line " + lines.get((int) rejection.row() - 1) + ": " + reason;
    }

    @Override
    public void close() throws IOException {
        records.close();
    }

    private Contact broken(String reason) {
        faults.put((long) lines.size(), reason);
        return BROKEN;
    }

    private static @Nullable String field(NamedCsvRecord row, String column) {
        return row.findField(column)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElse(null);
    }
}
