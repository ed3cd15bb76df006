package io.callyard.inbound;

import io.callyard.model.inbound.Presence;
import java.util.List;

/**
 * When somebody is to be alarmed: as data. Raised beyond {@code bound}, and taken back only at {@code clear}, so that a
 * figure that swings about its bound does not ring a bell each time.
 *
 * @param name for people and programs
 * @param figure which figure
 * @param above whether it is bad above the bound; else below
 * @param bound where it begins to be bad
 * @param clear where it is good again
 */
public record AlertRule(String name, Figure figure, boolean above, double bound, double clear) {
    /** What can be looked at. */
    public enum Figure {
        /** How many stand in line. */
        WAITING,
        /** How long the first has waited, in seconds. */
        LONGEST_WAIT,
        /** 0 to 1: the usual formula. */
        SERVICE_LEVEL,
        /** How many agents are available. */
        AVAILABLE_AGENTS,
        /** 0 to 100. */
        READINESS,
        /** 0 to 1. */
        CONNECTION_RATE,
        /** 0 to 1. */
        ABANDON_RATE
    }

    /** A line of 50, a wait of ten minutes, a service level below 80 %, nobody there, more than 10 % who hang up. */
    public static final List<AlertRule> STANDARD = List.of(
            above("long_line", Figure.WAITING, 50, 40),
            above("long_wait", Figure.LONGEST_WAIT, 600, 480),
            below("low_service_level", Figure.SERVICE_LEVEL, 0.8, 0.85),
            below("nobody_available", Figure.AVAILABLE_AGENTS, 1, 1),
            above("many_abandon", Figure.ABANDON_RATE, 0.1, 0.08));

    public AlertRule {
        if (above ? clear > bound : clear < bound) {
            throw new IllegalArgumentException(
                    "alert " + name + " is cleared at " + clear + ", which is worse than the bound of " + bound);
        }
    }

    /** A rule about a figure that is bad when it is large. */
    public static AlertRule above(String name, Figure figure, double bound, double clear) {
        return new AlertRule(name, figure, true, bound, clear);
    }

    /** A rule about a figure that is bad when it is small. */
    public static AlertRule below(String name, Figure figure, double bound, double clear) {
        return new AlertRule(name, figure, false, bound, clear);
    }

    /** Returns the figure that is looked at. */
    public double valueIn(InboundFigures figures) {
        return switch (figure) {
            case WAITING -> figures.waiting();
            case LONGEST_WAIT -> figures.longestWait().toMillis() / 1_000.0;
            case SERVICE_LEVEL -> figures.serviceLevel();
            case AVAILABLE_AGENTS -> figures.presence().getOrDefault(Presence.AVAILABLE, 0);
            case READINESS -> figures.readiness();
            case CONNECTION_RATE -> figures.connectionRate();
            case ABANDON_RATE -> figures.abandonRate();
        };
    }

    /** Returns whether a figure is bad, if it {@code was} bad before. */
    public boolean isBad(double value, boolean was) {
        double line = was ? clear : bound;
        return above ? value > line : value < line;
    }
}
