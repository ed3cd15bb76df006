package io.callyard.store.jdbc.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the fields of one JSON object and of those inside it. What is absent is left out. One
 * thread at a time.
 */
final class JsonWriter {
    // Surrogates are escaped: text from a carrier may hold half a pair, which no database takes as it is.
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .highestNonEscapedChar(Character.MIN_SURROGATE - 1)
            .build();

    private final JsonGenerator generator;

    private JsonWriter(JsonGenerator generator) {
        this.generator = generator;
    }

    /** Writes the fields of an object. */
    @FunctionalInterface
    interface Content {
        void writeTo(JsonWriter json) throws IOException;
    }

    /** Writes the fields of the object that stands for {@code value}. */
    @FunctionalInterface
    interface Form<T> {
        void write(JsonWriter json, T value) throws IOException;
    }

    /** Returns an object as text. */
    static String object(Content content) {
        StringSink sink = new StringSink();
        try (JsonGenerator generator = FACTORY.createGenerator(sink)) {
            generator.writeStartObject();
            content.writeTo(new JsonWriter(generator));
            generator.writeEndObject();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        return sink.toString();
    }

    /** Writes text, or anything whose text form is the whole of it. */
    JsonWriter text(String field, @Nullable Object value) throws IOException {
        if (value != null) {
            generator.writeStringField(field, value.toString());
        }
        return this;
    }

    JsonWriter number(String field, long value) throws IOException {
        generator.writeNumberField(field, value);
        return this;
    }

    /** Writes a number such that reading gives the very same, infinities and what is no number included. */
    JsonWriter fraction(String field, double value) throws IOException {
        generator.writeNumberField(field, value);
        return this;
    }

    JsonWriter instant(String field, @Nullable Instant value) throws IOException {
        if (value != null) {
            generator.writeNumberField(field, Micros.of(value));
        }
        return this;
    }

    JsonWriter duration(String field, Duration value) throws IOException {
        generator.writeNumberField(field, Micros.of(value));
        return this;
    }

    /** Writes a length of time exactly. */
    JsonWriter nanos(String field, @Nullable Duration value) throws IOException {
        if (value != null) {
            generator.writeNumberField(field, Nanos.of(value));
        }
        return this;
    }

    /** Writes an enum constant by its name. */
    JsonWriter constant(String field, @Nullable Enum<?> value) throws IOException {
        if (value != null) {
            generator.writeStringField(field, value.name());
        }
        return this;
    }

    /** Writes {@code true}; {@code false} is left out. */
    JsonWriter flag(String field, boolean value) throws IOException {
        if (value) {
            generator.writeBooleanField(field, true);
        }
        return this;
    }

    <T> JsonWriter object(String field, @Nullable T value, Form<T> form) throws IOException {
        if (value != null) {
            generator.writeObjectFieldStart(field);
            form.write(this, value);
            generator.writeEndObject();
        }
        return this;
    }

    /** Writes a list of objects; an empty one is left out. */
    <T> JsonWriter list(String field, List<T> values, Form<T> form) throws IOException {
        if (!values.isEmpty()) {
            generator.writeArrayFieldStart(field);
            for (T value : values) {
                generator.writeStartObject();
                form.write(this, value);
                generator.writeEndObject();
            }
            generator.writeEndArray();
        }
        return this;
    }

    /** Writes a list of texts, or of anything whose text form is the whole of it; an empty one is left out. */
    JsonWriter texts(String field, Collection<?> values) throws IOException {
        if (!values.isEmpty()) {
            generator.writeArrayFieldStart(field);
            for (Object value : values) {
                generator.writeString(value.toString());
            }
            generator.writeEndArray();
        }
        return this;
    }
}
