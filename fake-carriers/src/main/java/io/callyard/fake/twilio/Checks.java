package io.callyard.fake.twilio;

import org.jspecify.annotations.Nullable;

/** Reads a request's parameters one by one, and refuses those that are wrong. An empty one counts as absent. */
final class Checks {
    private final Params form;

    Checks(Params form) {
        this.form = form;
    }

    @Nullable
    String text(String name) {
        return form.first(name).filter(text -> !text.isEmpty()).orElse(null);
    }

    void matches(String name, String pattern, int error) {
        String text = text(name);
        if (text != null && !text.matches(pattern)) {
            throw ApiException.wrong(error);
        }
    }

    @Nullable
    String url(String name, int error) {
        String url = text(name);
        if (url != null && !Urls.isCallable(url)) {
            throw ApiException.wrong(error);
        }
        return url;
    }

    /** Returns {@code GET} or {@code POST}. */
    String method(String name) {
        matches(name, "GET|POST", 21209);
        String method = text(name);
        return method == null ? "POST" : method;
    }

    int number(String name, int unsaid, int atLeast, int atMost, int error) {
        String text = text(name);
        if (text == null) {
            return unsaid;
        }
        if (!text.matches("\\d{1,7}")) {
            throw ApiException.wrong(error);
        }
        int number = Integer.parseInt(text);
        if (number < atLeast || number > atMost) {
            throw ApiException.wrong(error);
        }
        return number;
    }
}
