package io.callyard.telephony.twilio;

import io.callyard.model.inbound.Utterance;
import io.callyard.spi.carrier.CarrierException;
import java.util.Locale;

/** Writes what is to be heard. */
final class Voice {
    private final TwilioSettings settings;

    Voice(TwilioSettings settings) {
        this.settings = settings;
    }

    /**
     * Adds an utterance to a document.
     *
     * @throws CarrierException if a recording has no address that Twilio could fetch
     */
    void add(Markup document, Utterance words) {
        if (words instanceof Utterance.Spoken spoken) {
            say(document, spoken.text(), spoken.language());
        } else if (words instanceof Utterance.Played played) {
            if (!isAddress(played.audio())) {
                throw new CarrierException("a recording needs an absolute http or https URL", true);
            }
            document.text("Play", played.audio());
        }
    }

    /** Adds words to a document. */
    void say(Markup document, String text, String language) {
        String voice = settings.voiceFor(language);
        if (voice.isEmpty()) {
            document.text("Say", text, "language", language);
        } else {
            document.text("Say", text, "language", language, "voice", voice);
        }
    }

    /** Adds music without an end; silence for a minute if there is none. */
    void play(Markup document, String music) {
        String sound = isAddress(music) ? music : settings.music();
        if (sound.isEmpty()) {
            document.empty("Pause", "length", "60");
        } else {
            document.text("Play", sound, "loop", "0");
        }
    }

    /** Returns whether Twilio could fetch something from there. */
    static boolean isAddress(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.startsWith("https://") || lower.startsWith("http://");
    }
}
