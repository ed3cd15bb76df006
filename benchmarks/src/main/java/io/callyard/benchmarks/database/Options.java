package io.callyard.benchmarks.database;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a program was asked to do: {@code --name=value} and {@code --name}. Every number has two
 * defaults, a small one for {@code --quick}.
 */
public final class Options {
    private final Map<String, String> given = new LinkedHashMap<>();

    public Options(String[] args) {
        for (String arg : args) {
            if (!arg.startsWith("--")) {
                throw new IllegalArgumentException("an option begins with --, but this is " + arg);
            }
            String[] parts = arg.substring(2).split("=", 2);
            given.put(parts[0], parts.length == 2 ? parts[1] : "");
        }
    }

    public boolean quick() {
        return given.containsKey("quick");
    }

    public String text(String name, String otherwise) {
        return given.getOrDefault(name, otherwise);
    }

    public List<String> texts(String name, String quick, String full) {
        return Stream.of(text(name, quick() ? quick : full).split(",")).toList();
    }

    public int number(String name, int quick, int full) {
        return Integer.parseInt(text(name, String.valueOf(quick() ? quick : full)));
    }

    public List<Integer> numbers(String name, String quick, String full) {
        return texts(name, quick, full).stream().map(Integer::valueOf).toList();
    }

    /** As they were typed. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        given.forEach((name, value) -> text.append(text.length() == 0 ? "" : " ")
                .append("--")
                .append(name)
                .append(value.isEmpty() ? "" : "=" + value));
        return text.toString();
    }
}
