package io.callyard.telephony.telnyx;

import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.Utterance;
import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Does on callers' lines what the engine asks for.
 *
 * <p>What is to go on after an announcement stands in the call's tag, so that whichever node hears of its end can do it.
 * A line that turns out to be over is reported: its end may have come before its beginning.
 */
final class Lines {
    /** How long a recording of unknown length may last. */
    private static final Duration LONGEST_RECORDING = Duration.ofMinutes(5);

    /** How long it takes to speak a character, slowly. */
    private static final Duration PER_CHARACTER = Duration.ofMillis(150);

    private static final Duration MARGIN = Duration.ofSeconds(10);

    private final Commands commands;
    private final Music music;
    private final LineOrders orders;
    private final Scheduler scheduler;
    private final Consumer<CallerLine> over;

    /**
     * Works on lines.
     *
     * @param over told of a line that turns out to be over
     */
    Lines(Commands commands, Music music, LineOrders orders, Scheduler scheduler, Consumer<CallerLine> over) {
        this.commands = commands;
        this.music = music;
        this.orders = orders;
        this.scheduler = scheduler;
        this.over = over;
    }

    /** Answers a line, if that is still to be done, and plays music. */
    CompletionStage<Void> hold(CallerLine line, String tune) {
        String call = line.call().value();
        CallTag.Held tag = new CallTag.Held(tune);
        // The music begins when the carrier says that the call is answered.
        return commands.answer(call, commands.newKey(), tag)
                .thenCompose(reply -> reply.isState()
                        ? music.restart(call, commands.newKey(), tag)
                        : CompletableFuture.completedStage(reply))
                .thenCompose(reply -> settled(line, reply));
    }

    /** Says something, then plays music. */
    CompletionStage<Void> say(CallerLine line, Utterance words, String tune) {
        Commands newest = commands.onlyWhile(orders.next(line.call()));
        return utter(newest, line, words, new CallTag.Held(tune)).thenCompose(reply -> settled(line, reply));
    }

    /** Says the last words, if there are any, and ends a line. */
    CompletionStage<Void> release(CallerLine line, @Nullable Utterance lastWords) {
        String call = line.call().value();
        orders.next(line.call());
        if (lastWords == null) {
            return end(call);
        }
        CallTag quiet = new CallTag.Quiet();
        // What is broken off is told to have ended too. It must not pass for the end of the last words.
        return answered(line, quiet, number -> commands.silence(call, commands.newKey(), quiet))
                .thenCompose(reply -> reply.isOver()
                        ? CompletableFuture.completedStage(reply)
                        : utter(commands, line, lastWords, new CallTag.LastWords()))
                .thenCompose(reply -> {
                    if (reply instanceof Reply.Done) {
                        endLater(call, lastWords);
                        return CompletableFuture.completedStage(null);
                    }
                    return end(call);
                });
    }

    /** Ends a call. One that is over is a success. */
    CompletionStage<Void> end(String call) {
        return commands.hangUp(call, commands.newKey(), null)
                .thenCompose(reply -> reply.isEnded()
                        ? CompletableFuture.completedStage(null)
                        : CompletableFuture.failedStage(reply.failure()));
    }

    /** In case the end of the last words is never told. */
    @SuppressWarnings("FutureReturnValueIgnored") // the call is over, or the carrier's own limit ends it
    private void endLater(String call, Utterance words) {
        Duration length = words instanceof Utterance.Spoken spoken
                ? PER_CHARACTER.multipliedBy(spoken.text().length())
                : LONGEST_RECORDING;
        scheduler.schedule(length.plus(MARGIN), () -> end(call));
    }

    private CompletionStage<Reply> utter(Commands by, CallerLine line, Utterance words, CallTag tag) {
        String call = line.call().value();
        return answered(line, tag, number -> by.utter(call, by.newKey(), words, tag));
    }

    /** Gives a command, and answers the call if it is not answered: nobody else may have done so. */
    @SuppressWarnings("FutureReturnValueIgnored") // what came of the answer shows in the command
    private CompletionStage<Reply> answered(CallerLine line, CallTag tag, IntFunction<CompletionStage<Reply>> command) {
        String call = line.call().value();
        return commands.onceAnswered(number -> command.apply(number).thenApply(reply -> {
            if (number == 0 && reply.isState()) {
                commands.answer(call, commands.newKey(), tag);
            }
            return reply;
        }));
    }

    private CompletionStage<Void> settled(CallerLine line, Reply reply) {
        if (reply instanceof Reply.Done) {
            return CompletableFuture.completedStage(null);
        }
        if (reply.isOver()) {
            scheduler.execute(() -> over.accept(line));
        }
        return CompletableFuture.failedStage(reply.failure());
    }
}
