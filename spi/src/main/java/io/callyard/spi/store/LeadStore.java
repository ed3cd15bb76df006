package io.callyard.spi.store;

import io.callyard.machine.CallMachine;
import io.callyard.model.TenantId;
import io.callyard.model.UserId;
import io.callyard.model.lead.Lead;
import io.callyard.model.lead.LeadContact;
import io.callyard.model.lead.LeadId;
import io.callyard.model.lead.LeadState;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps leads: contacts of which one call is made, ever.
 *
 * <p><b>Once.</b> A lead is marked by its call in the very step that takes the call in: there is no instant at which
 * one is seen without the other, and no way to have a second. Nothing removes a lead or takes the mark away, whatever
 * becomes of the call, and however long ago its rows were cleaned away.
 *
 * <p>See {@link Store} for threads, time and errors.
 */
public interface LeadStore {

    /**
     * Adds leads of one tenant, as one step. A lead whose id the tenant has already, or that comes twice, stays what it
     * was. A tenant that nobody knew comes into being.
     *
     * @param leads at least one
     * @return one answer per lead, in the same order
     */
    List<LeadIntake> addLeads(TenantId tenant, List<LeadContact> leads);

    /**
     * Makes the calls of leads, as one step: each that is pending and {@code user}'s is marked, and its call joins the
     * lane of leads, in the order given. Either all of that happens or nothing. The calls are claimed as all others.
     *
     * <p>A call that the lane knows by the lead's {@linkplain LeadId#key() key} already marks the lead, and no other is
     * made.
     *
     * @param user whose leads may be dialled
     * @param orders at least one
     * @param machine decides each call's first state
     * @return one answer per order, in the same order
     */
    List<LeadAnswer> dialLeads(TenantId tenant, UserId user, List<LeadOrder> orders, CallMachine machine);

    /** Finds a lead of a tenant. */
    Optional<Lead> lead(TenantId tenant, LeadId id);

    /** Finds leads of a tenant, in no particular order; those that it does not have are left out. */
    List<Lead> leads(TenantId tenant, Collection<LeadId> ids);

    /**
     * Returns a page of leads, in the order in which they were added.
     *
     * @param user whose; null for those of all users
     * @param after the {@linkplain Lead#position() position} of the last lead already seen; 0 for the first page
     * @param max how many at most; at least 1
     */
    List<Lead> leads(TenantId tenant, @Nullable UserId user, LeadState state, long after, int max);

    /**
     * Counts leads, as of one instant.
     *
     * @param user whose; null for those of all users
     */
    LeadCounts leadCounts(TenantId tenant, @Nullable UserId user);
}
