package io.callyard.broadcast.websocket;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what clients send, within bounds in every direction. Stateless. */
final class MessageReader {
    private static final int MAX_DEPTH = 8;
    private static final int MAX_STRING = 16 * 1024;
    private static final int MAX_NUMBER = 64;

    /** A power of ten beyond this takes long to write out as digits, and is no number of ours. */
    private static final int MAX_SCALE = 400;

    private static final JsonFactory JSON = ((JsonFactoryBuilder) JsonFactory.builder())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_STRING)
                    .maxNumberLength(MAX_NUMBER)
                    .maxNameLength(MAX_STRING)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private MessageReader() {}

    /**
     * Reads one message.
     *
     * @throws InvalidMessageException if the text is not a JSON object with a type
     */
    static ClientMessage read(String text) throws InvalidMessageException {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidMessageException("not a JSON object");
            }
            Map<String, @Nullable Object> members = object(parser);
            if (parser.nextToken() != null) {
                throw new InvalidMessageException("more than one JSON value");
            }
            if (members.remove("type") instanceof String type) {
                return new ClientMessage(type, members);
            }
            throw new InvalidMessageException("type must be text");
        } catch (JsonEOFException e) {
            throw new InvalidMessageException("not JSON: it ends too early");
        } catch (JsonProcessingException e) {
            throw new InvalidMessageException("not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new InvalidMessageException("not JSON");
        }
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException, InvalidMessageException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return members;
    }

    private static @Nullable Object value(JsonParser parser) throws IOException, InvalidMessageException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<@Nullable Object> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(value(parser));
                }
                yield elements;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }

    private static BigDecimal number(String text) throws InvalidMessageException {
        BigDecimal number;
        try {
            number = new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new InvalidMessageException("a number is out of bounds");
        }
        if (Math.abs((long) number.scale()) > MAX_SCALE) {
            throw new InvalidMessageException("a number is out of bounds");
        }
        return number;
    }
}
