package io.callyard.fake.telnyx;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that is played on a leg.
 *
 * @param kind a text or a sound
 * @param what the text, or the address or name of the sound
 * @param isName whether it is a name of the sound, not an address
 * @param rounds how often; {@link #ENDLESS}: until it is stopped
 * @param whenOver gets the status when it is over; null: nobody asks
 */
record AudioItem(
        Heard.Kind kind,
        String what,
        boolean isName,
        int rounds,
        @Nullable Over whenOver) {
    static final int ENDLESS = -1;

    private static final Duration PER_CHARACTER = Duration.ofMillis(60);
    private static final Duration SHORTEST_SPEECH = Duration.ofMillis(500);
    private static final Duration SOUND = Duration.ofSeconds(10);
    /** An address tells how long its sound is: {@code music-28s.mp3}. */
    private static final Pattern LENGTH = Pattern.compile("-(\\d{1,6})s\\b");

    /** Is told when something is over. */
    @FunctionalInterface
    interface Over {
        void over(String status);
    }

    static AudioItem speech(String text, int rounds) {
        return new AudioItem(Heard.Kind.SPEECH, text, false, rounds, null);
    }

    static AudioItem sound(String what, boolean isName, int rounds) {
        return new AudioItem(Heard.Kind.SOUND, what, isName, rounds, null);
    }

    AudioItem then(Over action) {
        return new AudioItem(kind, what, isName, rounds, action);
    }

    boolean isSpeech() {
        return kind == Heard.Kind.SPEECH;
    }

    /** Returns how long one round takes. */
    Duration roundLength() {
        if (isSpeech()) {
            Duration spoken = PER_CHARACTER.multipliedBy(what.length());
            return spoken.compareTo(SHORTEST_SPEECH) < 0 ? SHORTEST_SPEECH : spoken;
        }
        Matcher length = LENGTH.matcher(what);
        return length.find() ? Duration.ofSeconds(Long.parseLong(length.group(1))) : SOUND;
    }

    /** Returns the type of the event that something becomes of it. */
    String event(String what) {
        return (isSpeech() ? "call.speak." : "call.playback.") + what;
    }

    Map<String, @Nullable Object> details(boolean overlay) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        if (!isSpeech()) {
            details.put(isName ? "media_name" : "media_url", what);
            details.put("overlay", overlay);
        }
        return details;
    }
}
