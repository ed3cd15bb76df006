package io.callyard.audit;

/**
 * How far offers were made in the order of the line. Not a verdict: whoever stood before may have wanted skills that no
 * ready agent had.
 *
 * @param offers how many were made to callers whose place is known
 * @param outOfTurn how many of them while somebody who might have been offered stood before in the same queue
 * @param mostPassed how many such callers one of them passed over at most
 */
public record OfferOrder(long offers, long outOfTurn, int mostPassed) {
    /** No offers yet. */
    static final OfferOrder NONE = new OfferOrder(0, 0, 0);

    /** One offer more. */
    OfferOrder with(int passed) {
        return new OfferOrder(offers + 1, outOfTurn + (passed > 0 ? 1 : 0), Math.max(mostPassed, passed));
    }

    /** Returns the share of offers in turn: 1 if there were none. */
    public double inTurn() {
        return offers == 0 ? 1 : (double) (offers - outOfTurn) / offers;
    }
}
