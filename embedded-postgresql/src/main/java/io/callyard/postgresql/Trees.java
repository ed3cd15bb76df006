package io.callyard.postgresql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders with all that is in them. */
final class Trees {
    private Trees() {}

    static void delete(Path root) throws IOException {
        if (Files.exists(root)) {
            List<Path> leavesFirst;
            try (Stream<Path> paths = Files.walk(root)) {
                leavesFirst = paths.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : leavesFirst) {
                Files.deleteIfExists(path);
            }
        }
    }
}
