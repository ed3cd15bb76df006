package io.callyard.web;

import io.callyard.model.TenantId;
import io.callyard.spi.security.Principal;
import io.callyard.spi.security.Principal.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer.
 *
 * @param request the container's side of the request
 * @param response the container's side of the answer
 * @param path the variable parts of the path
 * @param who who asks; absent where anybody may
 */
record Exchange(
        HttpServletRequest request,
        HttpServletResponse response,
        Map<String, String> path,
        @Nullable Principal who) {

    /** Returns who asks, where the route lets only known ones in. */
    Principal principal() {
        if (who == null) {
            throw new IllegalStateException("the route is open to anybody");
        }
        return who;
    }

    TenantId tenant() {
        return principal().tenant();
    }

    /** Returns whether phone numbers are shown with their middle hidden. */
    boolean masked() {
        return !principal().has(Role.OPERATOR);
    }

    /** Returns a variable part of the path. */
    String part(String name) {
        String part = path.get(name);
        if (part == null) {
            throw new IllegalStateException("the route has no part " + name);
        }
        return part;
    }

    /** Returns the body's JSON object. */
    JsonFields fields(Set<String> known) {
        InputStream in = body();
        if (request.getContentLengthLong() > Json.MAX_DOCUMENT) {
            throw Problem.tooLarge();
        }
        byte[] bytes;
        try {
            bytes = in.readNBytes(Json.MAX_DOCUMENT + 1);
        } catch (IOException e) {
            throw Problem.malformed("the body broke off");
        }
        if (bytes.length > Json.MAX_DOCUMENT) {
            throw Problem.tooLarge();
        }
        return JsonFields.of(bytes, known);
    }

    /** Returns the body, which is JSON by its own word. */
    InputStream body() {
        String type = request.getContentType();
        String media = type == null ? "" : type.split(";", 2)[0].strip();
        String charset = request.getCharacterEncoding();
        if (!media.equalsIgnoreCase("application/json") || charset != null && !charset.equalsIgnoreCase("utf-8")) {
            throw Problem.wrongContentType();
        }
        try {
            return request.getInputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void header(String name, String value) {
        response.setHeader(name, value);
    }

    /** Answers with a JSON object. */
    void json(int status, Consumer<JsonWriter> members) {
        answer(status, "application/json", JsonWriter.document(members));
    }

    /** Answers. A client that has gone meanwhile is nobody's fault. */
    void answer(int status, String contentType, byte[] body) {
        response.setStatus(status);
        response.setContentType(contentType);
        response.setContentLength(body.length);
        try {
            response.getOutputStream().write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
