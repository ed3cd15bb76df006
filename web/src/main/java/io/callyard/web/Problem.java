package io.callyard.web;

import io.callyard.inbound.Admittance;
import io.callyard.wire.JsonWriter;
import java.util.List;
import java.util.function.Consumer;

/**
 * A request that is answered with an error (RFC 9457).
 *
 * <p>An exception, so that whoever finds the fault need not know who answers; without a stack trace,
 * since a client must not be able to make the server build many of them.
 */
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String kind;
    private final String title;
    private final transient Consumer<JsonWriter> more;
    private final transient Consumer<Exchange> headers;

    private Problem(
            int status,
            String kind,
            String title,
            String detail,
            Consumer<JsonWriter> more,
            Consumer<Exchange> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.kind = kind;
        this.title = title;
        this.more = more;
        this.headers = headers;
    }

    private Problem(int status, String kind, String title, String detail) {
        this(status, kind, title, detail, json -> {}, exchange -> {});
    }

    /** The request cannot be understood. */
    static Problem malformed(String detail) {
        return new Problem(400, "malformed", "The request cannot be understood", detail);
    }

    /** Fields of the request are wrong. */
    static Problem invalid(List<FieldError> errors) {
        String first = errors.get(0).field() + " " + errors.get(0).reason();
        return new Problem(400, "invalid", "The request is not valid", first)
                .with(json -> json.list(
                        "errors",
                        errors,
                        error -> json.object(
                                () -> json.field("field", error.field()).field("reason", error.reason()))));
    }

    /** Nobody can tell who asks. */
    static Problem unauthenticated(boolean tokenGiven) {
        String challenge = "Bearer realm=\"callyard\"" + (tokenGiven ? ", error=\"invalid_token\"" : "");
        String detail = tokenGiven ? "the token is not valid" : "a bearer token is needed";
        return new Problem(401, "unauthenticated", "Authentication is needed", detail)
                .withHeader("WWW-Authenticate", challenge);
    }

    /** Whoever asks may not do this. */
    static Problem forbidden(String role) {
        return new Problem(403, "forbidden", "Not allowed", "this needs the role " + role)
                .withHeader("WWW-Authenticate", "Bearer realm=\"callyard\", error=\"insufficient_scope\"");
    }

    /** There is no such thing, or it is another tenant's, which is the same to whoever asks. */
    static Problem notFound(String detail) {
        return new Problem(404, "not-found", "Not found", detail);
    }

    /** The thing is there and cannot do that. */
    static Problem wrongMethod(String allowed) {
        return new Problem(405, "method-not-allowed", "Method not allowed", "this takes " + allowed)
                .withHeader("Allow", allowed);
    }

    /** The thing is not in a state for this. */
    static Problem conflict(String detail) {
        return new Problem(409, "conflict", "Not possible now", detail);
    }

    /** A caller cannot join the line; {@code action} is what should become of him. */
    static Problem turnedAway(Admittance.Refused refused) {
        String kind = refused.code() == Admittance.Refused.Code.FULL ? "queue-full" : "queue-closed";
        return new Problem(409, kind, "The caller cannot wait here", refused.reason())
                .with(json -> json.word("action", refused.action()));
    }

    /** The body is larger than is read. */
    static Problem tooLarge() {
        return new Problem(
                413, "too-large", "The body is too large", "at most " + Json.MAX_DOCUMENT + " bytes are read");
    }

    /** The body is not JSON by its own word. */
    static Problem wrongContentType() {
        return new Problem(
                415, "unsupported-content-type", "Unsupported content type", "send application/json in UTF-8");
    }

    /** A rule forbids the call. */
    static Problem refused(String rule, String reason) {
        return new Problem(422, "refused", "The call is not allowed", reason)
                .with(json -> json.field("rule", rule).field("reason", reason));
    }

    /** Too many of something at once. */
    static Problem tooMany(String detail) {
        return new Problem(429, "too-many", "Too many at once", detail).withHeader("Retry-After", "5");
    }

    /** A fault of ours. */
    static Problem internal() {
        return new Problem(500, "internal", "Internal error", "the request failed; the log says why");
    }

    /** The store does not answer. */
    static Problem unavailable(String detail) {
        return new Problem(503, "unavailable", "Not available now", detail).withHeader("Retry-After", "2");
    }

    /** This problem with more members in its document. */
    Problem with(Consumer<JsonWriter> members) {
        return new Problem(status, kind, title, detail(), more.andThen(members), headers);
    }

    private Problem withHeader(String name, String value) {
        return new Problem(
                status, kind, title, detail(), more, headers.andThen(exchange -> exchange.header(name, value)));
    }

    int status() {
        return status;
    }

    private String detail() {
        return String.valueOf(getMessage());
    }

    /** Answers {@code exchange} with this problem. */
    void answer(Exchange exchange) {
        headers.accept(exchange);
        exchange.answer(status, "application/problem+json", JsonWriter.document(json -> {
            json.field("type", "urn:callyard:problem:" + kind)
                    .field("title", title)
                    .field("status", status)
                    .field("detail", detail());
            more.accept(json);
        }));
    }
}
