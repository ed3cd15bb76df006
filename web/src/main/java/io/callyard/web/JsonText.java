package io.callyard.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.callyard.wire.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value as text, copied token by token, so that it is valid whatever came in. Numbers keep
 * their digits.
 *
 * @param text the value; meaningless if there is a fault
 * @param fault what is wrong with it, to follow the field's name; absent if nothing
 */
record JsonText(String text, @Nullable String fault) {

    /**
     * Copies the value that begins at the parser's token and leaves the parser at its last one, also
     * when the value is beyond the bounds: what follows can be read on.
     *
     * @param maxDepth how deep objects and arrays may be nested
     * @param maxLength how many characters the text may have
     * @throws IOException if the source is not JSON
     */
    static JsonText copy(JsonParser parser, int maxDepth, int maxLength) throws IOException {
        StringWriter text = new StringWriter();
        String fault;
        try (JsonGenerator out = Json.generator(text)) {
            fault = new Copy(parser, out, text, maxDepth, maxLength).run();
        }
        return fault == null && text.getBuffer().length() > maxLength
                ? new JsonText("", tooLarge(maxLength))
                : new JsonText(fault == null ? text.toString() : "", fault);
    }

    /** Returns the text without needless space, if it is exactly one JSON value; {@code null} if not. */
    static @Nullable String normalized(String text) {
        try (JsonParser parser = Json.document(text)) {
            if (parser.nextToken() == null) {
                return null;
            }
            JsonText copy = copy(parser, Integer.MAX_VALUE, Json.MAX_DOCUMENT);
            return copy.fault() == null && parser.nextToken() == null ? copy.text() : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Writes a member that is kept as JSON text; text that is not JSON is written as a string. */
    static void member(JsonWriter json, String name, String text) {
        String checked = text.isEmpty() ? null : normalized(text);
        if (checked != null) {
            json.raw(name, checked);
        } else {
            json.field(name, text.isEmpty() ? null : text);
        }
    }

    /** Returns a string as JSON. */
    static String quoted(String value) {
        StringWriter text = new StringWriter(value.length() + 2);
        try (JsonGenerator out = Json.generator(text)) {
            out.writeString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static String tooLarge(int maxLength) {
        return "is too large: at most " + maxLength + " characters of JSON";
    }

    private static final class Copy {
        private final JsonParser parser;
        private final JsonGenerator out;
        private final StringWriter text;
        private final int maxDepth;
        private final int maxLength;
        private final Deque<Set<String>> names = new ArrayDeque<>();
        private @Nullable String fault;

        Copy(JsonParser parser, JsonGenerator out, StringWriter text, int maxDepth, int maxLength) {
            this.parser = parser;
            this.out = out;
            this.text = text;
            this.maxDepth = maxDepth;
            this.maxLength = maxLength;
        }

        @Nullable
        String run() throws IOException {
            int depth = 0;
            do {
                JsonToken token = depth == 0 ? parser.currentToken() : parser.nextToken();
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (fault == null && depth > maxDepth) {
                    fault = "is nested too deeply: at most " + maxDepth + " levels";
                }
                if (fault == null) {
                    write(token);
                }
                if (fault == null && out.getOutputBuffered() + text.getBuffer().length() > maxLength) {
                    fault = tooLarge(maxLength);
                }
            } while (depth > 0);
            return fault;
        }

        private void write(JsonToken token) throws IOException {
            switch (token) {
                case START_OBJECT -> {
                    names.push(new HashSet<>());
                    out.writeStartObject();
                }
                case END_OBJECT -> {
                    names.pop();
                    out.writeEndObject();
                }
                case FIELD_NAME -> {
                    if (!names.getFirst().add(parser.currentName())) {
                        fault = "has a name twice in one object";
                    }
                    out.writeFieldName(parser.currentName());
                }
                case START_ARRAY -> out.writeStartArray();
                case END_ARRAY -> out.writeEndArray();
                case VALUE_STRING -> out.writeString(parser.getText());
                // Through a number, 1e400 would become infinite and 0.10 would lose its zero.
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> out.writeNumber(parser.getText());
                case VALUE_TRUE, VALUE_FALSE -> out.writeBoolean(token == JsonToken.VALUE_TRUE);
                case VALUE_NULL -> out.writeNull();
                default -> throw new IllegalStateException("a token that JSON text does not have: " + token);
            }
        }
    }
}
