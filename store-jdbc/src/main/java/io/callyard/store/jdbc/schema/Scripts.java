package io.callyard.store.jdbc.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the migrations for a database.
 *
 * <p>They are in a folder of resources, with a file {@code index} that lists them in order, one a
 * line: the entries of a jar cannot be listed on every class loader.
 */
final class Scripts {
    private Scripts() {}

    /** Returns the migrations of this release, oldest first. */
    static List<Script> of(Database database) {
        return in(database.folder());
    }

    /**
     * Returns the migrations in a folder.
     *
     * @param folder relative to this package
     */
    static List<Script> in(String folder) {
        List<Script> scripts = new ArrayList<>();
        int last = 0;
        for (String file : read(folder + "/index").lines().toList()) {
            Script script = Script.of(file, read(folder + "/" + file));
            if (script.version() <= last) {
                throw new IllegalStateException(folder + "/index lists " + script + " behind version " + last);
            }
            last = script.version();
            scripts.add(script);
        }
        return List.copyOf(scripts);
    }

    private static String read(String path) {
        try (InputStream in = Scripts.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
