package io.callyard.web;

import io.callyard.model.TenantId;
import io.callyard.spi.security.Principal;
import io.callyard.spi.security.Principal.Role;
import io.callyard.wire.JsonWriter;
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
    /** How much of a body that is too large is read away before the answer, in bytes. */
    private static final long READ_AWAY = 16 * 1024 * 1024;

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
        requireJson();
        boolean announced = request.getContentLengthLong() > Json.MAX_DOCUMENT;
        if (announced && request.getHeader("Expect") != null) {
            // Before the stream is asked for: that is what tells the client to go on and send.
            throw Problem.tooLarge();
        }
        try {
            InputStream in = request.getInputStream();
            byte[] bytes = announced ? new byte[0] : in.readNBytes(Json.MAX_DOCUMENT + 1);
            if (announced || bytes.length > Json.MAX_DOCUMENT) {
                readAway(in);
                throw Problem.tooLarge();
            }
            return JsonFields.of(bytes, known);
        } catch (IOException e) {
            throw Problem.malformed("the body broke off");
        }
    }

    /** Returns the body's JSON object; one without members if there is no body. */
    JsonFields fieldsIfAny(Set<String> known) {
        boolean none = request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null;
        return none && request.getContentType() == null ? JsonFields.of(new byte[] {'{', '}'}, known) : fields(known);
    }

    /** Returns the body, which is JSON by its own word and may be of any length. */
    InputStream body() {
        requireJson();
        try {
            return request.getInputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void requireJson() {
        String type = request.getContentType();
        String media = type == null ? "" : type.split(";", 2)[0].strip();
        String charset = request.getCharacterEncoding();
        boolean utf8 = charset == null || charset.equalsIgnoreCase("utf-8");
        if (!media.equalsIgnoreCase("application/json") || !utf8) {
            throw Problem.wrongContentType();
        }
    }

    /** Lets a client come to its end, within reason: many see a broken connection and not the answer. */
    private static void readAway(InputStream in) throws IOException {
        byte[] chunk = new byte[8192];
        long left = READ_AWAY;
        for (int read = 0; read >= 0 && left > 0; left -= read) {
            read = in.read(chunk);
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
