package io.callyard.examples.livemonitor;

import io.callyard.lead.LeadImport;
import io.callyard.lead.Leads;
import io.callyard.model.Contact;
import io.callyard.model.UserId;
import java.util.List;
import java.util.stream.IntStream;

/** A few leads, invented people with numbers that are reserved for fiction. They wait until a page fetches them. */
final class SampleLeads {
    private static final long FIRST_NUMBER = 13_125_550_100L;

    private static final List<String> NAMES = List.of(
            "Mara Linnet",
            "Otis Fennimore",
            "Pia Rosewater",
            "Quentin Marlow",
            "Rosa Thistledown",
            "Silas Birchall",
            "Tilda Greywood",
            "Ulf Hazelton",
            "Vera Coldstream",
            "Wendell Ashdown",
            "Xenia Larkspur",
            "Yann Underhill");

    private SampleLeads() {}

    /** Brings them in for a user. Those that are there already stay as they are, and are never called again. */
    static LeadImport add(Leads leads, UserId user) {
        return leads.add(
                Demo.TENANT,
                user,
                IntStream.range(0, NAMES.size()).mapToObj(SampleLeads::lead).iterator());
    }

    private static Contact lead(int number) {
        return new Contact(
                "+" + (FIRST_NUMBER + number),
                "lead-" + (number + 1),
                NAMES.get(number),
                "ai-nova",
                "{\"topic\":\"trial lesson\"}",
                null);
    }
}
