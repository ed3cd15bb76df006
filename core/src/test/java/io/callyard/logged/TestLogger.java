package io.callyard.logged;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventAware;

/** A logger for {@link RecordedLog}. */
final class TestLogger extends LegacyAbstractLogger implements LoggingEventAware {
    private static final long serialVersionUID = 1;

    TestLogger(String name) {
        this.name = name;
    }

    @Override
    public void log(LoggingEvent event) {
        Map<String, Object> values = new LinkedHashMap<>();
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs != null) {
            pairs.forEach(pair -> values.put(pair.key, pair.value));
        }
        String message = MessageFormatter.basicArrayFormat(event.getMessage(), event.getArgumentArray());
        RecordedLog.add(new RecordedLog.Line(event.getLevel(), name, message, values, event.getThrowable()));
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String pattern,
            Object @Nullable [] arguments,
            @Nullable Throwable error) {
        String message = MessageFormatter.basicArrayFormat(pattern, arguments);
        RecordedLog.add(new RecordedLog.Line(level, name, message, Map.of(), error));
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    public boolean isTraceEnabled() {
        return RecordedLog.isWanted();
    }

    @Override
    public boolean isDebugEnabled() {
        return RecordedLog.isWanted();
    }

    @Override
    public boolean isInfoEnabled() {
        return RecordedLog.isWanted();
    }

    @Override
    public boolean isWarnEnabled() {
        return RecordedLog.isWanted();
    }

    @Override
    public boolean isErrorEnabled() {
        return RecordedLog.isWanted();
    }
}
