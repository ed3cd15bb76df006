package io.callyard.store.jdbc.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Changes JSON text the way another version of the program might have written it. */
final class JsonEdit {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String STRANGE =
            "{\"phone\":\"+19998887766\",\"call\":{\"id\":7},\"attempt\":[1,null,[{\"attempt\":-1}],2.5e400],\"x\":null}";

    private JsonEdit() {}

    /** Returns where every field stands, as JSON pointers. */
    static List<String> fields(String json) {
        List<String> fields = new ArrayList<>();
        copy(json, (parser, generator) -> {
            fields.add(parser.getParsingContext().pathAsPointer().toString());
            return true;
        });
        return fields;
    }

    /** Leaves out one field with everything in it. */
    static String without(String json, String field) {
        return copy(
                json,
                (parser, generator) ->
                        !parser.getParsingContext().pathAsPointer().toString().equals(field));
    }

    /** Puts fields that nobody knows before every field, at every depth. */
    static String withStrangeFields(String json) {
        int[] number = {0};
        return copy(json, (parser, generator) -> {
            number[0]++;
            generator.writeFieldName("new_" + number[0]);
            generator.writeRawValue(STRANGE);
            generator.writeFieldName("huge_" + number[0]);
            generator.writeRawValue("123456789012345678901234567890");
            return true;
        });
    }

    @FunctionalInterface
    private interface AtField {
        boolean keep(JsonParser parser, JsonGenerator generator) throws IOException;
    }

    private static String copy(String json, AtField atField) {
        StringWriter text = new StringWriter();
        try (JsonParser parser = FACTORY.createParser(json);
                JsonGenerator generator = FACTORY.createGenerator(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && !atField.keep(parser, generator)) {
                    parser.nextToken();
                    parser.skipChildren();
                } else {
                    generator.copyCurrentEvent(parser);
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return text.toString();
    }
}
