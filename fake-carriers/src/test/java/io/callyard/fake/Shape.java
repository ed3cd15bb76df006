package io.callyard.fake;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Holds JSON against the schemas of an OpenAPI file, 3.0 or 3.1, as far as such files say anything about shapes. */
final class Shape {
    private final Map<String, Object> api;
    private final boolean allAreRequired;

    /**
     * Makes one.
     *
     * @param api the file
     * @param allAreRequired whether an object whose schema names no required fields has to have all
     */
    Shape(Map<String, Object> api, boolean allAreRequired) {
        this.api = api;
        this.allAreRequired = allAreRequired;
    }

    /** Returns what is wrong with a value, each fault with its place; empty: nothing. */
    List<String> faults(@Nullable Object value, Map<String, Object> schema) {
        List<String> faults = new ArrayList<>();
        check("$", value, schema, faults);
        return faults;
    }

    private void check(String where, @Nullable Object value, Map<String, Object> unresolved, List<String> faults) {
        Map<String, Object> schema = resolved(unresolved);
        if (schema.get("oneOf") instanceof List<?> choices) {
            require(
                    choices.stream()
                            .anyMatch(choice -> faults(value, asObject(choice)).isEmpty()),
                    where + " is none of what it can be",
                    faults);
            return;
        }
        Set<?> types = types(schema);
        if (value == null) {
            require(Boolean.TRUE.equals(schema.get("nullable")) || types.contains("null"), where + " is null", faults);
            return;
        }
        require(types.stream().anyMatch(type -> fits(value, type)), where + " is no " + types, faults);
        if (value instanceof String text) {
            checkText(where, text, schema, faults);
        } else if (value instanceof List<?> list && schema.containsKey("items")) {
            for (int i = 0; i < list.size(); i++) {
                check(where + "[" + i + "]", list.get(i), at(schema, "items"), faults);
            }
        } else if (value instanceof Map<?, ?> map && schema.containsKey("properties")) {
            checkFields(where, map, schema, faults);
        }
    }

    private static Set<?> types(Map<String, Object> schema) {
        Object type = schema.getOrDefault("type", "object");
        return type instanceof List<?> list ? Set.copyOf(list) : Set.of(type);
    }

    private static boolean fits(Object value, Object type) {
        return switch (String.valueOf(type)) {
            case "string" -> value instanceof String;
            case "integer" -> value instanceof Long;
            case "number" -> value instanceof Number;
            case "boolean" -> value instanceof Boolean;
            case "array" -> value instanceof List<?>;
            case "object" -> value instanceof Map<?, ?>;
            default -> false;
        };
    }

    private static void checkText(String where, String text, Map<String, Object> schema, List<String> faults) {
        String pattern = (String) schema.getOrDefault("pattern", ".*");
        require(text.matches("(?s)" + pattern), where + " does not match: " + text, faults);
        require(!(schema.get("enum") instanceof List<?> words) || words.contains(text), where + ": " + text, faults);
        boolean formed = switch (String.valueOf(schema.get("format"))) {
            case "uuid" -> isUuid(text);
            case "date-time" -> isTime(text);
            default -> true;
        };
        require(formed, where + " is no " + schema.get("format") + ": " + text, faults);
    }

    private static boolean isUuid(String text) {
        try {
            return UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isTime(String text) {
        try {
            return OffsetDateTime.parse(text) != null;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private void checkFields(String where, Map<?, ?> map, Map<String, Object> schema, List<String> faults) {
        Map<String, Object> properties = at(schema, "properties");
        map.forEach((name, item) -> {
            if (properties.containsKey((String) name)) {
                check(where + "." + name, item, at(properties, (String) name), faults);
            } else {
                faults.add(where + "." + name + " is not known");
            }
        });
        List<?> ifUnsaid = allAreRequired ? List.copyOf(properties.keySet()) : List.of();
        ((List<?>) schema.getOrDefault("required", ifUnsaid))
                .forEach(name -> require(map.containsKey(name), where + "." + name + " is missing", faults));
    }

    /** Follows references. */
    Map<String, Object> resolved(Map<String, Object> schema) {
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

    static Map<String, Object> at(Map<String, Object> json, String name) {
        Object value = json.get(name);
        if (value == null) {
            throw new IllegalArgumentException("nothing at " + name);
        }
        return asObject(value);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asObject(Object value) {
        return (Map<String, Object>) value;
    }

    private static void require(boolean holds, String fault, List<String> faults) {
        if (!holds) {
            faults.add(fault);
        }
    }
}
