package io.callyard.fake.telnyx;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A new leg that is asked for.
 *
 * @param to the number or SIP address alone
 * @param tones sent once it is answered; may be empty
 * @param linkTo the leg whose session it joins; null: none
 */
record DialRequest(
        String to,
        String tones,
        String from,
        @Nullable String clientState,
        @Nullable String commandId,
        Callbacks callbacks,
        Duration timeout,
        Duration timeLimit,
        boolean retryOnTimeout,
        String detection,
        @Nullable String linkTo,
        boolean bridgeIntent,
        boolean bridgeOnAnswer,
        boolean preventDoubleBridge,
        boolean parkAfterUnbridge,
        @Nullable String audioUrl,
        @Nullable AssistantStart assistant) {

    private static final Set<String> DETECTION =
            Set.of("disabled", "detect", "detect_beep", "detect_words", "greeting_end", "premium");
    private static final Pattern NUMBER = Pattern.compile("(\\+[1-9]\\d{7,14})(?:,([0-9*#wW,]*))?");
    private static final Pattern SIP = Pattern.compile("sips?:[^\\s@]+@[^\\s@]+");

    /** Reads the body of a dial. */
    static DialRequest of(Fields body, String connectionId) {
        String connection = body.requiredText("connection_id", 64);
        if (!connection.isEmpty() && !connection.equals(connectionId)) {
            body.wrong(Problem.invalid("connection_id"));
        }
        checkHeaders(body);
        body.text("from_display_name");
        String linkTo = body.text("link_to");
        boolean intent = body.flag("bridge_intent", false);
        boolean onAnswer = body.flag("bridge_on_answer", false);
        if (linkTo == null && (intent || onAnswer)) {
            body.wrong(Problem.missing("link_to"));
        }
        String from = from(body, body.requiredText("from", 128));
        String digits = body.text("send_digits_on_answer");
        String[] target = target(body);
        return new DialRequest(
                target[0],
                target[1] + (digits == null ? "" : digits),
                from,
                body.base64("client_state"),
                body.text("command_id"),
                Callbacks.of(body),
                Duration.ofSeconds(body.integer("timeout_secs", 5, 600, 30)),
                Duration.ofSeconds(body.integer("time_limit_secs", 30, 14_400, 14_400)),
                body.flag("retry_on_timeout", true),
                detection(body),
                linkTo,
                intent,
                onAnswer,
                body.flag("prevent_double_bridge", false),
                parks(body),
                body.text("audio_url"),
                AssistantStart.within(body));
    }

    /** Reads the body of a transfer of a leg. */
    static DialRequest ofTransfer(Fields body, Leg leg) {
        checkHeaders(body);
        String given = body.text("from");
        String[] target = target(body);
        return new DialRequest(
                target[0],
                target[1],
                given == null ? leg.from : from(body, given),
                body.base64("target_leg_client_state"),
                null,
                Callbacks.of(body),
                Duration.ofSeconds(body.integer("timeout_secs", 5, 600, 30)),
                Duration.ofSeconds(body.integer("time_limit_secs", 30, 14_400, 14_400)),
                true,
                detection(body),
                leg.controlId,
                false,
                true,
                false,
                false,
                body.text("audio_url"),
                null);
    }

    /** Returns whether this leg is to be kept when it is taken from another. */
    static boolean parks(Fields body) {
        return body.word("park_after_unbridge", Set.of("self"), "").equals("self");
    }

    private static String detection(Fields body) {
        body.object("answering_machine_detection_config");
        return body.word("answering_machine_detection", DETECTION, "disabled");
    }

    /** Several targets at once are not what this carrier is for. */
    private static String[] target(Fields body) {
        String to = body.requiredText("to", 256);
        Matcher number = NUMBER.matcher(to);
        if (number.matches()) {
            return new String[] {number.group(1), number.group(2) == null ? "" : number.group(2)};
        }
        if (!to.isEmpty() && !SIP.matcher(to).matches()) {
            body.wrong(Problem.noNumber("to"));
        }
        return new String[] {to, ""};
    }

    private static String from(Fields body, String from) {
        boolean good = SIP.matcher(from).matches() || (NUMBER.matcher(from).matches() && from.indexOf(',') < 0);
        if (!from.isEmpty() && !good) {
            body.wrong(Problem.noNumber("from"));
        }
        return from;
    }

    private static void checkHeaders(Fields body) {
        for (Object header : body.list("custom_headers")) {
            boolean good = header instanceof Map<?, ?> map
                    && map.get("name") instanceof String
                    && map.get("value") instanceof String;
            if (!good) {
                body.wrong(Problem.invalid("custom_headers"));
            }
        }
    }

    /** Says nothing about who calls whom. */
    @Override
    public String toString() {
        return "DialRequest[]";
    }
}
