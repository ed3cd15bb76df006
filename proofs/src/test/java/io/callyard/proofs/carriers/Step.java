package io.callyard.proofs.carriers;

/** Where a node dies while it places a call, in the order of a call's life. */
enum Step {
    /** The slot is reserved and committed; nothing was sent. */
    RESERVED("slot reserved and committed", false),
    /** Half of the request is on its way. */
    HALF_SENT("half of the request sent", false),
    /** The whole request is on its way; nobody waits for the answer. */
    SENT("request sent", true),
    /** The carrier has made the call; its answer is not there. */
    CREATED("carrier has created the call", true),
    /** The first webhook is kept; the answer is not there. */
    OVERTAKEN("first webhook kept before the answer", true),
    /** The answer is there; nobody has looked at it. */
    ANSWERED("answer received", true),
    /** The answer is kept; no webhook was let in. */
    ANSWER_KEPT("answer kept", true),
    /** The first webhook is kept after the answer; the carrier has not heard so. */
    WEBHOOK_KEPT("first webhook kept", true),
    /** The end of the call is kept; the carrier has not heard so. */
    END_KEPT("end kept", true);

    private final String words;
    private final boolean reachesCarrier;

    Step(String words, boolean reachesCarrier) {
        this.words = words;
        this.reachesCarrier = reachesCarrier;
    }

    /** Returns whether the carrier gets the whole request, and so makes the call. */
    boolean reachesCarrier() {
        return reachesCarrier;
    }

    /** Says what has happened last. */
    @Override
    public String toString() {
        return words;
    }
}
