package io.callyard.fake.telnyx;

import io.callyard.fake.FakeRequest;
import io.callyard.fake.internal.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, read field by field. All that is wrong is collected, so that one answer can name it all; what
 * is asked for after a field was wrong gets the default. Unknown fields are nobody's business.
 */
final class Fields {
    private static final Pattern BASE64 = Pattern.compile("^[A-Za-z0-9+/]*={0,2}$");

    private final Map<String, @Nullable Object> values;
    private final List<Problem> problems = new ArrayList<>();

    Fields(Map<String, @Nullable Object> values) {
        this.values = values;
    }

    /** Reads a body; an empty one has no fields. */
    static Fields of(FakeRequest request) {
        try {
            String text = request.text();
            return new Fields(Json.readObject(text.isBlank() ? "{}" : text));
        } catch (IllegalArgumentException e) {
            throw ApiError.badRequest();
        }
    }

    Map<String, @Nullable Object> values() {
        return values;
    }

    boolean has(String name) {
        return values.get(name) != null;
    }

    void wrong(Problem problem) {
        problems.add(problem);
    }

    /** Refuses the request if anything was wrong so far. */
    void check() {
        if (!problems.isEmpty()) {
            throw new ApiError(422, problems);
        }
    }

    @Nullable
    String text(String name) {
        Object value = values.get(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        wrong(Problem.wrongType(name));
        return null;
    }

    /** A text that must be there and not be empty. */
    String requiredText(String name, int max) {
        String text = text(name);
        if (text == null || text.isEmpty()) {
            if (values.get(name) == null || text != null) {
                wrong(Problem.missing(name));
            }
            return "";
        }
        if (text.length() > max) {
            wrong(Problem.outOfRange(name));
        }
        return text;
    }

    int integer(String name, int min, int max, int ifAbsent) {
        Object value = values.get(name);
        if (value == null) {
            return ifAbsent;
        }
        if (!(value instanceof Long number)) {
            wrong(Problem.wrongType(name));
            return ifAbsent;
        }
        if (number < min || number > max) {
            wrong(Problem.outOfRange(name));
            return ifAbsent;
        }
        return number.intValue();
    }

    boolean flag(String name, boolean ifAbsent) {
        Object value = values.get(name);
        if (value == null || value instanceof Boolean) {
            return value == null ? ifAbsent : (Boolean) value;
        }
        wrong(Problem.wrongType(name));
        return ifAbsent;
    }

    String word(String name, Set<String> allowed, String ifAbsent) {
        String word = text(name);
        if (word == null || allowed.contains(word)) {
            return word == null ? ifAbsent : word;
        }
        wrong(Problem.notInList(name));
        return ifAbsent;
    }

    /** An http or https address. */
    @Nullable
    URI address(String name) {
        String text = text(name);
        URI uri = text == null ? null : addressOf(text);
        if (text != null && uri == null) {
            wrong(Problem.invalid(name));
        }
        return uri;
    }

    static @Nullable URI addressOf(String text) {
        try {
            URI uri = URI.create(text);
            String scheme = uri.getScheme();
            return ("http".equals(scheme) || "https".equals(scheme)) && uri.getHost() != null ? uri : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** An object's own fields; its problems are its own. */
    @SuppressWarnings("unchecked")
    @Nullable
    Fields object(String name) {
        Object value = values.get(name);
        if (value == null || value instanceof Map<?, ?>) {
            return value == null ? null : new Fields((Map<String, @Nullable Object>) value);
        }
        wrong(Problem.wrongType(name));
        return null;
    }

    List<?> list(String name) {
        Object value = values.get(name);
        if (value == null || value instanceof List<?>) {
            return value == null ? List.of() : (List<?>) value;
        }
        wrong(Problem.wrongType(name));
        return List.of();
    }

    /** A text in Base64, as client states are. */
    @Nullable
    String base64(String name) {
        String text = text(name);
        if (text != null && !(BASE64.matcher(text).matches() && text.length() % 4 == 0)) {
            wrong(Problem.invalid(name));
            return null;
        }
        return text;
    }
}
