package io.callyard.broadcast.websocket;

import jakarta.websocket.server.HandshakeRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the headers of a handshake. Containers differ in what they make of one that is not there. */
final class Headers {
    private Headers() {}

    /** Returns a header's values, each line one. */
    static List<String> values(HandshakeRequest request, String name) {
        List<String> found = new ArrayList<>();
        for (Map.Entry<String, List<String>> header : request.getHeaders().entrySet()) {
            if (name.equalsIgnoreCase(header.getKey()) && header.getValue() != null) {
                found.addAll(header.getValue());
            }
        }
        return found;
    }

    /** Returns the elements of a header that is a list, whether on one line or on several. */
    static List<String> list(HandshakeRequest request, String name) {
        List<String> elements = new ArrayList<>();
        for (String value : values(request, name)) {
            for (String element : value.split(",", -1)) {
                if (!element.isBlank()) {
                    elements.add(element.strip());
                }
            }
        }
        return elements;
    }
}
