package io.callyard.telephony.twilio;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes TwiML. Whatever it is given becomes text or an attribute's value, never markup; what XML has no place for
 * becomes a space.
 *
 * <p><b>Threads.</b> For one thread.
 */
final class Markup {
    private final StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    private final Deque<String> open = new ArrayDeque<>();

    private Markup() {}

    /** Begins a document. */
    static Markup response() {
        return new Markup().open("Response");
    }

    /**
     * Begins an element.
     *
     * @param attributes names and values in turn
     */
    Markup open(String name, String... attributes) {
        begin(name, attributes).append('>');
        open.push(name);
        return this;
    }

    /** Ends the element that was begun last. */
    Markup close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** Adds an element without content. */
    Markup empty(String name, String... attributes) {
        begin(name, attributes).append("/>");
        return this;
    }

    /** Adds an element with text. */
    Markup text(String name, String text, String... attributes) {
        open(name, attributes);
        escape(text, false);
        return close();
    }

    /** Ends the document and returns it. */
    String finish() {
        while (!open.isEmpty()) {
            close();
        }
        return out.toString();
    }

    private StringBuilder begin(String name, String... attributes) {
        out.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1], true);
            out.append('"');
        }
        return out;
    }

    /** Source: W3C XML 1.0 (fifth edition), sections 2.2 (Char), 2.4 and 3.3.3. */
    private void escape(String text, boolean inAttribute) {
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append(inAttribute ? "&quot;" : "\"");
                default -> out.appendCodePoint(isChar(point) ? point : ' ');
            }
        });
    }

    private static boolean isChar(int point) {
        // Line ends and tabs are allowed, but nobody hears them, and in attributes a parser changes them.
        return point >= 0x20 && point <= 0xD7FF
                || point >= 0xE000 && point <= 0xFFFD
                || point >= 0x10000 && point <= 0x10FFFF;
    }
}
