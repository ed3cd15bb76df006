package io.callyard.web;

import io.callyard.model.inbound.OpeningHours;
import io.callyard.model.inbound.OverflowAction;
import io.callyard.wire.JsonWriter;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads opening hours, which are given as a whole. A queue that says {@code null} is open always. */
final class OpeningHoursBody {
    private static final String NAME = "opening_hours";
    private static final Set<String> FIELDS = Set.of("zone", "week", "closed_on", "when_closed");
    private static final Set<String> WINDOW = Set.of("from", "until");
    private static final Set<String> DAYS =
            Arrays.stream(DayOfWeek.values()).map(JsonWriter::word).collect(Collectors.toUnmodifiableSet());

    private OpeningHoursBody() {}

    /** Returns the member {@code opening_hours}; null if there is none. */
    static @Nullable OpeningHours read(JsonFields fields) {
        JsonFields inner = fields.object(NAME, FIELDS);
        if (inner == null) {
            return null;
        }
        ZoneId zone = inner.required("zone", time("a time zone such as Europe/Berlin", ZoneId::of));
        Map<DayOfWeek, List<OpeningHours.Window>> week = week(inner);
        Set<LocalDate> closedOn =
                new HashSet<>(inner.values("closed_on", time("a day such as 2026-12-24", LocalDate::parse)));
        OverflowAction whenClosed =
                Objects.requireNonNullElse(inner.word("when_closed", OverflowAction.class), OverflowAction.CALLBACK);
        OpeningHours closed = new OpeningHours(
                Objects.requireNonNullElse(zone, ZoneId.of("UTC")), week, closedOn, OverflowAction.CALLBACK);
        OpeningHours hours = inner.change(
                "when_closed", closed, same -> new OpeningHours(same.zone(), same.week(), same.closedOn(), whenClosed));
        fields.errorsOf(NAME, inner);
        return hours;
    }

    private static Map<DayOfWeek, List<OpeningHours.Window>> week(JsonFields fields) {
        Map<DayOfWeek, List<OpeningHours.Window>> week = new EnumMap<>(DayOfWeek.class);
        JsonFields days = fields.object("week", DAYS);
        if (days == null) {
            fields.error("week", "is needed");
            return week;
        }
        for (DayOfWeek day : DayOfWeek.values()) {
            String name = JsonWriter.word(day);
            List<OpeningHours.Window> windows = new ArrayList<>();
            int at = 0;
            for (JsonFields window : days.objects(name, WINDOW)) {
                LocalTime from = window.required("from", OpeningHoursBody::clock);
                LocalTime until = window.required("until", OpeningHoursBody::clock);
                if (from != null && until != null) {
                    window.change("until", windows, all -> {
                        all.add(new OpeningHours.Window(from, until));
                        return all;
                    });
                }
                days.errorsOf(name + "." + at++, window);
            }
            if (!windows.isEmpty()) {
                week.put(day, List.copyOf(windows));
            }
        }
        fields.errorsOf("week", days);
        return week;
    }

    /** The end of a day may be written as people do. */
    private static LocalTime clock(String text) {
        return text.equals("24:00")
                ? LocalTime.MIDNIGHT
                : time("a time such as 09:30", LocalTime::parse).apply(text);
    }

    private static <T> Function<String, T> time(String expected, Function<String, T> parse) {
        return text -> {
            try {
                return parse.apply(text);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("expected " + expected, e);
            }
        };
    }
}
