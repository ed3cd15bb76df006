package io.callyard.fake.twilio;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is to be heard, one thing after another: {@code Say}, {@code Play} and {@code Pause}. */
final class Sounds {
    private static final Duration PLAY = Duration.ofSeconds(10);
    private static final Duration SHORTEST = Duration.ofMillis(500);
    private static final Duration CHARACTER = Duration.ofMillis(60);
    /** An address may say how long the audio is: {@code music-28s.mp3}. */
    private static final Pattern LENGTH = Pattern.compile("-(\\d{1,5})s(?:[./?#]|$)");

    private final Script script;
    private final Step step;
    private final List<Element> sounds;
    private final Runnable done;
    private int index = -1;
    private int left;
    private boolean stopped;

    /**
     * Makes them ready.
     *
     * @param step whose they are: they end with it
     * @param done told when the last has been heard
     */
    Sounds(Script script, Step step, List<Element> sounds, Runnable done) {
        this.script = script;
        this.step = step;
        this.sounds = sounds;
        this.done = done;
    }

    void begin() {
        next();
    }

    void stop() {
        stopped = true;
    }

    /** Returns how long audio takes. */
    static Duration lengthOf(String url) {
        Matcher matcher = LENGTH.matcher(url);
        return matcher.find() ? Duration.ofSeconds(Math.max(1, Long.parseLong(matcher.group(1)))) : PLAY;
    }

    private void next() {
        if (stopped) {
            return;
        }
        if (++index >= sounds.size()) {
            done.run();
            return;
        }
        int times = sounds.get(index).number("loop", 1);
        left = times == 0 ? Integer.MAX_VALUE : times;
        once();
    }

    private void once() {
        if (stopped) {
            return;
        }
        if (left-- <= 0) {
            next();
            return;
        }
        script.after(length(sounds.get(index)), step, this::once);
    }

    private Duration length(Element sound) {
        switch (sound.name()) {
            case "Say" -> {
                script.call.hear(sound.text());
                Duration spoken = CHARACTER.multipliedBy(sound.text().length());
                return spoken.compareTo(SHORTEST) < 0 ? SHORTEST : spoken;
            }
            case "Play" -> {
                if (sound.text().isEmpty()) {
                    // Only tones, which nobody listens to.
                    return Duration.ofSeconds(1);
                }
                String url = script.resolved(sound.text());
                script.call.hear(url == null ? sound.text() : url);
                return lengthOf(sound.text());
            }
            default -> {
                return Duration.ofSeconds(Math.max(1, sound.number("length", 1)));
            }
        }
    }
}
