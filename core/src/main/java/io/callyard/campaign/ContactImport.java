package io.callyard.campaign;

import java.util.List;

/**
 * What became of a list of contacts.
 *
 * @param accepted how many were added
 * @param duplicates how many the campaign had already
 * @param rejected how many could not be used
 * @param rejections why, for the first {@value #MAX_REJECTIONS} of these, in order
 */
public record ContactImport(long accepted, long duplicates, long rejected, List<Rejection> rejections) {
    /** How many rejections are told one by one. */
    public static final int MAX_REJECTIONS = 1_000;

    public ContactImport {
        rejections = List.copyOf(rejections);
    }

    /**
     * A contact that could not be used.
     *
     * @param row its number in the list, from 1
     * @param reason what is wrong with it; does not repeat what it held
     */
    public record Rejection(long row, String reason) {}
}
