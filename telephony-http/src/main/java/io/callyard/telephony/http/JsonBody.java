package io.callyard.telephony.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object to be sent, written member by member. One thread at a time. */
public final class JsonBody {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final Map<String, Object> members = new LinkedHashMap<>();

    /** Adds a text; nothing if it is absent. */
    public JsonBody text(String name, @Nullable String value) {
        return add(name, value);
    }

    /** Adds a whole number. */
    public JsonBody number(String name, long value) {
        return add(name, value);
    }

    /** Adds a truth value. */
    public JsonBody flag(String name, boolean value) {
        return add(name, value);
    }

    /** Adds an object. */
    public JsonBody object(String name, JsonBody value) {
        return add(name, value);
    }

    /** Adds a list of whole numbers. */
    public JsonBody numbers(String name, List<Integer> values) {
        return add(name, values);
    }

    private JsonBody add(String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value);
        }
        return this;
    }

    /** Returns it as UTF-8. */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
            write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void write(JsonGenerator out) throws IOException {
        out.writeStartObject();
        for (Map.Entry<String, Object> member : members.entrySet()) {
            out.writeFieldName(member.getKey());
            Object value = member.getValue();
            if (value instanceof JsonBody object) {
                object.write(out);
            } else if (value instanceof Boolean flag) {
                out.writeBoolean(flag);
            } else if (value instanceof Long number) {
                out.writeNumber(number);
            } else if (value instanceof List<?> numbers) {
                out.writeStartArray();
                for (Object number : numbers) {
                    out.writeNumber((Integer) number);
                }
                out.writeEndArray();
            } else {
                out.writeString(value.toString());
            }
        }
        out.writeEndObject();
    }

    /** Says how many members it has, not what is in them. */
    @Override
    public String toString() {
        return "JsonBody[" + members.size() + " members]";
    }
}
