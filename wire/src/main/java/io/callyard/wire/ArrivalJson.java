package io.callyard.wire;

import io.callyard.model.PhoneNumber;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.CallerLine;
import org.jspecify.annotations.Nullable;

/** How what is known of a caller who comes looks from outside. */
public final class ArrivalJson {
    private ArrivalJson() {}

    /** Writes what was known of a caller when he came; with {@code masked}, the middle of the number is hidden. */
    public static void about(JsonWriter json, Arrival arrival, boolean masked) {
        CallerLine line = arrival.line();
        json.id("type", arrival.type())
                .field("name", arrival.name())
                .field("phone_number", number(arrival.number(), masked))
                .id("contact_id", arrival.contact())
                .field("language", arrival.language())
                .id("preferred_agent", arrival.preferred());
        AgentProfileJson.skills(json, arrival.skills());
        json.id("account", line == null ? null : line.account()).id("execution_id", line == null ? null : line.call());
    }

    /** Returns a number as it is shown; null if it is withheld. */
    public static @Nullable String number(@Nullable PhoneNumber number, boolean masked) {
        return number == null ? null : masked ? number.masked() : number.e164();
    }
}
