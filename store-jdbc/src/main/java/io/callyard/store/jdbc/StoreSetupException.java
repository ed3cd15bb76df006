package io.callyard.store.jdbc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The database is not what the store needs, so the store was not opened.
 *
 * <p>The message names everything that was found, and what to do about it, so that one look is
 * enough. No call was accepted or lost. To try again is safe.
 */
public final class StoreSetupException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** An immutable list, which serializes. */
    @SuppressWarnings("serial")
    private final List<String> problems;

    /** Makes an exception that names {@code problems}, at least one. */
    public StoreSetupException(List<String> problems) {
        this(problems, null);
    }

    /** Makes an exception that names {@code problems}, at least one, with what brought them up. */
    public StoreSetupException(List<String> problems, @Nullable Throwable cause) {
        super(text(problems), cause);
        this.problems = List.copyOf(problems);
    }

    /** Returns what is wrong, one sentence or two for each problem; never empty. */
    public List<String> problems() {
        return problems;
    }

    private static String text(List<String> problems) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("no problems");
        }
        return "the database is not ready for the store:\n - " + String.join("\n - ", problems);
    }
}
