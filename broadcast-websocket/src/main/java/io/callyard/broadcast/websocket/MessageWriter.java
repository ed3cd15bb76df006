package io.callyard.broadcast.websocket;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what clients are sent beside events. Stateless. */
final class MessageWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private MessageWriter() {}

    /**
     * Returns a message as JSON on one line.
     *
     * @throws IllegalArgumentException if a member is none of what JSON has
     */
    static String message(String type, Map<String, ? extends @Nullable Object> members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartObject();
            out.writeStringField("type", type);
            members(out, members);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void members(JsonGenerator out, Map<?, ?> members) throws IOException {
        for (Map.Entry<?, ?> member : members.entrySet()) {
            out.writeFieldName(String.valueOf(member.getKey()));
            value(out, member.getValue());
        }
    }

    private static void value(JsonGenerator out, @Nullable Object value) throws IOException {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof String text) {
            out.writeString(text);
        } else if (value instanceof Boolean bool) {
            out.writeBoolean(bool);
        } else if (value instanceof Integer || value instanceof Long) {
            out.writeNumber(((Number) value).longValue());
        } else if (value instanceof BigDecimal number) {
            out.writeNumber(number);
        } else if (value instanceof List<?> list) {
            out.writeStartArray();
            for (Object element : list) {
                value(out, element);
            }
            out.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            members(out, map);
            out.writeEndObject();
        } else {
            throw new IllegalArgumentException("no JSON value: " + value.getClass());
        }
    }
}
