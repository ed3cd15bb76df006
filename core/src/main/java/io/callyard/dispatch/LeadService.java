package io.callyard.dispatch;

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
import io.callyard.spi.store.LeadStore;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The leads, on a store. */
public final class LeadService implements Leads {
    private static final Logger log = LoggerFactory.getLogger(LeadService.class);

    private final LeadStore store;
    private final IntakeDesk intake;

    /** Serves leads by the given means. */
    public LeadService(LeadStore store, IntakeDesk intake) {
        this.store = store;
        this.intake = intake;
    }

    @Override
    public LeadImport add(TenantId tenant, UserId user, Iterator<Contact> contacts) {
        return new LeadLoad(store, tenant, user).add(contacts);
    }

    @Override
    public List<LeadIntake> add(TenantId tenant, List<LeadContact> leads) {
        return store.addLeads(tenant, leads);
    }

    @Override
    public LeadRun fetched(TenantId tenant, UserId user) {
        return told(tenant, user, new LeadFetch(store, intake, tenant, user).all());
    }

    @Override
    public LeadRun fetched(TenantId tenant, UserId user, List<LeadId> ids) {
        return told(tenant, user, new LeadFetch(store, intake, tenant, user).these(ids));
    }

    private static LeadRun told(TenantId tenant, UserId user, LeadRun run) {
        if (run.started() > 0) {
            log.atInfo()
                    .addKeyValue("tenant", tenant)
                    .addKeyValue("user", user)
                    .addKeyValue("started", run.started())
                    .addKeyValue("waiting", run.run().waiting())
                    .log("leads dialled");
        }
        return run;
    }

    @Override
    public Optional<Lead> find(TenantId tenant, LeadId id) {
        return store.lead(tenant, id);
    }

    @Override
    public List<Lead> list(TenantId tenant, @Nullable UserId user, LeadState state, long after, int max) {
        return store.leads(tenant, user, state, after, max);
    }

    @Override
    public LeadCounts counts(TenantId tenant, @Nullable UserId user) {
        return store.leadCounts(tenant, user);
    }
}
