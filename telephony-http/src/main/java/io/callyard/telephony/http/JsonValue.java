package io.callyard.telephony.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON that came from outside, read within bounds: 256 KB, 32 levels, no name twice in one object, UTF-8 only. What is
 * asked for and is not there, or is of another type, is simply absent: carriers add and leave out what they like.
 */
public final class JsonValue {
    private static final JsonValue NOTHING = new JsonValue(null);
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(CarrierHttp.MAX_ANSWER)
                    .maxNestingDepth(32)
                    .maxStringLength(64 * 1024)
                    .maxNumberLength(64)
                    .maxNameLength(256)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    /** A map, a list, a string (numbers too, by their digits), a boolean, or nothing. */
    private final @Nullable Object value;

    private JsonValue(@Nullable Object value) {
        this.value = value;
    }

    /** Reads one document; empty if it is not one, or beyond the bounds. */
    public static Optional<JsonValue> parse(byte[] utf8) {
        if (utf8.length > CarrierHttp.MAX_ANSWER) {
            return Optional.empty();
        }
        try (JsonParser parser = FACTORY.createParser(StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(utf8))
                .toString())) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            JsonValue read = new JsonValue(read(parser));
            return parser.nextToken() == null ? Optional.of(read) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Object read(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> members = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    members.put(name, read(parser));
                }
                yield members;
            }
            case START_ARRAY -> {
                List<@Nullable Object> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(read(parser));
                }
                yield items;
            }
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    /** Returns whether it is an object. */
    public boolean isObject() {
        return value instanceof Map;
    }

    /** Returns a member; one that holds nothing if there is none, so that it can be asked on. */
    public JsonValue get(String name) {
        return value instanceof Map<?, ?> members && members.get(name) != null
                ? new JsonValue(members.get(name))
                : NOTHING;
    }

    /** Returns a member's text, or its number's digits; null if it has none. */
    public @Nullable String text(String name) {
        return get(name).asText();
    }

    /** Returns a member's text, or something else if there is none. */
    public String text(String name, String otherwise) {
        String found = text(name);
        return found == null ? otherwise : found;
    }

    /** Returns this text, or this number's digits; null if it is neither. */
    public @Nullable String asText() {
        return value instanceof String text ? text : null;
    }

    /** Returns whether a member is {@code true}, or the text of that. */
    public boolean isTrue(String name) {
        Object member = get(name).value;
        return Boolean.TRUE.equals(member) || "true".equals(member);
    }

    /** Returns whether there is a member that is not null. */
    public boolean has(String name) {
        return get(name).value != null;
    }

    /** Returns a member's items; none if it is not a list. */
    public List<JsonValue> list(String name) {
        return get(name).value instanceof List<?> items
                ? items.stream().map(JsonValue::new).toList()
                : List.of();
    }

    /** Says what kind it is, not what is in it. */
    @Override
    public String toString() {
        return "JsonValue[" + (value == null ? "nothing" : value.getClass().getSimpleName()) + "]";
    }
}
