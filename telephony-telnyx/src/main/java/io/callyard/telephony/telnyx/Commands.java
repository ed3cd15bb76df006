package io.callyard.telephony.telnyx;

import io.callyard.model.inbound.Utterance;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.telephony.http.JsonBody;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Gives commands to calls. One that got no clear answer is given again, word for word and with the same id, so that the
 * carrier does it once; one that was refused may be given again only with another id.
 *
 * <p>Each method takes a key: commands with one key to one call are one command, whichever node gives them. What follows
 * from a webhook is named after it, so that a webhook that comes twice does nothing twice.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class Commands {
    private static final int TRIES = 3;
    private static final Duration UNANSWERED = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Reply OVERTAKEN = new Reply.NotSent("something newer was asked for");

    /** How long a call may take to be answered once that was asked for. */
    private static final List<Duration> WAITS =
            List.of(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));

    private final TelnyxApi api;
    private final Voices voices;
    private final Scheduler scheduler;
    private final Tries tries;
    private final BooleanSupplier wanted;

    Commands(TelnyxApi api, Voices voices, Scheduler scheduler) {
        this(api, voices, scheduler, () -> true);
    }

    private Commands(TelnyxApi api, Voices voices, Scheduler scheduler, BooleanSupplier wanted) {
        this.api = api;
        this.voices = voices;
        this.scheduler = scheduler;
        this.tries = new Tries(scheduler);
        this.wanted = wanted;
    }

    /** Returns these commands, of which none is given, or given again, once they are not wanted any more. */
    Commands onlyWhile(BooleanSupplier condition) {
        return new Commands(api, voices, scheduler, condition);
    }

    /** Answers a call. */
    CompletionStage<Reply> answer(String call, String key, CallTag tag) {
        return send(call, "answer", key, body -> body.text("client_state", tag.clientState()));
    }

    /** Declines a call that is not answered yet. */
    CompletionStage<Reply> reject(String call, String key) {
        return send(call, "reject", key, body -> body.text("cause", "CALL_REJECTED"));
    }

    /** Ends a call. */
    CompletionStage<Reply> hangUp(String call, String key, @Nullable CallTag tag) {
        return send(call, "hangup", key, body -> body.text("client_state", state(tag)));
    }

    /** Says something. */
    CompletionStage<Reply> utter(String call, String key, Utterance words, @Nullable CallTag tag) {
        return words instanceof Utterance.Spoken spoken
                ? speak(call, key, spoken.text(), spoken.language(), tag)
                : play(call, key, ((Utterance.Played) words).audio(), false, true, tag);
    }

    /** Speaks, and breaks off whatever is heard. */
    CompletionStage<Reply> speak(String call, String key, String text, String language, @Nullable CallTag tag) {
        return send(
                call,
                "speak",
                key,
                body -> spoken(body, text, language).text("stop", "all").text("client_state", state(tag)));
    }

    private JsonBody spoken(JsonBody body, String text, String language) {
        return body.text("payload", text)
                .text("payload_type", "text")
                .text("voice", voices.voice(language))
                .text("language", voices.language(language));
    }

    /**
     * Plays a sound.
     *
     * @param audio an address, or a name under which the carrier keeps it
     * @param endless again and again
     * @param first before all else: else behind what is being played
     */
    CompletionStage<Reply> play(
            String call, String key, String audio, boolean endless, boolean first, @Nullable CallTag tag) {
        boolean isAddress = audio.startsWith("http://") || audio.startsWith("https://");
        return send(
                call,
                "playback_start",
                key,
                body -> body.text(isAddress ? "audio_url" : "media_name", audio)
                        .text("loop", endless ? "infinity" : null)
                        .text("stop", first ? "all" : null)
                        .text("client_state", state(tag)));
    }

    /** Breaks off whatever is heard. */
    CompletionStage<Reply> silence(String call, String key, @Nullable CallTag tag) {
        return send(call, "playback_stop", key, body -> body.text("stop", "all").text("client_state", state(tag)));
    }

    /** Speaks and waits for one key, ten seconds after the last word at most. */
    CompletionStage<Reply> askForKey(String call, String key, String text, String language) {
        return send(
                call,
                "gather_using_speak",
                key,
                body -> spoken(body, text, language)
                        .number("minimum_digits", 1)
                        .number("maximum_digits", 1)
                        .number("maximum_tries", 1)
                        .number("timeout_millis", 10_000)
                        .text("valid_digits", "0123456789*#"));
    }

    /** Joins two calls, neither of which is joined yet. */
    CompletionStage<Reply> bridge(String call, String key, String other, @Nullable CallTag tag) {
        return send(
                call,
                "bridge",
                key,
                body -> body.text("call_control_id", other)
                        .flag("prevent_double_bridge", true)
                        .text("client_state", state(tag)));
    }

    /** Has an assistant talk. */
    CompletionStage<Reply> startAssistant(String call, String key, String assistant, CallTag tag) {
        return send(
                call,
                "ai_assistant_start",
                key,
                body -> body.object("assistant", new JsonBody().text("id", assistant))
                        .flag("send_message_history_updates", true)
                        .text("client_state", tag.clientState()));
    }

    /** Has a call carry another tag from now on. */
    CompletionStage<Reply> mark(String call, CallTag tag) {
        JsonBody body = new JsonBody().text("client_state", tag.clientState());
        return tries.run(
                number -> api.put(TelnyxApi.call(call, "actions", "client_state_update"), body), this::pauseAfter);
    }

    /**
     * Gives a command to a call that may not be answered yet, until it is.
     *
     * @param command gives it, once, by the number of the try
     */
    CompletionStage<Reply> onceAnswered(IntFunction<CompletionStage<Reply>> command) {
        return tries.run(
                command,
                (number, reply) ->
                        reply.isState() && number < WAITS.size() ? Optional.of(WAITS.get(number)) : Optional.empty());
    }

    /** Returns a key that no other command has. */
    String newKey() {
        return new UUID(scheduler.random().nextLong(), scheduler.random().nextLong()).toString();
    }

    private CompletionStage<Reply> send(String call, String command, String key, Consumer<JsonBody> fields) {
        AtomicInteger refusals = new AtomicInteger();
        String path = TelnyxApi.call(call, "actions", command);
        return tries.run(
                number -> {
                    if (!wanted.getAsBoolean()) {
                        return CompletableFuture.completedStage(OVERTAKEN);
                    }
                    JsonBody body = new JsonBody();
                    fields.accept(body);
                    return api.post(path, body.text("command_id", id(command, key, refusals.get())));
                },
                (number, reply) -> {
                    if (reply instanceof Reply.Refused) {
                        refusals.incrementAndGet();
                    }
                    return pauseAfter(number, reply);
                });
    }

    private Optional<Duration> pauseAfter(int number, Reply reply) {
        if (number + 1 >= TRIES || reply instanceof Reply.Done || reply.equals(OVERTAKEN)) {
            return Optional.empty();
        }
        if (reply instanceof Reply.Refused refused) {
            Duration wait = refused.retryAfter().compareTo(LONGEST_PAUSE) < 0 ? refused.retryAfter() : LONGEST_PAUSE;
            return refused.status() == 429 ? Optional.of(wait.isZero() ? UNANSWERED : wait) : Optional.empty();
        }
        // The vendor's advice: at once after a server error, after half a second without an answer.
        boolean answered = reply instanceof Reply.Unclear unclear && unclear.answered();
        return Optional.of(answered ? Duration.ZERO : UNANSWERED);
    }

    /** Returns a command's id: the same for the same command, whichever node gives it. */
    static String id(String command, String key, int refusals) {
        String name = command + "/" + key + "/" + refusals;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static @Nullable String state(@Nullable CallTag tag) {
        return tag == null ? null : tag.clientState();
    }
}
