package io.callyard.lead;

import io.callyard.model.Contact;
import io.callyard.model.TenantId;
import io.callyard.model.UserId;
import io.callyard.model.lead.Lead;
import io.callyard.model.lead.LeadContact;
import io.callyard.model.lead.LeadId;
import io.callyard.model.lead.LeadState;
import io.callyard.spi.store.LeadCounts;
import io.callyard.spi.store.LeadIntake;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Dials leads. A lead is a contact of one user's that is called exactly once, ever, as soon as a page of the user's
 * says that it has fetched it. Pages may say so as often as they like, from any number of tabs, on any node: the first
 * to come makes the call.
 *
 * <p><b>Once.</b> A lead is marked as dialled in the step that takes its call in. Whatever becomes of the call, there
 * is no second: what ends it is final, for leads know no retries. Only a placing that provably sent nothing goes back
 * into the queue, as the same call. A lead that a policy refuses when it is fetched is not dialled, and stays pending.
 *
 * <p><b>Runs.</b> A user's run is open as long as calls of his leads are not over. It is nothing beside these calls, so
 * there is never more than one: what is fetched meanwhile joins it. The calls of all users of a tenant stand in one
 * line, within the tenant's limits and behind its direct calls.
 *
 * <p><b>Threads.</b> Safe for many threads.
 *
 * <p><b>Errors.</b> {@link io.callyard.spi.store.StoreUnavailableException} if the store does not answer; what was done
 * by then stays done, and everything here may be repeated.
 */
public interface Leads {

    /**
     * Adds leads of a user's, each by its {@linkplain Contact#contactId() id}. Reads them one by one and keeps them in
     * batches, so a list may be longer than memory. One that cannot be used is reported and the others are kept. A lead
     * that is there already is not changed.
     *
     * @throws LeadSourceException if {@code contacts} throws; what it gave before is kept
     */
    LeadImport add(TenantId tenant, UserId user, Iterator<Contact> contacts);

    /**
     * Adds leads as one step: all or none.
     *
     * @param leads at least one
     * @return one answer per lead, in the same order
     */
    List<LeadIntake> add(TenantId tenant, List<LeadContact> leads);

    /** Dials all leads of a user's that are pending, in the order in which they were added. */
    LeadRun fetched(TenantId tenant, UserId user);

    /**
     * Dials leads of a user's, in the order given.
     *
     * @param ids which; none, or all that are not pending or not the user's, is as good as any
     */
    LeadRun fetched(TenantId tenant, UserId user, List<LeadId> ids);

    /** Finds a lead. */
    Optional<Lead> find(TenantId tenant, LeadId id);

    /**
     * Returns a page of leads, in the order in which they were added.
     *
     * @param user whose; null for those of all users
     * @param after the position of the last lead already seen; 0 for the first page
     * @param max how many at most; at least 1
     */
    List<Lead> list(TenantId tenant, @Nullable UserId user, LeadState state, long after, int max);

    /**
     * Counts leads by how far they are. The run of a user is open while {@link LeadCounts#isRunOpen} says so.
     *
     * @param user whose; null for those of all users
     */
    LeadCounts counts(TenantId tenant, @Nullable UserId user);
}
