package io.callyard.benchmarks.carriers;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Another Java process with this one's class path, whose lines are read. Closing it ends it. One thread at a time. */
public final class Child implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;

    /** Starts a program. */
    public Child(Class<?> main, Object... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        for (Object arg : args) {
            command.add(arg.toString());
        }
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Returns the rest of the next line that begins with a word.
     *
     * @throws IllegalStateException if there is none
     */
    public String await(String word) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(word + " ")) {
                return line.substring(word.length() + 1);
            }
        }
        throw new IllegalStateException("the other process has ended and did not say " + word);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
