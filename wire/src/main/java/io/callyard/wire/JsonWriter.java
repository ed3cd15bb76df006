package io.callyard.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON document into memory, in the words and units that all of Callyard speaks outside:
 * names in {@code snake_case}, times in ISO-8601 UTC, durations as seconds. One thread at a time.
 */
public final class JsonWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator out;

    private JsonWriter(JsonGenerator out) {
        this.out = out;
    }

    /** Writes an object and returns it as UTF-8. */
    public static byte[] document(Consumer<JsonWriter> members) {
        // Through characters: half a surrogate pair becomes a question mark there, not an exception.
        return text(members).getBytes(StandardCharsets.UTF_8);
    }

    /** Writes an object and returns it as text, on one line. */
    public static String text(Consumer<JsonWriter> members) {
        StringWriter text = new StringWriter(512);
        try (JsonGenerator out = JSON.createGenerator(text)) {
            JsonWriter json = new JsonWriter(out);
            json.object(() -> members.accept(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Writes an object as the document, an element of a list or the value just named. */
    public JsonWriter object(Runnable members) {
        return write(() -> {
            out.writeStartObject();
            members.run();
            out.writeEndObject();
        });
    }

    /** Writes a member that is an object. */
    public JsonWriter object(String name, Runnable members) {
        return write(() -> out.writeFieldName(name)).object(members);
    }

    /** Writes a member that is a list; {@code element} writes one. */
    public <T> JsonWriter list(String name, Iterable<T> elements, Consumer<T> element) {
        return write(() -> {
            out.writeArrayFieldStart(name);
            elements.forEach(element);
            out.writeEndArray();
        });
    }

    /** Writes text; {@code null} if it is absent. */
    public JsonWriter field(String name, @Nullable String value) {
        return write(() -> {
            if (value == null) {
                out.writeNullField(name);
            } else {
                out.writeStringField(name, value);
            }
        });
    }

    /** Writes an id as its text. */
    public JsonWriter id(String name, @Nullable Record value) {
        return field(name, value == null ? null : value.toString());
    }

    /** Writes a word of ours: {@code NO_ANSWER} as {@code no_answer}. */
    public JsonWriter word(String name, @Nullable Enum<?> value) {
        return field(name, value == null ? null : word(value));
    }

    /** Returns a word of ours as it is written. */
    public static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Writes an instant in ISO-8601 UTC; {@code null} if it is absent. */
    public JsonWriter field(String name, @Nullable Instant value) {
        return field(name, value == null ? null : value.toString());
    }

    /** Writes a whole number. */
    public JsonWriter field(String name, long value) {
        return write(() -> out.writeNumberField(name, value));
    }

    /** Writes a yes or no. */
    public JsonWriter field(String name, boolean value) {
        return write(() -> out.writeBooleanField(name, value));
    }

    /** Writes a share, a mean or another figure, to four places. */
    public JsonWriter number(String name, double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return field(name, (String) null);
        }
        BigDecimal rounded =
                BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_UP).stripTrailingZeros();
        return write(() -> {
            out.writeFieldName(name);
            out.writeNumber(rounded.toPlainString());
        });
    }

    /** Writes a list of ids, words or other texts. */
    public JsonWriter texts(String name, Collection<?> values) {
        return list(name, values, value -> write(() -> out.writeString(String.valueOf(value))));
    }

    /** Writes seconds, to the millisecond: {@code 5}, {@code 0.25}. */
    public JsonWriter seconds(String name, Duration value) {
        BigDecimal seconds = BigDecimal.valueOf(value.toMillis(), 3).stripTrailingZeros();
        return write(() -> {
            out.writeFieldName(name);
            out.writeNumber(seconds.toPlainString());
        });
    }

    /** Writes a member whose value is JSON already. */
    public JsonWriter raw(String name, String json) {
        return write(() -> {
            out.writeFieldName(name);
            out.writeRawValue(json);
        });
    }

    private JsonWriter write(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }
}
