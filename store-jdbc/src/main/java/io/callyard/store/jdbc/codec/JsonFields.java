package io.callyard.store.jdbc.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object. Those that nobody asks for are harmless, whatever is inside them: a
 * newer node may write more.
 *
 * <p>Asking for a field that is missing or of another kind throws an {@link IllegalStateException}
 * that names it. One thread at a time: a look-up begins where the last one ended, as fields are read
 * in about the order in which they were written.
 */
final class JsonFields {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final String name;
    private final @Nullable JsonFields parent;
    private String[] names = new String[12];
    private Object[] values = new Object[12];
    private int size;
    private int next;

    private JsonFields(String name, @Nullable JsonFields parent) {
        this.name = name;
        this.parent = parent;
    }

    /**
     * Reads an object and makes a value of it.
     *
     * @param name what the object is, for messages
     * @throws IllegalStateException if the text is not one JSON object, or its fields do not make a
     *     value
     */
    static <T> T read(String name, String json, Function<JsonFields, T> maker) {
        JsonFields fields = new JsonFields(name, null);
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalStateException(name + " is not a JSON object");
            }
            fields.fill(parser);
            if (parser.nextToken() != null) {
                throw new IllegalStateException(name + " is followed by something else");
            }
        } catch (IOException malformed) {
            throw new IllegalStateException(name + " is not well-formed JSON", malformed);
        }
        try {
            return maker.apply(fields);
        } catch (IllegalArgumentException refused) {
            throw new IllegalStateException(name + " breaks a rule: " + refused.getMessage(), refused);
        }
    }

    String text(String field) {
        return present(field, textOrNull(field));
    }

    @Nullable
    String textOrNull(String field) {
        return find(field, String.class, "text");
    }

    /** Returns a value made of text. */
    <T> T text(String field, Function<String, T> maker) {
        return maker.apply(text(field));
    }

    /** Returns a value made of text, or null if the text is absent. */
    <T> @Nullable T textOrNull(String field, Function<String, T> maker) {
        String text = textOrNull(field);
        return text == null ? null : maker.apply(text);
    }

    long number(String field) {
        return present(field, find(field, Long.class, "a whole number"));
    }

    int integer(String field) {
        long number = number(field);
        if (number != (int) number) {
            throw new IllegalStateException("the field " + path(field) + " is beyond 32 bits");
        }
        return (int) number;
    }

    /** Returns what {@link JsonWriter#fraction} wrote; a whole number will do. */
    double fraction(String field) {
        Object value = present(field, find(field, Object.class, "a number"));
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        // JSON has no number for these.
        if (value.equals("NaN") || value.equals("Infinity") || value.equals("-Infinity")) {
            return Double.parseDouble((String) value);
        }
        throw new IllegalStateException("the field " + path(field) + " is not a number");
    }

    Instant instant(String field) {
        return Micros.toInstant(number(field));
    }

    @Nullable
    Instant instantOrNull(String field) {
        Long micros = find(field, Long.class, "a whole number");
        return micros == null ? null : Micros.toInstant(micros);
    }

    Duration duration(String field) {
        return Micros.toDuration(number(field));
    }

    Duration nanos(String field) {
        return Duration.ofNanos(number(field));
    }

    @Nullable
    Duration nanosOrNull(String field) {
        Long nanos = find(field, Long.class, "a whole number");
        return nanos == null ? null : Duration.ofNanos(nanos);
    }

    <E extends Enum<E>> E constant(String field, Class<E> type) {
        return present(field, constantOrNull(field, type));
    }

    <E extends Enum<E>> @Nullable E constantOrNull(String field, Class<E> type) {
        return textOrNull(field, text -> constant(field, type, text));
    }

    /** Returns a list of constants, empty if the field is absent. */
    <E extends Enum<E>> List<E> constants(String field, Class<E> type) {
        return texts(field, text -> constant(field, type, text));
    }

    private <E extends Enum<E>> E constant(String field, Class<E> type, String text) {
        try {
            return Enum.valueOf(type, text);
        } catch (IllegalArgumentException unknown) {
            throw unknown(field, type.getSimpleName(), text);
        }
    }

    /** Returns what to throw for a word that only a newer node knows. */
    IllegalStateException unknown(String field, String kind, String word) {
        return new IllegalStateException("the field " + path(field) + " is no known " + kind + ": " + word);
    }

    /** Returns whether the field is there and true. */
    boolean flag(String field) {
        return Boolean.TRUE.equals(find(field, Boolean.class, "true or false"));
    }

    <T> T object(String field, Function<JsonFields, T> maker) {
        return present(field, objectOrNull(field, maker));
    }

    <T> @Nullable T objectOrNull(String field, Function<JsonFields, T> maker) {
        JsonFields fields = find(field, JsonFields.class, "an object");
        return fields == null ? null : maker.apply(fields);
    }

    /** Returns a list made of objects, empty if the field is absent. */
    <T> List<T> list(String field, Function<JsonFields, T> maker) {
        List<?> items = find(field, List.class, "a list");
        if (items == null) {
            return List.of();
        }
        List<T> made = new ArrayList<>(items.size());
        for (Object item : items) {
            if (!(item instanceof JsonFields fields)) {
                throw new IllegalStateException("the field " + path(field) + " is not a list of objects");
            }
            made.add(maker.apply(fields));
        }
        return made;
    }

    /** Returns a list made of texts, empty if the field is absent. */
    <T> List<T> texts(String field, Function<String, T> maker) {
        List<?> items = find(field, List.class, "a list");
        if (items == null) {
            return List.of();
        }
        List<T> made = new ArrayList<>(items.size());
        for (Object item : items) {
            if (!(item instanceof String text)) {
                throw new IllegalStateException("the field " + path(field) + " is not a list of texts");
            }
            made.add(maker.apply(text));
        }
        return made;
    }

    private <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("the field " + path(field) + " is missing");
        }
        return value;
    }

    private <T> @Nullable T find(String field, Class<T> type, String kind) {
        for (int looked = 0; looked < size; looked++) {
            int at = next;
            next = at + 1 < size ? at + 1 : 0;
            if (names[at].equals(field)) {
                Object value = values[at];
                if (!type.isInstance(value)) {
                    throw new IllegalStateException("the field " + path(field) + " is not " + kind);
                }
                return type.cast(value);
            }
        }
        return null;
    }

    private String path(String field) {
        return (parent == null ? name : parent.path(name)) + "." + field;
    }

    private void fill(JsonParser parser) throws IOException {
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            if (parser.nextToken() != JsonToken.VALUE_NULL) {
                add(field, value(parser, field));
            }
        }
    }

    private void add(String field, Object value) {
        if (size == names.length) {
            names = Arrays.copyOf(names, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        names[size] = field;
        values[size] = value;
        size++;
    }

    private Object value(JsonParser parser, String field) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case START_OBJECT -> {
                JsonFields inner = new JsonFields(field, this);
                inner.fill(parser);
                yield inner;
            }
            case START_ARRAY -> {
                List<Object> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser, field));
                }
                yield items;
            }
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? parser.getBigIntegerValue()
                        : (Object) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            // A null in a list: nothing that anybody asks for.
            default -> parser.currentToken();
        };
    }
}
