package io.callyard.telephony.twilio;

import io.callyard.model.inbound.Utterance;
import io.callyard.model.inbound.Utterance.Spoken;
import io.callyard.spi.carrier.CarrierException;
import io.callyard.spi.carrier.LineEnd;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The documents for people's lines. Each says all that is to be heard from now on, so that it does not matter which
 * one came before.
 */
final class CallerDocuments {
    /** How often a caller who falls out of a hold queue is put into another one. */
    static final int MOST_HOLDS = 3;

    /** How often a person's line looks for the agent. */
    static final int MOST_JOINS = 3;

    /** What the carrier's queues are for: a place to wait. Who is next is the engine's business. */
    private static final int HOLD_QUEUES = 16;

    private static final String MUSIC = "music";
    private static final String TRY = "try";

    private final WebhookUrls urls;
    private final Voice voice;

    CallerDocuments(TwilioSettings settings) {
        urls = settings.urls();
        voice = new Voice(settings);
    }

    /** Nothing. */
    static String nothing() {
        return Markup.response().finish();
    }

    /** The line is ended. */
    static String hangUp() {
        return Markup.response().empty("Hangup").finish();
    }

    /** The call is declined, without being answered. */
    static String decline() {
        return Markup.response().empty("Reject").finish();
    }

    /** The person hears nothing for a minute; meanwhile an agent is connected. */
    static String silence() {
        return Markup.response().empty("Pause", "length", "60").empty("Hangup").finish();
    }

    /**
     * The caller waits, with music.
     *
     * @param hold for the how-manieth time, without having waited for a while in between
     */
    String hold(String sid, String music, int hold) {
        Markup document = Markup.response();
        enqueue(document, sid, music, hold);
        return document.finish();
    }

    /** What he hears while he waits, as long as it may take. */
    String waiting(String music) {
        Markup document = Markup.response();
        gather(document, urls.document(Path.DIGIT, "in", "queue", MUSIC, music));
        voice.play(document, music);
        return document.close()
                .text("Redirect", urls.document(Path.WAIT, MUSIC, music))
                .finish();
    }

    /**
     * The caller hears something, can press a key meanwhile, and waits on.
     *
     * @throws CarrierException if it does not fit
     */
    String say(String sid, Utterance words, String music) {
        return fitting(words, some -> {
            Markup document = Markup.response();
            gather(document, urls.document(Path.DIGIT, MUSIC, music));
            voice.add(document, some);
            enqueue(document.close(), sid, music, 1);
            return document.finish();
        });
    }

    /**
     * The line is let go of.
     *
     * @throws CarrierException if the words do not fit
     */
    String end(@Nullable Utterance lastWords, LineEnd how) {
        return lastWords == null
                ? end(Markup.response(), how)
                : fitting(lastWords, some -> {
                    Markup document = Markup.response();
                    voice.add(document, some);
                    return end(document, how);
                });
    }

    private String end(Markup document, LineEnd how) {
        if (how == LineEnd.VOICEMAIL) {
            String action = urls.document(Path.VOICEMAIL);
            document.empty("Record", "action", action, "maxLength", "120", "timeout", "5", "playBeep", "true");
        }
        return document.empty("Hangup").finish();
    }

    /**
     * The person is joined with the agent who waits for him.
     *
     * @param attempt for the how-manieth time
     */
    String join(LegTag leg, int attempt) {
        Markup document = Markup.response();
        if (attempt > 1) {
            // The agent may be a moment behind.
            document.empty("Pause", "length", "1");
        }
        String after = urls.document(Path.AFTER, leg.query(TRY, Integer.toString(attempt)));
        return document.open("Dial", "timeout", "5", "action", after)
                .text("Queue", leg.queue(), "url", urls.document(Path.JOINED, leg.query()))
                .finish();
    }

    /** Returns the music that an address speaks of. */
    static String musicIn(Webhook webhook) {
        return webhook.ours(MUSIC);
    }

    /** Returns the how-manieth time an address speaks of; 1 if it does not. */
    static int tryIn(Webhook webhook) {
        String text = webhook.ours(TRY);
        return text.matches("[1-9]") ? Integer.parseInt(text) : 1;
    }

    /** Returns whether a key was pressed within a hold queue, where only some of the verbs are allowed. */
    static boolean isInQueue(Webhook webhook) {
        return webhook.ours("in").equals("queue");
    }

    private static void gather(Markup document, String action) {
        document.open("Gather", "numDigits", "1", "timeout", "1", "finishOnKey", "", "action", action);
    }

    private void enqueue(Markup document, String sid, String music, int hold) {
        int queue = Math.floorMod(sid.hashCode() + hold, HOLD_QUEUES);
        String left = urls.document(Path.LEFT, MUSIC, music, TRY, Integer.toString(hold));
        document.text(
                "Enqueue", "callyard-hold-" + queue, "action", left, "waitUrl", urls.document(Path.WAIT, MUSIC, music));
    }

    /** A document that is given with a request has its limit: the end of a text that is too long is left out. */
    private static String fitting(Utterance words, Function<Utterance, String> writer) {
        String document = writer.apply(words);
        int surplus = document.length() - Instructions.MAX_TWIML;
        if (surplus > 0 && words instanceof Spoken spoken && spoken.text().length() > surplus) {
            String text = cut(spoken.text(), spoken.text().length() - surplus);
            document = text.isBlank() ? document : writer.apply(new Spoken(text, spoken.language()));
        }
        if (document.length() > Instructions.MAX_TWIML) {
            throw new CarrierException("too long for one request to the carrier", true);
        }
        return document;
    }

    /** Cuts at the end of a word where there is one; never within a character. */
    private static String cut(String text, int length) {
        int space = text.lastIndexOf(' ', length);
        int end = space > length / 2 ? space : length;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }
}
