package io.callyard.broadcast.websocket;

import io.callyard.lead.LeadImport;
import io.callyard.lead.LeadRun;
import io.callyard.lead.Leads;
import io.callyard.model.Contact;
import io.callyard.model.TenantId;
import io.callyard.model.UserId;
import io.callyard.model.lead.Lead;
import io.callyard.model.lead.LeadContact;
import io.callyard.model.lead.LeadId;
import io.callyard.model.lead.LeadState;
import io.callyard.spi.store.LeadCounts;
import io.callyard.spi.store.LeadIntake;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Leads that are fetched by the test's word. One thread at a time. */
final class TestLeads implements Leads {
    static final LeadRun NOTHING =
            new LeadRun(0, List.of(), List.of(), List.of(), List.of(), new LeadCounts(0, 0, 0, 0));

    /** What was asked for, as {@code tenant user ids}; without ids: all. */
    final List<String> asked = new ArrayList<>();

    Supplier<LeadRun> answer = () -> NOTHING;

    @Override
    public LeadRun fetched(TenantId tenant, UserId user) {
        asked.add(tenant + " " + user);
        return answer.get();
    }

    @Override
    public LeadRun fetched(TenantId tenant, UserId user, List<LeadId> ids) {
        asked.add(tenant + " " + user + " " + ids);
        return answer.get();
    }

    @Override
    public LeadImport add(TenantId tenant, UserId user, Iterator<Contact> contacts) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<LeadIntake> add(TenantId tenant, List<LeadContact> leads) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Lead> find(TenantId tenant, LeadId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Lead> list(TenantId tenant, @Nullable UserId user, LeadState state, long after, int max) {
        throw new UnsupportedOperationException();
    }

    @Override
    public LeadCounts counts(TenantId tenant, @Nullable UserId user) {
        throw new UnsupportedOperationException();
    }
}
