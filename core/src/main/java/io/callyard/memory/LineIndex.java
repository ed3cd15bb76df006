package io.callyard.memory;

import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The callers of all tenants by their lines. Nearly every line has one caller; a carrier that uses an id again, or an
 * account that tenants share, can give it several.
 *
 * <p><b>Threads.</b> One at a time.
 */
final class LineIndex {
    private static final Comparator<Caller> NEWEST_FIRST = Comparator.comparing(
                    (Caller caller) -> caller.place().joinedAt())
            .thenComparing(Caller::id)
            .reversed();

    private final Map<CallerLine, List<Caller>> callers = new HashMap<>();

    /** Lets {@code after} take the place of {@code before}; either may be absent. */
    void replace(@Nullable Caller before, @Nullable Caller after) {
        if (before != null && before.arrival().line() != null) {
            remove(before.arrival().line(), before);
        }
        if (after != null && after.arrival().line() != null) {
            add(after.arrival().line(), after);
        }
    }

    /** Returns those on a line, gone or not, the newest first. */
    List<Caller> on(CallerLine line) {
        return callers.getOrDefault(line, List.of());
    }

    private void add(CallerLine line, Caller caller) {
        List<Caller> known = on(line);
        if (known.isEmpty()) {
            callers.put(line, List.of(caller));
            return;
        }
        List<Caller> all = new ArrayList<>(known);
        all.add(caller);
        all.sort(NEWEST_FIRST);
        callers.put(line, all);
    }

    private void remove(CallerLine line, Caller caller) {
        List<Caller> others = on(line).stream()
                .filter(other -> !other.id().equals(caller.id()))
                .toList();
        if (others.isEmpty()) {
            callers.remove(line);
        } else {
            callers.put(line, others);
        }
    }
}
