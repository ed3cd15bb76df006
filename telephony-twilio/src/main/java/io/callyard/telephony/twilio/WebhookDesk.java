package io.callyard.telephony.twilio;

import io.callyard.spi.carrier.WebhookRequest;
import io.callyard.spi.carrier.WebhookResponse;
import io.callyard.telephony.http.Counts;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The door for webhooks: bounds, then the signature, then what is in them. Whatever fails after that was not kept, and
 * Twilio is asked to bring it again.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class WebhookDesk {
    private static final int MAX_BODY = 64 * 1024;
    private static final int MAX_QUERY = 8 * 1024;
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";

    private final @Nullable SignatureCheck signatures;
    private final Complaints complaints;
    private final WebhookWatch watch;
    private final Counts counts;
    private final Map<String, Handler> handlers = new HashMap<>();

    /** Takes one kind of webhook. */
    @FunctionalInterface
    interface Handler {
        /**
         * Answers.
         *
         * @throws Webhook.UnreadableException if it does not say what it has to say
         * @throws io.callyard.spi.store.StoreUnavailableException if it could not be kept
         */
        WebhookResponse answer(Webhook webhook);
    }

    /**
     * A door.
     *
     * @param signatures absent: everything is taken for authentic
     */
    WebhookDesk(@Nullable SignatureCheck signatures, Complaints complaints, WebhookWatch watch, Counts counts) {
        this.signatures = signatures;
        this.complaints = complaints;
        this.watch = watch;
        this.counts = counts;
    }

    /** Says who takes what comes to a path. */
    WebhookDesk on(Path path, Handler handler) {
        handlers.put(path.path(), handler);
        return this;
    }

    WebhookResponse handle(WebhookRequest request) {
        try {
            return take(request);
        } catch (Webhook.UnreadableException e) {
            return refuse(400, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            complaints.failed(e);
            return WebhookResponse.of(503);
        }
    }

    private WebhookResponse take(WebhookRequest request) {
        counts.add("received");
        byte[] body = request.body();
        if (body.length > MAX_BODY || request.query() != null && request.query().length() > MAX_QUERY) {
            return refuse(413, "too large");
        }
        if (!request.method().equals("POST")) {
            return refuse(405, "the method is not POST");
        }
        String type = typeOf(request);
        boolean isForm = type.equals(FORM) || type.isEmpty() && body.length == 0;
        if (!isForm && !type.equals(JSON)) {
            return refuse(415, "neither a form nor JSON");
        }
        Optional<Form> form = isForm ? Optional.of(Form.parse(body)) : Optional.empty();
        Optional<String> objection = signatures == null ? Optional.empty() : signatures.objection(request, form);
        if (objection.isPresent()) {
            return refuse(403, objection.get());
        }
        watch.heard();
        Handler handler = handlers.get(request.path());
        if (handler == null) {
            return refuse(404, "an unknown path");
        }
        if (form.isEmpty()) {
            // Authentic, and nothing that we have asked for.
            counts.add("ignored: JSON");
            return Documents.taken();
        }
        Optional<Webhook> webhook = Webhook.of(request, form.get());
        if (webhook.isEmpty()) {
            return refuse(400, "not a form in UTF-8");
        }
        WebhookResponse answer = handler.answer(webhook.get());
        counts.add("taken: " + request.path());
        return answer;
    }

    private WebhookResponse refuse(int status, String reason) {
        complaints.refused(reason);
        return WebhookResponse.of(status);
    }

    private static String typeOf(WebhookRequest request) {
        String type = request.header("content-type").orElse("");
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }
}
