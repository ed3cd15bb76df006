package io.callyard.reception;

/** What is looked for now and then, in case an event was missed: matches, alerts, features that do harm. */
final class Mending {
    private final Offering offering;
    private final Watchman watchman;
    private final Rollouts rollouts;

    Mending(Offering offering, Watchman watchman, Rollouts rollouts) {
        this.offering = offering;
        this.watchman = watchman;
        this.rollouts = rollouts;
    }

    void mend(FloorStep step) {
        offering.match(step);
        watchman.look(step);
        rollouts.look(step);
    }
}
