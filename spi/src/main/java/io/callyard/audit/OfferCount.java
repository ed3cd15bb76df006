package io.callyard.audit;

/**
 * How many offers a caller has had in his queue. Where the events leave it open, the least and the most: an offer that
 * was taken back may count or not.
 */
final class OfferCount {
    private boolean known;
    private int least;
    private int most;

    /**
     * Makes a count.
     *
     * @param isNew whether there were none before
     */
    OfferCount(boolean isNew) {
        known = isNew;
    }

    void made(int number) {
        known = true;
        least = number;
        most = number;
    }

    void takenBack(int number) {
        least = Math.min(least, number - 1);
    }

    /** The search for an agent begins anew. */
    void restart() {
        known = true;
        least = 0;
        most = 0;
    }

    /** The search may have begun anew. */
    void mayRestart() {
        least = 0;
    }

    /** Returns whether the next offer may have this number. */
    boolean allows(int number) {
        return number >= 1 && (!known || number > least && number <= most + 1);
    }

    @Override
    public String toString() {
        return least == most ? Integer.toString(most) : least + " to " + most;
    }
}
