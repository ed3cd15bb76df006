package io.callyard.fake.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as plain maps and lists.
 *
 * <p>A value is a {@code Map<String, ?>}, a {@code List<?>}, a string, a number, a boolean or null. Numbers are read as
 * {@link Long} where they are whole and fit, as {@link BigDecimal} otherwise.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** Returns a value as JSON text. */
    public static String write(@Nullable Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            write(out, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /**
     * Returns what a JSON text says.
     *
     * @throws IllegalArgumentException if it is no JSON, or more than one value
     */
    public static @Nullable Object read(String text) {
        try (JsonParser in = FACTORY.createParser(text)) {
            in.nextToken();
            Object value = value(in);
            if (in.nextToken() != null) {
                throw new IllegalArgumentException("more than one JSON value");
            }
            return value;
        } catch (IOException e) {
            throw new IllegalArgumentException("no JSON", e);
        }
    }

    /**
     * Returns the object that a JSON text says.
     *
     * @throws IllegalArgumentException if it is no JSON object
     */
    @SuppressWarnings("unchecked")
    public static Map<String, @Nullable Object> readObject(String text) {
        if (read(text) instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw new IllegalArgumentException("no JSON object");
    }

    private static void write(JsonGenerator out, @Nullable Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.writeFieldName(String.valueOf(entry.getKey()));
                write(out, entry.getValue());
            }
            out.writeEndObject();
        } else if (value instanceof Iterable<?> list) {
            out.writeStartArray();
            for (Object item : list) {
                write(out, item);
            }
            out.writeEndArray();
        } else if (value instanceof BigDecimal || value instanceof Double || value instanceof Float) {
            out.writeNumber(String.valueOf(value));
        } else if (value instanceof Number number) {
            out.writeNumber(number.longValue());
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value == null) {
            out.writeNull();
        } else {
            out.writeString(value.toString());
        }
    }

    private static @Nullable Object value(JsonParser in) throws IOException {
        JsonToken token = in.currentToken();
        if (token == null) {
            throw new IllegalArgumentException("no JSON");
        }
        return switch (token) {
            case START_OBJECT -> object(in);
            case START_ARRAY -> array(in);
            case VALUE_NUMBER_INT -> whole(in);
            case VALUE_NUMBER_FLOAT -> in.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> in.getText();
        };
    }

    private static Number whole(JsonParser in) throws IOException {
        if (in.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            return in.getDecimalValue();
        }
        return in.getLongValue();
    }

    private static Map<String, @Nullable Object> object(JsonParser in) throws IOException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            map.put(name, value(in));
        }
        return map;
    }

    private static List<@Nullable Object> array(JsonParser in) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(in));
        }
        return list;
    }
}
