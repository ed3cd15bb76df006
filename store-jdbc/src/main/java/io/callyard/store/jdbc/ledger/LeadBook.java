package io.callyard.store.jdbc.ledger;

import io.callyard.model.lead.Lead;
import io.callyard.model.lead.LeadId;
import io.callyard.store.jdbc.sql.Changes;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's leads, as far as a transaction has read them, and what it has made of them: steps that share it see what
 * those before have done.
 *
 * <p><b>Threads.</b> One at a time.
 */
final class LeadBook {
    private final Map<LeadId, Lead> known = new HashMap<>();
    private final Set<LeadId> added = new LinkedHashSet<>();
    private final Set<LeadId> marked = new LinkedHashSet<>();

    /** Takes a lead that was just read, unless the transaction has changed it meanwhile. */
    void read(Lead lead) {
        known.putIfAbsent(lead.id(), lead);
    }

    /** Returns a lead that was read or added; null if there is none among those that were asked for. */
    @Nullable
    Lead find(LeadId id) {
        return known.get(id);
    }

    /** Keeps a new lead. */
    void add(Lead lead) {
        known.put(lead.id(), lead);
        added.add(lead.id());
    }

    /** Keeps a lead that was there and was dialled. */
    void mark(Lead dialed) {
        known.put(dialed.id(), dialed);
        if (!added.contains(dialed.id())) {
            marked.add(dialed.id());
        }
    }

    /** Adds what has to be written. */
    void addTo(Changes changes) {
        for (LeadId id : added) {
            LeadRows.insert(changes, kept(id));
        }
        for (LeadId id : marked) {
            Lead lead = kept(id);
            if (lead.dial() != null) {
                LeadRows.mark(changes, lead, lead.dial());
            }
        }
    }

    private Lead kept(LeadId id) {
        Lead lead = known.get(id);
        if (lead == null) {
            throw new IllegalStateException("lead " + id + " is to be written, but was not read");
        }
        return lead;
    }
}
