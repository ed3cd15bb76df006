package io.callyard.proofs.leads;

import io.callyard.model.CallId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * That the carrier was asked to call a number, as its own log tells it.
 *
 * @param call for which of the engine's calls
 * @param attempt the number of the attempt, from 1; a call that was turned down for now gets another
 */
record Dial(CallId call, int attempt, String number, Became became) {
    /** What the carrier made of it. */
    enum Became {
        /** A call: the number rang. */
        CREATED,
        /** Nothing, and it said so: never. */
        REFUSED,
        /** Nothing, and it said so: perhaps later. */
        NOT_NOW,
        /** Nothing, and nobody heard of it. */
        DROPPED,
        /** Nothing: it had said before that this attempt cannot come any more. */
        CLOSED,
        /** It was asked for the same attempt before. */
        AGAIN
    }

    boolean isMade() {
        return became == Became.CREATED;
    }

    /** Returns whether the carrier said that there is no call, and never will be. */
    boolean isRefused() {
        return became == Became.REFUSED || became == Became.CLOSED;
    }

    /** Reads all of them from the log of a carrier, in order. */
    static List<Dial> readAll(Path log) {
        try {
            return Files.readAllLines(log, StandardCharsets.US_ASCII).stream()
                    .map(line -> line.split(" ", -1))
                    .filter(word -> word[0].equals("request"))
                    .map(word -> new Dial(
                            CallId.parse(word[4]), Integer.parseInt(word[5]), word[6], Became.valueOf(word[7])))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
