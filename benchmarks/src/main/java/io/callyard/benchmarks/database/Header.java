package io.callyard.benchmarks.database;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.CodeSource;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says on what and with what a table was measured, and how to measure it again. */
public final class Header {
    private Header() {}

    /**
     * Prints it.
     *
     * @param libraries one class of each library whose version matters
     */
    public static void print(Class<?> program, Options options, Databases databases, Class<?>... libraries)
            throws SQLException {
        machine();
        System.out.println("database: " + databases.describe());
        command(program, options, libraries);
    }

    /** Prints that of a program without a database. */
    public static void print(Class<?> program, Options options, Class<?>... libraries) {
        machine();
        command(program, options, libraries);
    }

    private static void machine() {
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
    }

    private static void command(Class<?> program, Options options, Class<?>... libraries) {
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
