package io.callyard.fake.twilio;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The requests around a call, and what was wrong with it. */
final class CallLog {
    private final List<Exchange> exchanges = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();

    /** A request, its parameters as they were sent, and its answer. */
    static final class Exchange {
        final String method;
        final String url;
        final Params params;
        final Instant at;
        /** The HTTP status; 0: there is no answer. */
        int responseCode;

        long millis;

        @Nullable
        String contentType;

        String responseBody = "";

        Exchange(String method, String url, Params params, Instant at) {
            this.method = method;
            this.url = url;
            this.params = params;
            this.at = at;
        }
    }

    /**
     * An error or a warning.
     *
     * @param warning whether it is only that
     * @param url the request that it is about
     */
    record Notice(String sid, int code, boolean warning, String text, String url, String method, Instant at) {}

    void add(Exchange exchange) {
        exchanges.add(exchange);
    }

    void add(Notice notice) {
        notices.add(notice);
    }

    List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    List<Notice> notices() {
        return List.copyOf(notices);
    }
}
