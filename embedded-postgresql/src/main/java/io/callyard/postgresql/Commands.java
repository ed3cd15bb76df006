package io.callyard.postgresql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs short commands to their end. */
final class Commands {
    private Commands() {}

    /** Returns what the command wrote, errors included, and throws that text if the command failed. */
    static String run(List<String> command) {
        try {
            Result result = toEnd(command);
            if (result.status != 0) {
                throw new IllegalStateException(
                        String.join(" ", command) + " ended with " + result.status + ": " + result.output);
            }
            return result.output;
        } catch (IOException e) {
            throw new IllegalStateException(String.join(" ", command) + " cannot be run", e);
        }
    }

    /** Returns what the command wrote, or nothing if it is missing or failed. */
    static Optional<String> attempt(List<String> command) {
        try {
            Result result = toEnd(command);
            return result.status == 0 ? Optional.of(result.output) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static List<String> join(List<String> prefix, List<String> rest) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(rest);
        return all;
    }

    private static Result toEnd(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        try {
            return new Result(process.waitFor(), output);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw Interrupts.restored(e);
        }
    }

    private record Result(int status, String output) {}
}
