package io.callyard.lead;

import io.callyard.model.CallId;
import io.callyard.model.lead.LeadId;
import io.callyard.spi.store.LeadCounts;
import java.util.List;

/**
 * What became of leads that were fetched, and how the user's run stands then.
 *
 * @param started how many calls were made of them; each starts as soon as it may
 * @param called those asked for by id that had their call before, be it in the same run
 * @param refused those that a policy forbids to call; the first {@value #MAX_TOLD} of these. They stay pending, and are
 *     asked about again when they are fetched again
 * @param unknown the ids that the tenant has no lead for
 * @param ofOthers the ids of leads of other users: nothing was done, and whoever asked should not be told more than of
 *     unknown ones
 * @param run all leads of the user, by how far they are
 */
public record LeadRun(
        long started,
        List<Called> called,
        List<Refusal> refused,
        List<LeadId> unknown,
        List<LeadId> ofOthers,
        LeadCounts run) {
    /** How many refusals are told one by one. */
    public static final int MAX_TOLD = 1_000;

    public LeadRun {
        called = List.copyOf(called);
        refused = List.copyOf(refused);
        unknown = List.copyOf(unknown);
        ofOthers = List.copyOf(ofOthers);
    }

    /**
     * A lead that had its call.
     *
     * @param lead which lead
     * @param call its one call
     */
    public record Called(LeadId lead, CallId call) {}

    /**
     * A lead that must not be called now.
     *
     * @param lead which lead
     * @param rule the policy's rule
     * @param reason a sentence for people
     */
    public record Refusal(LeadId lead, String rule, String reason) {}
}
