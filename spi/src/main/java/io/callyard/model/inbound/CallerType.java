package io.callyard.model.inbound;

import io.callyard.internal.Checks;

/**
 * What kind of caller somebody is, as the application sees it. A queue gives each type a head start.
 *
 * @param value 1 to 32 characters, no control characters
 */
public record CallerType(String value) {
    /** Somebody unknown; also where nothing is said. */
    public static final CallerType NEW = new CallerType("new");

    /** Somebody who has called before. */
    public static final CallerType RETURNING = new CallerType("returning");

    /** Somebody important. */
    public static final CallerType VIP = new CallerType("vip");

    public CallerType {
        Checks.id(value, "caller type", 32);
    }

    @Override
    public String toString() {
        return value;
    }
}
