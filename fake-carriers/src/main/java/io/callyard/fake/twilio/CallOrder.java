package io.callyard.fake.twilio;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A call that somebody wants made, as far as it could be checked without looking at other calls.
 *
 * @param eventsUnderstood whether the wanted events are events; if not, nothing is ever reported
 */
record CallOrder(
        String to,
        String from,
        Instructions instructions,
        @Nullable Reporting reporting,
        boolean eventsUnderstood,
        @Nullable Detection detection,
        Duration ringing,
        Duration timeLimit) {

    /**
     * Reads an order.
     *
     * @throws ApiException if a parameter is missing or wrong
     */
    static CallOrder of(Params form) {
        String to = form.first("To").filter(text -> !text.isEmpty()).orElseThrow(() -> ApiException.wrong(21201));
        String from = form.first("From").filter(text -> !text.isEmpty()).orElseThrow(() -> ApiException.wrong(21213));
        if (!Addresses.isCallable(to)) {
            throw ApiException.wrong(21211);
        }
        // A client or a SIP address may call everything but a telephone.
        boolean fromFits = Addresses.isNumber(from) || (!Addresses.isNumber(to) && Addresses.isCallable(from));
        if (!fromFits) {
            throw ApiException.wrong(21212);
        }
        Checks checks = new Checks(form);
        checks.matches("SendDigits", "[0-9*#wW]{1,32}", 21206);
        Set<String> events = Set.copyOf(form.all("StatusCallbackEvent"));
        boolean indexed = form.pairs().stream().anyMatch(pair -> pair.getKey().startsWith("StatusCallbackEvent."));
        boolean understood = !indexed && Reporting.ALL.containsAll(events);
        return new CallOrder(
                to,
                from,
                instructions(checks),
                reporting(checks, events.isEmpty() ? Reporting.ONLY_COMPLETED : events, understood),
                understood,
                form.first("SendDigits").isPresent() ? null : detection(checks),
                Duration.ofSeconds(checks.number("Timeout", 60, 1, 600, 21208)),
                Duration.ofSeconds(checks.number("TimeLimit", 14_400, 1, 86_400, 20001)));
    }

    private static Instructions instructions(Checks checks) {
        if (checks.text("ApplicationSid") != null) {
            // There are no applications here, so every id is of none.
            throw ApiException.wrong(21218);
        }
        String url = checks.url("Url", 21205);
        String twiml = checks.text("Twiml");
        if (url == null && (twiml == null || twiml.length() > 4000)) {
            throw ApiException.wrong(21205);
        }
        return new Instructions(
                url, checks.method("Method"), twiml, checks.url("FallbackUrl", 21205), checks.method("FallbackMethod"));
    }

    private static @Nullable Reporting reporting(Checks checks, Set<String> events, boolean understood) {
        String url = checks.url("StatusCallback", 21609);
        String method = checks.method("StatusCallbackMethod");
        return url == null || !understood ? null : new Reporting(url, method, events);
    }

    private static @Nullable Detection detection(Checks checks) {
        checks.matches("MachineDetection", "Enable|DetectMessageEnd", 21234);
        checks.matches("AsyncAmd", "true|false", 21234);
        checks.number("MachineDetectionSpeechThreshold", 2400, 1000, 6000, 21234);
        checks.number("MachineDetectionSpeechEndThreshold", 1200, 500, 5000, 21234);
        checks.number("MachineDetectionSilenceTimeout", 5000, 2000, 10_000, 21234);
        int timeout = checks.number("MachineDetectionTimeout", 30, 3, 59, 21234);
        String callback = checks.url("AsyncAmdStatusCallback", 21234);
        String method = checks.method("AsyncAmdStatusCallbackMethod");
        String mode = checks.text("MachineDetection");
        if (mode == null) {
            return null;
        }
        boolean async = "true".equals(checks.text("AsyncAmd"));
        return new Detection(mode.equals("DetectMessageEnd"), Duration.ofSeconds(timeout), async, callback, method);
    }
}
