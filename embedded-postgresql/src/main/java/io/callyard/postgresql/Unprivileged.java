package io.callyard.postgresql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The way to run a command as somebody else than root, whom PostgreSQL refuses.
 *
 * @param prefix goes before the command; empty for an ordinary user
 * @param uid who must own the files of the command, if not the user of this JVM
 */
record Unprivileged(List<String> prefix, OptionalInt uid) {
    private static final String ROOT = "0";
    private static final String NOBODY = "65534";

    /** {@code unshare} keeps the files' owner: only inside its namespace it is not root. */
    private static final List<Way> WAYS = List.of(
            new Way(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--"), true),
            new Way(List.of("runuser", "-u", "nobody", "--"), true),
            new Way(List.of("unshare", "-U", "--"), false));

    /** Finds a way that can also enter {@code directories}: a root's home is closed to others. */
    static Unprivileged reaching(List<Path> directories) {
        return reaching(directories, Commands.run(List.of("id", "-u")), WAYS);
    }

    static Unprivileged reaching(List<Path> directories, String user, List<Way> ways) {
        if (!user.equals(ROOT)) {
            return new Unprivileged(List.of(), OptionalInt.empty());
        }
        for (Way way : ways) {
            Optional<String> uid = way.probe(directories).filter(other -> !other.equals(ROOT));
            if (uid.isPresent()) {
                return new Unprivileged(
                        way.prefix, way.ownsFiles ? OptionalInt.of(Integer.parseInt(uid.get())) : OptionalInt.empty());
            }
        }
        throw new IllegalStateException("PostgreSQL does not run as root, and none of " + ways
                + " gives another user who can enter " + directories);
    }

    List<String> command(List<String> command) {
        return Commands.join(prefix, command);
    }

    /** Makes the file or empty directory belong to whom the command runs as. */
    void own(Path path) throws IOException {
        if (uid.isPresent()) {
            Files.setAttribute(path, "unix:uid", uid.getAsInt());
        }
    }

    /** One way to drop the privileges of root. */
    record Way(List<String> prefix, boolean ownsFiles) {
        Optional<String> probe(List<Path> directories) {
            List<String> probe = List.of("sh", "-c", "for d; do cd \"$d\" || exit 1; done; id -u", "sh");
            List<String> paths = directories.stream().map(Path::toString).toList();
            return Commands.attempt(Commands.join(Commands.join(prefix, probe), paths));
        }

        @Override
        public String toString() {
            return prefix.get(0);
        }
    }
}
