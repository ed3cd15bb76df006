package io.callyard.store.jdbc.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One migration, with its placeholders as they are in the file.
 *
 * <p><b>Layout.</b> A statement ends with a semicolon at the end of a line, unless the line is inside
 * a pair of {@code $$}. A line that begins with {@code --} is a comment; a comment behind code on its
 * line must not end with a semicolon.
 *
 * @param name what it is about, as in {@code V001__name.sql}
 * @param text with line ends {@code \n}
 */
record Script(int version, String name, String text) {
    private static final Pattern FILE = Pattern.compile("V([0-9]{3,6})__([a-z0-9_]+)\\.sql");

    static Script of(String file, String text) {
        Matcher matcher = FILE.matcher(file);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(file + " is not called like V001__name.sql");
        }
        String lines = text.replace("\r\n", "\n").replace('\r', '\n');
        return new Script(Integer.parseInt(matcher.group(1)), matcher.group(2), lines);
    }

    /** Tells a script from every other, and a changed one from what it was. */
    String checksum() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Returns the statements in order, without their semicolons and the comments between them. */
    List<String> statements() {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        boolean quoted = false;
        for (String line : text.split("\n", -1)) {
            String code = line.strip();
            if (!quoted && (code.isEmpty() || code.startsWith("--"))) {
                continue;
            }
            quoted ^= count(line, "$$") % 2 != 0;
            if (!quoted && code.endsWith(";")) {
                statement.append(line, 0, line.lastIndexOf(';'));
                statements.add(statement.toString());
                statement.setLength(0);
            } else {
                statement.append(line).append('\n');
            }
        }
        if (!statement.isEmpty()) {
            throw new IllegalArgumentException(this + " ends within a statement");
        }
        return statements;
    }

    @Override
    public String toString() {
        return String.format("V%03d__%s", version, name);
    }

    private static int count(String line, String part) {
        return (line.length() - line.replace(part, "").length()) / part.length();
    }
}
