package io.callyard.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Opens JSON parsers that are bounded in every direction, since what they read comes from outside.
 *
 * <p>The text is decoded here, not by the parser: a byte that is not UTF-8 is then an error instead
 * of a replacement character, and no other encoding is guessed at.
 */
final class Json {
    /** The largest document that is read as a whole, in bytes. */
    static final int MAX_DOCUMENT = 64 * 1024;

    private static final int MAX_DEPTH = 32;
    private static final int MAX_STRING = 16 * 1024;
    private static final int MAX_NUMBER = 64;
    private static final int MAX_NAME = 256;

    private static final JsonFactory DOCUMENTS = factory(constraints()
                    .maxDocumentLength(MAX_DOCUMENT)
                    .maxStringLength(MAX_STRING)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * Without end. Longer strings and repeated names are let through, so that they cost one row and not
     * the list: see {@link JsonFields}.
     */
    private static final JsonFactory STREAMS =
            factory(constraints().maxStringLength(MAX_DOCUMENT).build()).build();

    private Json() {}

    /** Opens a document that is there as a whole. */
    static JsonParser document(byte[] utf8) throws IOException {
        return DOCUMENTS.createParser(StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(utf8))
                .toString());
    }

    /** Opens a document that was read before. */
    static JsonParser document(String text) throws IOException {
        return DOCUMENTS.createParser(text);
    }

    /** Opens a document of any length, of which the parser keeps a few kilobytes at a time. */
    static JsonParser stream(InputStream in) throws IOException {
        Reader reader = new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        return STREAMS.createParser(reader);
    }

    /** Opens a generator into memory. */
    static JsonGenerator generator(Writer into) {
        try {
            return DOCUMENTS.createGenerator(into);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says where and why a text is not JSON, in a way that can be shown to whoever sent it. */
    static String complaint(@Nullable Throwable e) {
        if (e instanceof CharacterCodingException) {
            return "the text is not UTF-8";
        }
        if (e instanceof JsonProcessingException broken) {
            var at = broken.getLocation();
            String where = at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
            return where + broken.getOriginalMessage();
        }
        return "the text could not be read";
    }

    private static StreamReadConstraints.Builder constraints() {
        return StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxNumberLength(MAX_NUMBER)
                .maxNameLength(MAX_NAME);
    }

    private static JsonFactoryBuilder factory(StreamReadConstraints constraints) {
        // A table of known names would grow with every new name in a list without end.
        return ((JsonFactoryBuilder) JsonFactory.builder())
                .streamReadConstraints(constraints)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION);
    }
}
