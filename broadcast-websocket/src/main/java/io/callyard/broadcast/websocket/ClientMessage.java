package io.callyard.broadcast.websocket;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client sent: a JSON object with a type.
 *
 * @param type what it is about
 * @param members the other members: texts as {@link String}, numbers as {@link BigDecimal}, {@link
 *     Boolean}s, {@link List}s, {@link Map}s and {@code null}; hostile within the bounds of a message
 */
public record ClientMessage(String type, Map<String, @Nullable Object> members) {
    public ClientMessage {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** Returns a text; {@code null} if it is absent or {@code null}. */
    public @Nullable String text(String name) throws InvalidMessageException {
        Object value = members.get(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw new InvalidMessageException(name + " must be text");
    }

    /** Returns a whole number that is not negative; {@code null} if it is absent or {@code null}. */
    public @Nullable Long number(String name) throws InvalidMessageException {
        Object value = members.get(name);
        if (value == null) {
            return null;
        }
        try {
            long number = value instanceof BigDecimal decimal ? decimal.longValueExact() : -1;
            if (number >= 0) {
                return number;
            }
        } catch (ArithmeticException e) {
            // The same fault as a text.
        }
        throw new InvalidMessageException(name + " must be a whole number");
    }

    /** Returns a list of texts; {@code null} if it is absent or {@code null}. */
    public @Nullable List<String> texts(String name) throws InvalidMessageException {
        Object value = members.get(name);
        if (value == null) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        for (Object element : value instanceof List<?> list ? list : Collections.singletonList(0)) {
            if (!(element instanceof String text)) {
                throw new InvalidMessageException(name + " must be a list of texts");
            }
            texts.add(text);
        }
        return texts;
    }
}
