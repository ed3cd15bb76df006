package io.callyard.benchmarks.database;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.CodeSource;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says on what and with what a table was measured, and how to measure it again. */
final class Header {
    private Header() {}

    /**
     * Prints it.
     *
     * @param libraries one class of each library whose version matters
     */
    static void print(Class<?> program, Options options, Databases databases, Class<?>... libraries)
            throws SQLException {
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                Locale.ROOT,
                "machine:  %d cores, %s %s, load %.1f before the run%n",
                runtime.availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        System.out.printf(
                "java:     %s, heap at most %,d MB%n", Runtime.version(), runtime.maxMemory() / (1024 * 1024));
        System.out.println("database: " + databases.describe());
        System.out.println(
                "with:     " + Arrays.stream(libraries).map(Header::jar).collect(Collectors.joining(", ")));
        System.out.println("command:  mvn -pl benchmarks -am -Pbench verify -Dmaven.test.skip.exec=true -Djmh.main="
                + program.getName() + (options.toString().isEmpty() ? "" : " -Djmh.args=\"" + options + "\""));
    }

    /** The jar's name holds the version, which not every library says in another way. */
    private static String jar(Class<?> library) {
        CodeSource source = library.getProtectionDomain().getCodeSource();
        Path path = Path.of(source.getLocation().getPath());
        return path.getFileName().toString().replaceFirst("\\.jar$", "");
    }
}
