package io.callyard.fake.telnyx;

import io.callyard.fake.FakeResponse;
import io.callyard.fake.internal.Json;
import java.util.List;
import java.util.Map;

/** A request that is refused, with the answer that says so. */
final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<Problem> problems;

    ApiError(int status, List<Problem> problems) {
        super(problems.toString(), null, false, false);
        this.status = status;
        this.problems = List.copyOf(problems);
    }

    private ApiError(int status, String code, String title) {
        this(status, List.of(new Problem(code, title, null)));
    }

    static ApiError badRequest() {
        return new ApiError(400, "10015", "Bad Request");
    }

    static ApiError unauthorized() {
        return new ApiError(401, "10009", "Authentication failed");
    }

    static ApiError notFound() {
        return new ApiError(404, "10005", "Resource not found");
    }

    static ApiError tooMany() {
        return new ApiError(429, "10011", "Too many requests");
    }

    static ApiError unexpected() {
        return new ApiError(500, "10007", "Unexpected error");
    }

    static ApiError dialRate() {
        return new ApiError(429, "90103", "Dial rate limit reached");
    }

    static ApiError concurrency() {
        return new ApiError(403, "D1", "Concurrent call limit reached");
    }

    static ApiError badControlId(String field) {
        return new ApiError(422, List.of(new Problem("90015", "Invalid Call Control ID", "/" + field)));
    }

    static ApiError ended() {
        return new ApiError(422, "90018", "Call has already ended");
    }

    static ApiError wrongState() {
        return new ApiError(422, "90019", "Call is not in a state for this command");
    }

    static ApiError notAnswered() {
        return new ApiError(422, "90034", "Call not answered yet");
    }

    static ApiError queueFull() {
        return new ApiError(422, "90036", "Queue full");
    }

    static ApiError alreadyQueued() {
        return new ApiError(422, "90038", "Call already in queue");
    }

    static ApiError audio() {
        return new ApiError(422, "90040", "Audio cannot be played");
    }

    static ApiError queueNotEmpty() {
        return new ApiError(422, "90050", "Queue not empty");
    }

    static ApiError queueState() {
        return new ApiError(422, "90054", "Queue is not in a state for this command");
    }

    static ApiError assistantRunning() {
        return new ApiError(422, "90061", "AI Assistant is already in progress");
    }

    FakeResponse toResponse() {
        return FakeResponse.json(
                status,
                Json.write(
                        Map.of("errors", problems.stream().map(Problem::toJson).toList())));
    }
}
