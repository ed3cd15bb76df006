package io.callyard.fake.twilio;

import io.callyard.fake.internal.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Holds JSON against the schemas of an OpenAPI 3.0 file, as far as such a file says anything about shapes. */
final class Shape {
    private final Map<String, Object> api;

    Shape(String openApi) {
        this.api = Json.readObject(openApi);
    }

    /** Returns what is wrong with an answer; empty: nothing. */
    List<String> faults(String method, String path, int status, String body) {
        Map<String, Object> operation = at(at(at(api, "paths"), path), method);
        Map<String, Object> response = resolved(at(at(operation, "responses"), Integer.toString(status)));
        List<String> faults = new ArrayList<>();
        Map<String, Object> content = at(at(response, "content"), "application/json");
        check("$", Json.read(body), at(content, "schema"), faults);
        return faults;
    }

    private void check(String where, Object value, Map<String, Object> unresolved, List<String> faults) {
        Map<String, Object> schema = resolved(unresolved);
        if (value == null) {
            require(Boolean.TRUE.equals(schema.get("nullable")), where + " is null", faults);
            return;
        }
        String type = (String) schema.getOrDefault("type", "object");
        boolean fits = switch (type) {
            case "string" -> value instanceof String;
            case "integer" -> value instanceof Long;
            case "boolean" -> value instanceof Boolean;
            case "array" -> value instanceof List<?>;
            default -> value instanceof Map<?, ?>;
        };
        require(fits, where + " is no " + type, faults);
        if (value instanceof String text) {
            String pattern = (String) schema.getOrDefault("pattern", ".*");
            require(text.matches("(?s)" + pattern), where + " does not match: " + text, faults);
            require(
                    !(schema.get("enum") instanceof List<?> words) || words.contains(text),
                    where + ": " + text,
                    faults);
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                check(where + "[" + i + "]", list.get(i), at(schema, "items"), faults);
            }
        } else if (value instanceof Map<?, ?> map && schema.containsKey("properties")) {
            Map<String, Object> properties = at(schema, "properties");
            map.forEach((name, item) -> {
                require(properties.containsKey((String) name), where + "." + name + " is not known", faults);
                if (properties.containsKey((String) name)) {
                    check(where + "." + name, item, at(properties, (String) name), faults);
                }
            });
            ((List<?>) schema.getOrDefault(
                            "required", properties.keySet().stream().toList()))
                    .forEach(name -> require(map.containsKey(name), where + "." + name + " is missing", faults));
        }
    }

    private Map<String, Object> resolved(Map<String, Object> schema) {
        Object reference = schema.get("$ref");
        if (reference == null) {
            return schema;
        }
        Map<String, Object> found = api;
        for (String name : ((String) reference).substring(2).split("/")) {
            found = at(found, name);
        }
        return resolved(found);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> at(Map<String, Object> json, String name) {
        Object value = json.get(name);
        if (value == null) {
            throw new IllegalArgumentException("nothing at " + name);
        }
        return (Map<String, Object>) value;
    }

    private static void require(boolean holds, String fault, List<String> faults) {
        if (!holds) {
            faults.add(fault);
        }
    }
}
