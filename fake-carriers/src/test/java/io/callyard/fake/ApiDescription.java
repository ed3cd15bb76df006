package io.callyard.fake;

import io.callyard.fake.internal.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A carrier's own description of its API: an OpenAPI file in the folder that {@code -Dcallyard.openapi=<folder>} names.
 *
 * <p>Holds answers and webhooks against it. An error whose status is not described has the shape of those that are.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public final class ApiDescription {
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    private final Shape shape;
    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> events = new LinkedHashMap<>();

    private record Operation(String method, Pattern path, Map<String, Object> responses) {}

    /**
     * Makes one.
     *
     * @param openApi the file
     * @param allAreRequired whether an object whose schema names no required fields has to have all
     */
    ApiDescription(String openApi, boolean allAreRequired) {
        Map<String, Object> api = Json.readObject(openApi);
        shape = new Shape(api, allAreRequired);
        Shape.at(api, "paths")
                .forEach((path, item) -> METHODS.forEach(method -> {
                    if (item instanceof Map<?, ?> methods && methods.containsKey(method)) {
                        Map<String, Object> operation = Shape.at(Shape.at(Shape.at(api, "paths"), path), method);
                        operations.put(
                                method.toUpperCase(Locale.ROOT) + " " + path,
                                new Operation(
                                        method.toUpperCase(Locale.ROOT),
                                        Pattern.compile("(/v2)?"
                                                + path.replace(".", "\\.").replaceAll("\\{[^}]+}", "[^/]+")),
                                        Shape.at(operation, "responses")));
                    }
                }));
        if (api.containsKey("webhooks")) {
            Map<String, Object> webhooks = Shape.at(api, "webhooks");
            webhooks.keySet().forEach(name -> {
                Map<String, Object> body = Shape.at(Shape.at(Shape.at(webhooks, name), "post"), "requestBody");
                Map<String, Object> schema = content(body);
                events.put(typeOf(schema), schema);
            });
        }
    }

    /** Reads one; empty if no folder is given. */
    public static Optional<ApiDescription> given(String file, boolean allAreRequired) {
        return Optional.ofNullable(System.getProperty("callyard.openapi"))
                .filter(folder -> !folder.isBlank())
                .map(folder -> {
                    try {
                        return new ApiDescription(Files.readString(Path.of(folder, file)), allAreRequired);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    /** Returns the names of all operations, such as {@code GET /calls/{call_control_id}}. */
    public Set<String> operations() {
        return new LinkedHashSet<>(operations.keySet());
    }

    /** Returns the types of all events that webhooks bring. */
    public Set<String> events() {
        return new LinkedHashSet<>(events.keySet());
    }

    /** Returns the name of the operation that a request asks for; empty: it is not described. */
    public Optional<String> operation(String method, String path) {
        return operations.entrySet().stream()
                .filter(each -> each.getValue().method().equals(method))
                .filter(each -> each.getValue().path().matcher(path).matches())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Returns what is wrong with an answer; empty: nothing. */
    public List<String> faults(String operation, int status, String body) {
        Map<String, Object> responses = operations.get(operation).responses();
        String found = responses.containsKey(Integer.toString(status))
                ? Integer.toString(status)
                : status >= 400 ? anyError(responses) : null;
        if (found == null) {
            return List.of("status " + status + " is not described");
        }
        Map<String, Object> response = shape.resolved(Shape.at(responses, found));
        if (!response.containsKey("content")) {
            return body.isEmpty() ? List.of() : List.of("there is a body: " + body);
        }
        return faults(body, content(response));
    }

    private static @Nullable String anyError(Map<String, Object> responses) {
        return responses.keySet().stream()
                .filter(status -> status.startsWith("4"))
                .findFirst()
                .orElse(null);
    }

    /** Returns what is wrong with the body of a webhook that brings an event; empty: nothing. */
    public List<String> webhookFaults(String type, String body) {
        Map<String, Object> schema = events.get(type);
        return schema == null ? List.of("event " + type + " is not described") : faults(body, schema);
    }

    private List<String> faults(String body, Map<String, Object> schema) {
        try {
            return new ArrayList<>(shape.faults(Json.read(body), schema));
        } catch (IllegalArgumentException e) {
            return List.of("no JSON: " + body);
        }
    }

    private String typeOf(Map<String, Object> webhook) {
        Map<String, Object> data = property(shape.resolved(webhook), "data");
        return String.valueOf(((List<?>) property(data, "event_type").get("enum")).get(0));
    }

    private Map<String, Object> property(Map<String, Object> schema, String name) {
        return shape.resolved(Shape.at(Shape.at(schema, "properties"), name));
    }

    private static Map<String, Object> content(Map<String, Object> from) {
        return Shape.at(Shape.at(Shape.at(from, "content"), "application/json"), "schema");
    }
}
