package io.callyard.telephony.twilio;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A form as it came, {@code application/x-www-form-urlencoded}: decoded to bytes, not to text, since a signature covers
 * bytes.
 *
 * @param fields in their order; a name may be there more than once
 * @param wellFormed whether every percent sign was followed by two hexadecimal digits
 */
record Form(List<Field> fields, boolean wellFormed) {

    /** A name and its value. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
    record Field(byte[] name, byte[] value) {}

    Form {
        fields = List.copyOf(fields);
    }

    /** Reads a body or a query. */
    static Form parse(byte[] text) {
        List<Field> fields = new ArrayList<>();
        boolean wellFormed = true;
        int from = 0;
        while (from < text.length) {
            int to = indexOf(text, '&', from, text.length);
            if (to > from) {
                int equal = indexOf(text, '=', from, to);
                Decoder decoder = new Decoder(text);
                fields.add(new Field(decoder.decode(from, equal), decoder.decode(Math.min(equal + 1, to), to)));
                wellFormed &= decoder.wellFormed;
            }
            from = to + 1;
        }
        return new Form(fields, wellFormed);
    }

    /** Returns the first value of each name; empty if it is not well-formed, or not UTF-8. */
    Optional<Map<String, String>> toText() {
        if (!wellFormed) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        try {
            for (Field field : fields) {
                values.putIfAbsent(utf8(field.name()), utf8(field.value()));
            }
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
        return Optional.of(values);
    }

    /** Writes a text for a form or a query. */
    static String encode(String text) {
        // A plus sign in a query is read as a space by some and as itself by others.
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Says how much there is, not what: forms carry phone numbers. */
    @Override
    public String toString() {
        return "Form[" + fields.size() + " fields]";
    }

    private static String utf8(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static int indexOf(byte[] text, char wanted, int from, int to) {
        int at = from;
        while (at < to && text[at] != wanted) {
            at++;
        }
        return at;
    }

    private static final class Decoder {
        private final byte[] text;
        private boolean wellFormed = true;

        Decoder(byte[] text) {
            this.text = text;
        }

        byte[] decode(int from, int to) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.max(0, to - from));
            for (int at = from; at < to; at++) {
                if (text[at] == '+') {
                    bytes.write(' ');
                } else if (text[at] != '%') {
                    bytes.write(text[at]);
                } else if (at + 2 < to && digit(at + 1) >= 0 && digit(at + 2) >= 0) {
                    bytes.write(digit(at + 1) * 16 + digit(at + 2));
                    at += 2;
                } else {
                    wellFormed = false;
                    bytes.write('%');
                }
            }
            return bytes.toByteArray();
        }

        /** Only the ASCII digits: {@link Character#digit} knows those of all scripts. */
        private int digit(int at) {
            byte letter = text[at];
            if (letter >= '0' && letter <= '9') {
                return letter - '0';
            }
            int lower = letter | 0x20;
            return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
        }
    }
}
