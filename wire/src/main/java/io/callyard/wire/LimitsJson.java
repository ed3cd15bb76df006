package io.callyard.wire;

import io.callyard.model.Limits;
import io.callyard.model.TenantLimits;

/** How limits look from outside. */
public final class LimitsJson {
    private LimitsJson() {}

    /** Writes a tenant's limits. */
    public static void limits(JsonWriter json, TenantLimits limits) {
        limit(json, "max_live", limits.maxLive());
        json.field("direct_floor", limits.directFloor()).id("account", limits.account());
    }

    /** Writes a limit; {@code null} says that there is none. */
    static void limit(JsonWriter json, String name, int limit) {
        if (limit == Limits.UNLIMITED) {
            json.field(name, (String) null);
        } else {
            json.field(name, limit);
        }
    }
}
