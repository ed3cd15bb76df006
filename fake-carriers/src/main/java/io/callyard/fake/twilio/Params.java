package io.callyard.fake.twilio;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The parameters of a form or a query, in their order; a name may occur more than once.
 *
 * @param pairs name and value, decoded
 */
record Params(List<Map.Entry<String, String>> pairs) {
    static final Params NONE = new Params(List.of());

    Params {
        pairs = List.copyOf(pairs);
    }

    /**
     * Reads a form.
     *
     * @throws IllegalArgumentException if a percent sign has no number behind it
     */
    static Params parse(String form) {
        List<Map.Entry<String, String>> pairs = new ArrayList<>();
        for (String pair : form.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                pairs.add(Map.entry(decoded(name), decoded(value)));
            }
        }
        return new Params(pairs);
    }

    Params with(String name, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(pairs);
        more.add(Map.entry(name, value));
        return new Params(more);
    }

    Params with(Params others) {
        List<Map.Entry<String, String>> more = new ArrayList<>(pairs);
        more.addAll(others.pairs);
        return new Params(more);
    }

    /** Returns these without a name. */
    Params without(String name) {
        return new Params(
                pairs.stream().filter(pair -> !pair.getKey().equals(name)).toList());
    }

    Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    List<String> all(String name) {
        return pairs.stream()
                .filter(pair -> pair.getKey().equals(name))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Returns them as the text of a form. */
    String encoded() {
        return pairs.stream()
                .map(pair -> encoded(pair.getKey()) + "=" + encoded(pair.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** Returns them as a JSON object: a name with several values has a list. */
    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Map.Entry<String, String> pair : pairs) {
            List<String> values = all(pair.getKey());
            map.put(pair.getKey(), values.size() == 1 ? pair.getValue() : values);
        }
        return map;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
