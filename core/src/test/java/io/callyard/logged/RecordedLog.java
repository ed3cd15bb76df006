package io.callyard.logged;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * What is logged while it is open. While none is open nothing is logged at all, unless the system
 * property {@code callyard.log} is set: then everything goes to standard error.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public final class RecordedLog implements AutoCloseable {
    private static final boolean PRINTS = Boolean.getBoolean("callyard.log");
    private static final List<RecordedLog> OPEN = new CopyOnWriteArrayList<>();

    private final List<Line> lines = new CopyOnWriteArrayList<>();

    private RecordedLog() {}

    /** One line, with its values as they were given. */
    public record Line(
            Level level,
            String logger,
            String message,
            Map<String, Object> values,
            @Nullable Throwable error) {
        /** Returns everything that a log file could show of it. */
        public String text() {
            StringBuilder text = new StringBuilder(level + " " + logger + " " + message + " " + values);
            for (Throwable shown = error; shown != null; shown = shown.getCause()) {
                text.append(' ').append(shown);
            }
            return text.toString();
        }
    }

    /** Begins to record. */
    public static RecordedLog open() {
        RecordedLog log = new RecordedLog();
        OPEN.add(log);
        return log;
    }

    static boolean isWanted() {
        return PRINTS || !OPEN.isEmpty();
    }

    static void add(Line line) {
        OPEN.forEach(log -> log.lines.add(line));
        if (PRINTS) {
            System.err.println(line.text());
        }
    }

    public List<Line> lines() {
        return List.copyOf(lines);
    }

    /** Returns the lines with this message. */
    public List<Line> lines(String message) {
        return lines.stream().filter(line -> line.message().equals(message)).toList();
    }

    @Override
    public void close() {
        OPEN.remove(this);
    }
}
