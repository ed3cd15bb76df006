package io.callyard.feature;

import java.util.Locale;

/** By what a feature is judged. */
public enum RolloutMeasure {
    /** The share of callers who talked to an agent: lower is worse. */
    CONNECTION_RATE,
    /** The share of callers who hung up before: higher is worse. */
    ABANDON_RATE;

    /** Returns the name for people: {@code connection rate}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
