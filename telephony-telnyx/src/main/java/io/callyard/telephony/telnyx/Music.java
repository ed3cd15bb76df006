package io.callyard.telephony.telnyx;

import io.callyard.telephony.http.JsonBody;
import io.callyard.telephony.http.JsonValue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Plays music to callers who are held. */
final class Music {
    private final Commands commands;
    private final String own;

    /**
     * Plays music.
     *
     * @param own what is played where no other is asked for; empty: nothing
     */
    Music(Commands commands, String own) {
        this.commands = commands;
        this.own = own;
    }

    /** Plays it behind whatever is heard. Leaves the tag alone: the caller may have been joined meanwhile. */
    CompletionStage<Reply> goOn(String call, String key, CallTag.Held tag) {
        String tune = tune(tag);
        return tune.isEmpty() ? nothing() : commands.play(call, key, tune, true, false, null);
    }

    /** Plays it in place of whatever is heard. */
    CompletionStage<Reply> restart(String call, String key, CallTag.Held tag) {
        String tune = tune(tag);
        return tune.isEmpty() ? commands.silence(call, key, tag) : commands.play(call, key, tune, true, true, tag);
    }

    /** Goes on after a sound that could not be played: not with the same one, that would never end. */
    CompletionStage<Reply> instead(String call, String key, CallTag.Held tag, JsonValue payload) {
        String broken = payload.text("media_url", payload.text("media_name", ""));
        String tune = tune(tag);
        if (!broken.equals(tune)) {
            return goOn(call, key, tag);
        }
        return own.isEmpty() || own.equals(broken) ? nothing() : commands.play(call, key, own, true, false, null);
    }

    private String tune(CallTag.Held tag) {
        return tag.music().isEmpty() ? own : tag.music();
    }

    private static CompletionStage<Reply> nothing() {
        return CompletableFuture.completedStage(
                new Reply.Done(JsonValue.parse(new JsonBody().toBytes()).orElseThrow()));
    }
}
