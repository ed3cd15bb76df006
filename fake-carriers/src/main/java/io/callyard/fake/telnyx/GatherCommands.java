package io.callyard.fake.telnyx;

import io.callyard.fake.telnyx.Command.Effect;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Commands that collect keys. */
final class GatherCommands {
    private static final Pattern DIGITS = Pattern.compile("[0-9#*]+");
    private static final int MAX_MILLIS = 3_600_000;
    private static final int MAX_DIGITS = 128;

    private final Exchange exchange;

    GatherCommands(Exchange exchange) {
        this.exchange = exchange;
    }

    Map<String, Command> all() {
        return Map.of(
                "gather", Command.onceAnswered(this::gather),
                "gather_using_speak", Command.onceAnswered(this::afterSpeech),
                "gather_using_audio", Command.onceAnswered(this::afterSound),
                "gather_stop", Command.onceAnswered(GatherCommands::stop));
    }

    private Effect gather(Leg leg, Fields body) {
        Duration initial = Duration.ofMillis(body.integer("initial_timeout_millis", 1, MAX_MILLIS, 5000));
        return begin(leg, rules(body, initial, 1, null, null));
    }

    private Effect afterSpeech(Leg leg, Fields body) {
        AudioItem prompt = AudioItem.speech(AudioCommands.spoken(body), 1);
        String again = body.text("invalid_payload");
        return begin(leg, rules(body, null, tries(body), prompt, again == null ? null : AudioItem.speech(again, 1)));
    }

    private Effect afterSound(Leg leg, Fields body) {
        AudioItem prompt = sound(body, "audio_url", "media_name");
        if (prompt == null) {
            body.wrong(Problem.missing("audio_url"));
        }
        AudioItem again = sound(body, "invalid_audio_url", "invalid_media_name");
        return begin(leg, rules(body, null, tries(body), prompt, again));
    }

    private static Effect stop(Leg leg, Fields body) {
        return Command.doing(() -> {
            if (leg.gather == null) {
                throw ApiError.wrongState();
            }
            leg.gather.end("cancelled");
        });
    }

    /** A new one takes the place of one that is going on. */
    private Effect begin(Leg leg, Gather.Rules rules) {
        return Command.doing(() -> {
            if (leg.gather != null) {
                leg.gather.end("cancelled");
            }
            Gather gather = new Gather(exchange, leg, rules);
            leg.gather = gather;
            gather.start();
        });
    }

    private static int tries(Fields body) {
        return body.integer("maximum_tries", 1, 20, 3);
    }

    private static @Nullable AudioItem sound(Fields body, String urlField, String nameField) {
        String url = body.text(urlField);
        String name = body.text(nameField);
        if (url != null) {
            body.address(urlField);
            return AudioItem.sound(url, false, 1);
        }
        return name == null ? null : AudioItem.sound(name, true, 1);
    }

    private static Gather.Rules rules(
            Fields body, @Nullable Duration initial, int tries, @Nullable AudioItem prompt, @Nullable AudioItem again) {
        int min = body.integer("minimum_digits", 1, MAX_DIGITS, 1);
        int max = body.integer("maximum_digits", 1, MAX_DIGITS, MAX_DIGITS);
        if (min > max) {
            body.wrong(Problem.outOfRange("minimum_digits"));
        }
        return new Gather.Rules(
                min,
                max,
                digits(body, "valid_digits", "0123456789#*"),
                digits(body, "terminating_digit", "#"),
                Duration.ofMillis(body.integer("timeout_millis", 1, MAX_MILLIS, 60_000)),
                initial,
                Duration.ofMillis(body.integer("inter_digit_timeout_millis", 1, MAX_MILLIS, 5000)),
                tries,
                prompt,
                again);
    }

    private static String digits(Fields body, String name, String ifAbsent) {
        String digits = body.text(name);
        if (digits == null) {
            return ifAbsent;
        }
        if (!DIGITS.matcher(digits).matches()) {
            body.wrong(Problem.invalid(name));
        }
        return digits;
    }
}
