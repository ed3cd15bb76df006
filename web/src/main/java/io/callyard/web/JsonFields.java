package io.callyard.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.callyard.model.CallData;
import io.callyard.wire.JsonWriter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The members of one JSON object, as far as they are asked for. Other members are passed over
 * without being kept.
 *
 * <p>A member that is absent, {@code null} or wrong is answered with {@code null}; what is wrong
 * gathers in {@link #errors()}, so that a client hears of all of it at once.
 */
final class JsonFields {
    /** How deep a member may be nested. */
    static final int MAX_DEPTH = 8;

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final Map<String, Value> values = new HashMap<>();
    private final Set<String> present = new LinkedHashSet<>();
    private final List<FieldError> errors = new ArrayList<>();

    private record Value(JsonToken kind, String text) {}

    private JsonFields() {}

    /** Reads a document that is one object. */
    static JsonFields of(byte[] utf8, Set<String> known) {
        try (JsonParser parser = Json.document(utf8)) {
            return whole(parser, known::contains);
        } catch (IOException e) {
            throw Problem.malformed(Json.complaint(e));
        }
    }

    /**
     * Reads the object that begins at the parser's token; the parser is then at its end.
     *
     * @throws IOException if the source is not JSON
     */
    static JsonFields read(JsonParser parser, Set<String> known) throws IOException {
        return read(parser, known::contains);
    }

    private static JsonFields read(JsonParser parser, Predicate<String> known) throws IOException {
        JsonFields fields = new JsonFields();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken kind = parser.nextToken();
            if (!known.test(name)) {
                parser.skipChildren();
            } else if (!fields.present.add(name)) {
                parser.skipChildren();
                fields.error(name, "is there twice");
            } else {
                fields.keep(name, kind, parser);
            }
        }
        return fields;
    }

    /** Returns the names of the members that are there and were asked for, in their order. */
    Set<String> names() {
        return Collections.unmodifiableSet(present);
    }

    /** Returns whether there is such a member, be it {@code null}. */
    boolean has(String name) {
        return present.contains(name);
    }

    /** Returns whether there is such a member and it is {@code null}. */
    boolean isNull(String name) {
        Value value = values.get(name);
        return value != null && value.kind() == JsonToken.VALUE_NULL;
    }

    /** Returns a string. */
    @Nullable
    String text(String name) {
        Value value = of(name, "a string", JsonToken.VALUE_STRING);
        return value == null ? null : value.text();
    }

    /** Returns a string that {@code parse} understands; its complaint becomes the error. */
    <T> @Nullable T value(String name, Function<String, T> parse) {
        String text = text(name);
        return text == null ? null : parsed(name, text, parse);
    }

    /** Returns a string that has to be there. */
    <T> @Nullable T required(String name, Function<String, T> parse) {
        T value = value(name, parse);
        if (value == null) {
            error(name, "is needed");
        }
        return value;
    }

    /** Returns a whole number that fits 32 bits. */
    @Nullable
    Integer integer(String name) {
        Value value = of(name, "a whole number", JsonToken.VALUE_NUMBER_INT);
        if (value == null) {
            return null;
        }
        try {
            return Integer.valueOf(value.text());
        } catch (NumberFormatException e) {
            error(name, "is too large a number");
            return null;
        }
    }

    /** Returns any number. */
    @Nullable
    Double number(String name) {
        return number(name, "a number");
    }

    /** Returns a number of seconds, to the millisecond. */
    @Nullable
    Duration seconds(String name) {
        Double seconds = number(name, "a number of seconds");
        if (seconds == null) {
            return null;
        }
        if (!(seconds >= 0 && seconds <= Integer.MAX_VALUE)) {
            error(name, "must not be negative and not that large");
            return null;
        }
        return millis(seconds);
    }

    /** Returns a number of seconds that may be negative, to the millisecond. */
    @Nullable
    Duration signedSeconds(String name, Duration most) {
        Double seconds = number(name, "a number of seconds");
        if (seconds == null) {
            return null;
        }
        if (!(Math.abs(seconds) <= most.toSeconds())) {
            error(name, "must be " + -most.toSeconds() + " to " + most.toSeconds());
            return null;
        }
        return millis(seconds);
    }

    /** Returns true or false. */
    @Nullable
    Boolean flag(String name) {
        Value value = of(name, "true or false", JsonToken.VALUE_TRUE, JsonToken.VALUE_FALSE);
        return value == null ? null : value.kind() == JsonToken.VALUE_TRUE;
    }

    /** Returns one of our words, as {@link JsonWriter#word} writes it. */
    <E extends Enum<E>> @Nullable E word(String name, Class<E> type) {
        E[] all = type.getEnumConstants();
        return value(
                name,
                text -> Arrays.stream(all)
                        .filter(one -> JsonWriter.word(one).equals(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("expected one of "
                                + Arrays.stream(all).map(JsonWriter::word).collect(Collectors.joining(", ")))));
    }

    /** Returns an instant, written in ISO-8601 with its offset. */
    @Nullable
    Instant instant(String name) {
        return value(name, text -> {
            Instant instant;
            try {
                instant = Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("expected an instant such as 2026-11-20T10:15:00Z", e);
            }
            if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LATEST)) {
                throw new IllegalArgumentException("expected an instant between 1970 and 9999");
            }
            return instant;
        });
    }

    /** Returns any JSON value as what travels with a call. */
    CallData data(String name) {
        Value value = values.get(name);
        if (value == null || value.kind() == JsonToken.VALUE_NULL) {
            return CallData.NONE;
        }
        try {
            return new CallData(json(value));
        } catch (IllegalArgumentException e) {
            error(name, "is not valid: " + e.getMessage());
            return CallData.NONE;
        }
    }

    /** Returns the members of an object. */
    @Nullable
    JsonFields object(String name, Set<String> known) {
        Value value = of(name, "an object", JsonToken.START_OBJECT);
        if (value == null) {
            return null;
        }
        return again(value, parser -> whole(parser, known::contains));
    }

    /** Returns the members of an object whose names are the client's. */
    @Nullable
    JsonFields named(String name) {
        Value value = of(name, "an object", JsonToken.START_OBJECT);
        return value == null ? null : again(value, parser -> whole(parser, any -> true));
    }

    /** Returns the elements of a list of objects; none if there is no such list. */
    List<JsonFields> objects(String name, Set<String> known) {
        return elements(name, (parser, at) -> {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                return read(parser, known);
            }
            parser.skipChildren();
            error(name + "." + at, "must be an object");
            return null;
        });
    }

    /** Returns the elements of a list of strings that {@code parse} understands; none if there is no such list. */
    <T> List<T> values(String name, Function<String, T> parse) {
        return elements(name, (parser, at) -> {
            JsonToken kind = parser.currentToken();
            String text = kind.isStructStart() ? "" : parser.getText();
            parser.skipChildren();
            if (kind != JsonToken.VALUE_STRING) {
                error(name + "." + at, "must be a string");
                return null;
            }
            return parsed(name + "." + at, text, parse);
        });
    }

    /** Returns {@code base} changed by what the member says, or as it is if that is not valid. */
    <T> T change(String name, T base, UnaryOperator<T> change) {
        try {
            return change.apply(base);
        } catch (IllegalArgumentException e) {
            error(name, "is not valid: " + e.getMessage());
            return base;
        }
    }

    /** Takes over what is wrong with the members of the object {@code name}. */
    void errorsOf(String name, JsonFields inner) {
        inner.errors.forEach(error -> error(name + "." + error.field(), error.reason()));
    }

    /** Notes that a member is wrong, unless something worse was found about it before. */
    void error(String name, String reason) {
        if (errors.stream().noneMatch(error -> error.field().equals(name))) {
            errors.add(new FieldError(name, reason));
        }
    }

    /** Returns what was found wrong so far. */
    List<FieldError> errors() {
        return errors;
    }

    /**
     * Ends the request if anything is wrong.
     *
     * @throws Problem that names every fault
     */
    void check() {
        if (!errors.isEmpty()) {
            throw Problem.invalid(List.copyOf(errors));
        }
    }

    private static JsonFields whole(JsonParser parser, Predicate<String> known) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw Problem.malformed("the document is not a JSON object");
        }
        JsonFields fields = read(parser, known);
        if (parser.nextToken() != null) {
            throw Problem.malformed("there is more than one JSON value");
        }
        return fields;
    }

    private void keep(String name, JsonToken kind, JsonParser parser) throws IOException {
        if (!kind.isStructStart()) {
            values.put(name, new Value(kind, parser.getText()));
            return;
        }
        JsonText copy = JsonText.copy(parser, MAX_DEPTH, CallData.MAX_BYTES);
        if (copy.fault() != null) {
            error(name, copy.fault());
        } else {
            values.put(name, new Value(kind, copy.text()));
        }
    }

    private @Nullable Double number(String name, String expected) {
        Value value = of(name, expected, JsonToken.VALUE_NUMBER_INT, JsonToken.VALUE_NUMBER_FLOAT);
        // As a double: an exponent of a billion costs nothing, and the bounds of what is read are small.
        return value == null ? null : Double.valueOf(value.text());
    }

    private static Duration millis(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private <T> @Nullable T parsed(String name, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            error(name, "is not valid: " + e.getMessage());
            return null;
        }
    }

    private <T> List<T> elements(String name, Element<T> element) {
        Value value = of(name, "a list", JsonToken.START_ARRAY);
        return value == null
                ? List.of()
                : again(value, parser -> {
                    List<T> all = new ArrayList<>();
                    parser.nextToken();
                    for (int at = 0; parser.nextToken() != JsonToken.END_ARRAY; at++) {
                        T read = element.read(parser, at);
                        if (read != null) {
                            all.add(read);
                        }
                    }
                    return all;
                });
    }

    /** Reads one element; null if it is wrong. */
    @FunctionalInterface
    private interface Element<T> {
        @Nullable
        T read(JsonParser parser, int at) throws IOException;
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(JsonParser parser) throws IOException;
    }

    private static <T> T again(Value value, Reading<T> reading) {
        try (JsonParser parser = Json.document(value.text())) {
            return reading.of(parser);
        } catch (IOException e) {
            throw new IllegalStateException("JSON that was copied is JSON", e);
        }
    }

    private @Nullable Value of(String name, String expected, JsonToken... kinds) {
        Value value = values.get(name);
        if (value == null || value.kind() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (List.of(kinds).contains(value.kind())) {
            return value;
        }
        error(name, "must be " + expected);
        return null;
    }

    private static String json(Value value) {
        return value.kind() == JsonToken.VALUE_STRING ? JsonText.quoted(value.text()) : value.text();
    }
}
