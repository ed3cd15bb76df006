package io.callyard.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What this machine has. */
final class Programs {
    private Programs() {}

    /** Returns the first of these that is on the search path. */
    static Optional<Path> find(String... names) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(names)
                .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Optional<Path> browser() {
        return find("chromium", "chromium-browser", "google-chrome");
    }

    static Optional<Path> driver() {
        return find("chromedriver");
    }
}
