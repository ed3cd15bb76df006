package io.callyard.announce;

import io.callyard.announce.Announcement.CallbackConfirmed;
import io.callyard.announce.Announcement.CallbackOffer;
import io.callyard.announce.Announcement.Closed;
import io.callyard.announce.Announcement.Overflow;
import io.callyard.announce.Announcement.Standing;
import io.callyard.announce.Announcement.Welcome;
import io.callyard.announce.SpokenWait.Unit;
import io.callyard.model.WaitEstimate;
import io.callyard.model.inbound.OverflowAction;
import io.callyard.model.inbound.Utterance.Spoken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Puts announcements into words. Times are said as people say them: "about 5 minutes", "between 5 and 10 minutes".
 *
 * <p><b>Threads.</b> Immutable.
 *
 * @param wording the words
 */
public record AnnouncementWriter(Wording wording) {
    /** One with the standard wording. */
    public static final AnnouncementWriter STANDARD = new AnnouncementWriter(Wording.standard());

    /** Writes for somebody of a queue that speaks English. See {@link #write(Announcement, String, String)}. */
    public Spoken write(Announcement announcement, String language) {
        return write(announcement, language, Wording.LAST_RESORT);
    }

    /**
     * Writes for somebody.
     *
     * @param language his language as an IETF tag: {@code es-MX} falls back to {@code es}; may be empty
     * @param queueLanguage the queue's, taken if there are no texts in his; after that, English
     * @return the text, and the language in which it is: his own tag where the text is in his language, so that a voice
     *     of his country reads it
     */
    public Spoken write(Announcement announcement, String language, String queueLanguage) {
        Wording.Found found = wording.find(List.of(language, queueLanguage));
        return new Spoken(text(announcement, found.texts()), found.language());
    }

    private static String text(Announcement announcement, Texts texts) {
        if (announcement instanceof Standing standing) {
            return text(standing, texts);
        }
        if (announcement instanceof CallbackConfirmed confirmed) {
            return text(confirmed.promisedWithin(), texts);
        }
        if (announcement instanceof Overflow overflow) {
            return texts.say(phraseOf(overflow.action()), Map.of());
        }
        if (announcement instanceof CallbackOffer) {
            return callbackOffer(texts);
        }
        if (announcement instanceof Welcome) {
            return texts.say(Phrase.WELCOME, Map.of());
        }
        if (announcement instanceof Closed) {
            return texts.say(Phrase.CLOSED, Map.of());
        }
        throw new IllegalStateException("no words for " + announcement);
    }

    private static String text(Standing standing, Texts texts) {
        List<String> sentences = new ArrayList<>();
        sentences.add(
                standing.position() == 1
                        ? texts.say(Phrase.NEXT, Map.of())
                        : texts.say(Phrase.POSITION, Map.of("position", Integer.toString(standing.position()))));
        if (standing.rose()) {
            sentences.add(texts.say(Phrase.ROSE, Map.of()));
        }
        sentences.add(text(standing.estimate(), texts));
        if (standing.callbackOffered()) {
            sentences.add(callbackOffer(texts));
        }
        return String.join(" ", sentences);
    }

    private static String text(WaitEstimate estimate, Texts texts) {
        SpokenWait wait = SpokenWait.of(estimate);
        boolean hours = wait.unit() == Unit.HOURS;
        Phrase phrase = switch (wait.shape()) {
            case LESS -> hours ? Phrase.LESS_HOURS : Phrase.LESS_MINUTES;
            case ABOUT -> hours ? Phrase.ABOUT_HOURS : Phrase.ABOUT_MINUTES;
            case BETWEEN -> hours ? Phrase.BETWEEN_HOURS : Phrase.BETWEEN_MINUTES;
            case UNKNOWN -> Phrase.UNKNOWN;
        };
        return phrase.counts()
                ? texts.say(phrase, wait.number(), Map.of("low", Long.toString(wait.low())))
                : texts.say(phrase, Map.of());
    }

    private static String text(Duration promisedWithin, Texts texts) {
        SpokenWait within = SpokenWait.within(promisedWithin);
        Phrase phrase = within.unit() == Unit.HOURS ? Phrase.CALLBACK_HOURS : Phrase.CALLBACK_MINUTES;
        return texts.say(phrase, within.number(), Map.of());
    }

    private static String callbackOffer(Texts texts) {
        return texts.say(Phrase.CALLBACK_OFFER, Map.of("digit", Announcement.CALLBACK_DIGIT));
    }

    private static Phrase phraseOf(OverflowAction action) {
        return switch (action) {
            case CALLBACK -> Phrase.OVERFLOW_CALLBACK;
            case VOICEMAIL -> Phrase.OVERFLOW_VOICEMAIL;
            case OTHER_QUEUE -> Phrase.OVERFLOW_OTHER_QUEUE;
            case HANG_UP -> Phrase.OVERFLOW_HANG_UP;
        };
    }
}
