package io.callyard.store.jdbc.codec;

import io.callyard.model.inbound.OpeningHours;
import io.callyard.model.inbound.OpeningHours.Window;
import io.callyard.model.inbound.OverflowAction;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** When somebody is there, in a queue's rules. Times and dates as ISO 8601 writes them. */
final class OpeningHoursCodec {
    private OpeningHoursCodec() {}

    static void write(JsonWriter json, OpeningHours hours) throws IOException {
        Map<DayOfWeek, List<Window>> inOrder = new EnumMap<>(DayOfWeek.class);
        inOrder.putAll(hours.week());
        json.text("zone", hours.zone().getId())
                .list("week", new ArrayList<>(inOrder.entrySet()), OpeningHoursCodec::writeDay)
                .texts("closed_on", hours.closedOn().stream().sorted().toList())
                .constant("when_closed", hours.whenClosed());
    }

    static OpeningHours read(JsonFields json) {
        Map<DayOfWeek, List<Window>> week = new EnumMap<>(DayOfWeek.class);
        json.list("week", OpeningHoursCodec::readDay).forEach(day -> week.put(day.getKey(), day.getValue()));
        return new OpeningHours(
                json.text("zone", text -> parsed(text, ZoneId::of)),
                week,
                new LinkedHashSet<>(json.texts("closed_on", text -> parsed(text, LocalDate::parse))),
                json.constant("when_closed", OverflowAction.class));
    }

    private static void writeDay(JsonWriter json, Map.Entry<DayOfWeek, List<Window>> day) throws IOException {
        json.constant("day", day.getKey())
                .list(
                        "windows",
                        day.getValue(),
                        (item, window) -> item.text("from", window.from()).text("until", window.until()));
    }

    private static Map.Entry<DayOfWeek, List<Window>> readDay(JsonFields json) {
        return Map.entry(
                json.constant("day", DayOfWeek.class),
                json.list("windows", item -> new Window(time(item, "from"), time(item, "until"))));
    }

    private static LocalTime time(JsonFields json, String field) {
        return json.text(field, text -> parsed(text, LocalTime::parse));
    }

    /** What cannot be read is refused as any other value is that breaks a rule. */
    private static <T> T parsed(String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (DateTimeException unreadable) {
            throw new IllegalArgumentException(unreadable.getMessage(), unreadable);
        }
    }
}
