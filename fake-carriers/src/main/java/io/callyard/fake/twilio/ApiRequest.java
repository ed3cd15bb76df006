package io.callyard.fake.twilio;

import io.callyard.fake.FakeRequest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A request to the API, taken apart.
 *
 * @param account the account in the path; empty: the path has none
 * @param path what comes behind it, without the ending {@code .json}
 * @param query the query's parameters
 * @param form the body's
 */
record ApiRequest(String method, String account, List<String> path, Params query, Params form) {
    private static final String JSON = ".json";

    ApiRequest {
        path = List.copyOf(path);
    }

    /**
     * Takes a request apart.
     *
     * @throws IllegalArgumentException if that cannot be done
     */
    static ApiRequest of(FakeRequest request) {
        List<String> parts = Arrays.stream(request.uri().getPath().split("/"))
                .filter(part -> !part.isEmpty())
                .toList();
        boolean known = parts.size() > 3
                && parts.get(0).equals("2010-04-01")
                && parts.get(1).equals("Accounts")
                && parts.get(parts.size() - 1).endsWith(JSON);
        String query = request.uri().getRawQuery();
        return new ApiRequest(
                request.method(),
                known ? parts.get(2) : "",
                known ? withoutEnding(parts.subList(3, parts.size())) : List.of(),
                Params.parse(query == null ? "" : query),
                isForm(request) ? Params.parse(request.text()) : Params.NONE);
    }

    /** Returns a part of the path. */
    String part(int index) {
        return path.get(index);
    }

    private static boolean isForm(FakeRequest request) {
        return request.header("content-type").orElse("").startsWith("application/x-www-form-urlencoded");
    }

    private static List<String> withoutEnding(List<String> parts) {
        int last = parts.size() - 1;
        String name = parts.get(last);
        return Stream.concat(
                        parts.subList(0, last).stream(), Stream.of(name.substring(0, name.length() - JSON.length())))
                .toList();
    }
}
