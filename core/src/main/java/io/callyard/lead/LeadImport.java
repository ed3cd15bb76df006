package io.callyard.lead;

import java.util.List;

/**
 * What became of a list of leads.
 *
 * @param added how many were added
 * @param known how many the user had already; nothing of them was changed
 * @param rejected how many could not be used
 * @param rejections why, for the first {@value #MAX_REJECTIONS} of these, in order
 */
public record LeadImport(long added, long known, long rejected, List<Rejection> rejections) {
    /** How many rejections are told one by one. */
    public static final int MAX_REJECTIONS = 1_000;

    public LeadImport {
        rejections = List.copyOf(rejections);
    }

    /**
     * A lead that could not be used.
     *
     * @param row its number in the list, from 1
     * @param reason what is wrong with it; does not repeat what it held
     */
    public record Rejection(long row, String reason) {}
}
