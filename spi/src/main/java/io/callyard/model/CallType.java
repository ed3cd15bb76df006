package io.callyard.model;

/** Why a call is made. */
public enum CallType {
    /** A person asked for it, now. Goes before every other type of its tenant. */
    DIRECT(0, 100),
    /** It comes from a campaign's list. */
    CAMPAIGN(1, 0),
    /** A contact that is dialled exactly once, ever. */
    LEAD(1, 0);

    private final int rank;
    private final int defaultPriority;

    CallType(int rank, int defaultPriority) {
        this.rank = rank;
        this.defaultPriority = defaultPriority;
    }

    /** Returns the place of this type among the types: lower goes first, whatever the priorities. */
    public int rank() {
        return rank;
    }

    /** Returns the priority of a call that names none. Higher goes first within one rank. */
    public int defaultPriority() {
        return defaultPriority;
    }
}
