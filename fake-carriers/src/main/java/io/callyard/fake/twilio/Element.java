package io.callyard.fake.twilio;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An element of a TwiML document.
 *
 * @param text all the text in it and below, trimmed
 */
record Element(String name, Map<String, String> attributes, List<Element> children, String text) {
    Element {
        attributes = Map.copyOf(attributes);
        children = List.copyOf(children);
    }

    Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    /** Returns an attribute that is a whole number; what is unsaid, or is none, has a default. */
    int number(String name, int unsaid) {
        String value = attribute(name).orElse("").trim();
        return value.matches("\\d{1,7}") ? Integer.parseInt(value) : unsaid;
    }

    boolean flag(String name) {
        return attribute(name).orElse("false").equals("true");
    }

    /** Returns {@code GET} or {@code POST}. */
    String method(String name) {
        return attribute(name).orElse("POST").equalsIgnoreCase("GET") ? "GET" : "POST";
    }
}
