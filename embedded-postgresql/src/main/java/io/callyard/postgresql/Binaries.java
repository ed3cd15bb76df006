package io.callyard.postgresql;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * PostgreSQL's programs, unpacked once for each archive and user into the temporary folder.
 *
 * <p>Several JVMs may unpack at once: each unpacks into a folder of its own, and the first to finish gives
 * its folder the common name.
 */
final class Binaries {
    private static final String COMPLETE = ".complete";

    private Binaries() {}

    /** Returns the folder that holds {@code bin}, {@code lib} and {@code share}. */
    static Path unpacked() throws IOException {
        return unpackedBelow(folder());
    }

    /** Where the programs are, and the data that nobody wants to keep. */
    static Path folder() throws IOException {
        return Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
    }

    static synchronized Path unpackedBelow(Path folder) throws IOException {
        URL archive = archive();
        String user = Commands.run(List.of("id", "-u"));
        Path home = folder.resolve("callyard-postgresql-" + checksum(archive) + "-" + user);
        if (!Files.exists(home.resolve(COMPLETE))) {
            unpack(archive, home);
        }
        // Anybody may make folders there, so trust only one's own
        if (!Files.getAttribute(home, "unix:uid").toString().equals(user)) {
            throw new IOException(home + " belongs to somebody else");
        }
        return home;
    }

    private static void unpack(URL archive, Path home) throws IOException {
        Path own = Files.createTempDirectory(home.getParent(), "callyard-postgresql-");
        try (InputStream in = archive.openStream()) {
            Archive.unpack(in, own);
            Files.createFile(own.resolve(COMPLETE));
            Files.move(own, home);
        } catch (IOException e) {
            Trees.delete(own);
            if (!Files.exists(home.resolve(COMPLETE))) {
                throw e;
            }
        }
    }

    private static URL archive() {
        String name = "postgres-" + platform(System.getProperty("os.name"), System.getProperty("os.arch")) + ".txz";
        URL archive = Binaries.class.getResource("/" + name);
        if (archive == null) {
            throw new IllegalStateException("No " + name + " on the class path: add the artifact of"
                    + " io.zonky.test.postgres that has the binaries for this machine");
        }
        return archive;
    }

    /** The names that the archives of io.zonky.test.postgres carry. */
    static String platform(String name, String architecture) {
        String system = name.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String processor = architecture.equals("aarch64") ? "arm_64" : "x86_64";
        return system + "-" + processor;
    }

    private static String checksum(URL archive) throws IOException {
        try (CheckedInputStream in =
                new CheckedInputStream(new BufferedInputStream(archive.openStream()), new CRC32())) {
            in.transferTo(OutputStream.nullOutputStream());
            return Long.toHexString(in.getChecksum().getValue());
        }
    }
}
