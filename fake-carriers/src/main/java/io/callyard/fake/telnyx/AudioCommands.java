package io.callyard.fake.telnyx;

import io.callyard.fake.telnyx.Command.Effect;
import java.util.Map;
import java.util.Set;

/** Commands that play and speak. */
final class AudioCommands {
    static final int MAX_TEXT = 3000;

    private static final int MAX_ROUNDS = 100;
    private static final Set<String> STOPS = Set.of("current", "all");

    Map<String, Command> all() {
        return Map.of(
                "speak", Command.onceAnswered(AudioCommands::speak),
                "playback_start", Command.onceAnswered(AudioCommands::play),
                "playback_stop", Command.onceAnswered(AudioCommands::stop));
    }

    private static Effect speak(Leg leg, Fields body) {
        AudioItem item = AudioItem.speech(spoken(body), rounds(body));
        String stop = body.word("stop", STOPS, "");
        onOwnLeg(body);
        return Command.doing(() -> start(leg, item, stop));
    }

    /** Reads what is to be spoken, and by which voice. */
    static String spoken(Fields body) {
        body.requiredText("voice", 256);
        body.text("language");
        body.word("payload_type", Set.of("text", "ssml"), "text");
        return body.requiredText("payload", MAX_TEXT);
    }

    private static Effect play(Leg leg, Fields body) {
        AudioItem item = sound(body, rounds(body));
        String stop = body.word("stop", STOPS, "");
        boolean overlay = body.flag("overlay", false);
        body.flag("cache_audio", true);
        body.word("audio_type", Set.of("mp3", "wav"), "mp3");
        onOwnLeg(body);
        return Command.doing(() -> {
            if (!overlay) {
                start(leg, item, stop);
            } else if (leg.audio.isPlaying()) {
                leg.audio.addOverlay(item);
            } else {
                throw ApiError.audio();
            }
        });
    }

    private static AudioItem sound(Fields body, int rounds) {
        String url = body.text("audio_url");
        String name = body.text("media_name");
        String content = body.text("playback_content");
        if (url != null) {
            body.address("audio_url");
            return AudioItem.sound(url, false, rounds);
        }
        if (name != null) {
            return AudioItem.sound(name, true, rounds);
        }
        if (content == null) {
            body.wrong(Problem.missing("audio_url"));
        }
        return AudioItem.sound("content", true, rounds);
    }

    private static Effect stop(Leg leg, Fields body) {
        boolean overlay = body.flag("overlay", false);
        String stop = body.word("stop", STOPS, "all");
        return Command.doing(() -> {
            if (overlay) {
                leg.audio.stopOverlay("cancelled");
            } else if (stop.equals("all")) {
                leg.audio.stopAll();
            } else {
                leg.audio.stopCurrent();
            }
        });
    }

    private static void start(Leg leg, AudioItem item, String stop) {
        if (stop.equals("all")) {
            leg.audio.stopAll();
        } else if (stop.equals("current")) {
            leg.audio.stopCurrent();
        }
        leg.audio.add(item);
    }

    /** Reads how often: 1 to 100, as a number or as text, or {@code infinity}. */
    private static int rounds(Fields body) {
        Object value = body.values().get("loop");
        if (value == null) {
            return 1;
        }
        if ("infinity".equals(value)) {
            return AudioItem.ENDLESS;
        }
        String text = value.toString();
        if (text.matches("\\d{1,3}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= MAX_ROUNDS) {
            return Integer.parseInt(text);
        }
        body.wrong(Problem.outOfRange("loop"));
        return 1;
    }

    /** This carrier plays to the commanded leg only. */
    private static void onOwnLeg(Fields body) {
        body.word("target_legs", Set.of("self"), "self");
    }
}
