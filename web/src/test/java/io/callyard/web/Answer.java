package io.callyard.web;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** What the server answered. */
record Answer(HttpResponse<String> response) {

    int status() {
        return response.statusCode();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    Map<String, Object> json() {
        return TestJson.object(response.body());
    }

    @Nullable
    Object at(String path) {
        return TestJson.at(json(), path);
    }

    String text(String path) {
        return String.valueOf(at(path));
    }

    /** The names of the fields that a 400 complains about. */
    List<String> wrongFields() {
        return ((List<?>) json().get("errors"))
                .stream()
                        .map(error -> String.valueOf(((Map<?, ?>) error).get("field")))
                        .toList();
    }

    Answer expect(int status) {
        Assertions.assertThat(status()).as(response.body()).isEqualTo(status);
        return this;
    }

    /** Expects an error document (RFC 9457) and returns this. */
    Answer expectProblem(int status, String kind) {
        expect(status);
        Assertions.assertThat(header("Content-Type")).isEqualTo("application/problem+json");
        Assertions.assertThat(json())
                .containsEntry("type", "urn:callyard:problem:" + kind)
                .containsEntry("status", status)
                .containsKeys("title", "detail");
        return this;
    }
}
