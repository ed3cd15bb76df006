package io.callyard.fake.telnyx;

import io.callyard.fake.telnyx.EventLog.Entry;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which call events are asked for. A filter that the carrier does not know, or cannot make sense of, matches nothing,
 * and nobody is told.
 */
final class EventFilter {
    private static final Set<String> BOUNDS = Set.of("eq", "gt", "gte", "lt", "lte");
    private static final String TIME = "[occurred_at]";

    private final Map<String, String> filters;
    private final Instant now;

    EventFilter(Map<String, String> filters, Instant now) {
        this.filters = filters;
        this.now = now;
    }

    List<Entry> of(List<Entry> entries) {
        long bounds =
                filters.keySet().stream().filter(name -> name.startsWith(TIME)).count();
        if (bounds > 1) {
            return List.of();
        }
        boolean whole = filters.containsKey("[leg_id]") || filters.containsKey("[application_session_id]");
        Instant since = whole ? Instant.MIN : now.minus(EventLog.RECENT);
        return entries.stream()
                .filter(entry -> !entry.at().isBefore(since))
                .filter(this::matches)
                .toList();
    }

    private boolean matches(Entry entry) {
        return filters.entrySet().stream().allMatch(filter -> matches(entry, filter.getKey(), filter.getValue()));
    }

    private static boolean matches(Entry entry, String name, String value) {
        return switch (name) {
            case "[to]" -> value.equals(entry.to());
            case "[from]" -> value.equals(entry.from());
            case "[leg_id]" -> value.equals(entry.legId());
            case "[application_session_id]" -> value.equals(entry.sessionId());
            case "[connection_id]" -> value.equals(entry.connectionId());
            case "[name]" -> value.equals(entry.name());
            case "[type]" -> value.equals(entry.type());
            case "[product]" -> value.equals("call_control");
            case "[status]" -> value.equals("completed");
            case "[failed]" -> value.equals("false");
            default -> name.startsWith(TIME + "[") && inTime(entry.at(), name, value);
        };
    }

    private static boolean inTime(Instant at, String name, String value) {
        String bound = name.substring(TIME.length() + 1, name.length() - 1);
        if (!BOUNDS.contains(bound)) {
            return false;
        }
        try {
            int order = at.compareTo(Instant.parse(value));
            return (bound.equals("eq") && order == 0)
                    || (bound.startsWith("g") && order > 0)
                    || (bound.startsWith("l") && order < 0)
                    || (bound.endsWith("te") && order == 0);
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
