package io.callyard.fake.twilio;

import io.callyard.fake.FakeResponse;
import io.callyard.fake.internal.Json;
import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request is refused. */
final class ApiException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;

    ApiException(int status, int code) {
        super(Errors.text(code));
        this.status = status;
        this.code = code;
    }

    /** A parameter is wrong. */
    static ApiException wrong(int code) {
        return new ApiException(400, code);
    }

    static ApiException notFound() {
        return new ApiException(404, 20404);
    }

    FakeResponse answer() {
        return answer(status, code);
    }

    static FakeResponse answer(int status, int code) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("code", code);
        body.put("message", Errors.text(code));
        body.put("more_info", "https://www.twilio.com/docs/errors/" + code);
        body.put("status", status);
        return FakeResponse.json(status, Json.write(body));
    }
}
