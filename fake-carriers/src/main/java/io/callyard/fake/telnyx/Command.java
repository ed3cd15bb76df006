package io.callyard.fake.telnyx;

import java.util.Map;

/**
 * A command to a leg.
 *
 * @param needsAnswer whether the leg must have been answered
 * @param action what it does
 */
record Command(boolean needsAnswer, Action action) {
    /** Reads a command's body; nothing has happened then yet. */
    @FunctionalInterface
    interface Action {
        Effect read(Leg leg, Fields body);
    }

    /** Does it. */
    @FunctionalInterface
    interface Effect {
        /**
         * Does it, and returns what the answer says beside the result.
         *
         * @throws ApiError if the leg's state forbids it; nothing has happened then
         */
        Map<String, String> run();
    }

    static Command always(Action action) {
        return new Command(false, action);
    }

    static Command onceAnswered(Action action) {
        return new Command(true, action);
    }

    /** An effect of which the answer says no more than that it was ordered. */
    static Effect doing(Runnable action) {
        return () -> {
            action.run();
            return Map.of();
        };
    }
}
