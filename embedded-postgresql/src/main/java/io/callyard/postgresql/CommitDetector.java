package io.callyard.postgresql;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Recognises the message on which the server commits, among those that one client sends in order.
 *
 * <p>The client may send {@code COMMIT} as text (simple Query), or prepare it once under a name and later
 * send only the name (Parse, Bind, Execute). What commits by itself, without {@code COMMIT}, is not seen.
 */
final class CommitDetector {
    /** Alone or last in a list of statements; a function's body may also say {@code end}, but not at its end. */
    private static final Pattern COMMIT = Pattern.compile(
            "(.*;)?\\s*(commit|end)(\\s+(work|transaction))?(\\s+and\\s+(no\\s+)?chain)?\\s*;?\\s*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final Set<String> statements = new HashSet<>();
    private final Set<String> portals = new HashSet<>();

    /** Whether the server commits when it reads this message. */
    boolean commits(Frame frame) {
        return switch (frame.type()) {
            case 'Q' -> isCommit(frame.text(0));
            case 'P' -> remember(statements, frame.text(0), isCommit(frame.text(frame.afterText(0))));
            case 'B' -> remember(portals, frame.text(0), statements.contains(frame.text(frame.afterText(0))));
            case 'C' -> remember(frame.text(0).startsWith("S") ? statements : portals, frame.text(1), false);
            case 'E' -> portals.contains(frame.text(0));
            default -> false;
        };
    }

    private static boolean isCommit(String sql) {
        return COMMIT.matcher(sql).matches();
    }

    /** A name may be used again for another statement. Nothing is executed yet: always false. */
    private static boolean remember(Set<String> names, String name, boolean commit) {
        if (commit) {
            names.add(name);
        } else {
            names.remove(name);
        }
        return false;
    }
}
