package io.callyard.proofs.leads;

import io.callyard.model.TenantId;
import io.callyard.model.lead.LeadContact;
import java.util.Collection;
import java.util.List;

/**
 * What is known of a run at its end.
 *
 * @param promised the leads of which somebody was told that they are kept
 * @param books what the store holds
 * @param dials what the carrier was asked for, by its own log
 * @param told what pages were told
 */
record Evidence(List<Promised> promised, List<Books> books, List<Dial> dials, Collection<Told> told) {
    /** A lead that was accepted. */
    record Promised(TenantId tenant, LeadContact contact) {}
}
