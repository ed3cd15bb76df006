package io.callyard.telephony.trials;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Damages bytes and texts as attackers, proxies and broken networks do. */
public final class FuzzMutator {
    private static final List<String> PIECES = List.of(
            "%",
            "%0",
            "%zz",
            "%00",
            "%C3%28",
            "%ED%A0%80",
            "&",
            "&&",
            "=",
            "+",
            ";",
            "\0",
            "\r\n",
            "\u001b[31m",
            "\u202e",
            "\ud83d\ude00",
            "'",
            "\"",
            "\\",
            "\\ud800",
            "<",
            "]]>",
            "<!--",
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "null",
            "1e400",
            "-0",
            "99999999999999999999",
            "\u0661\u0662",
            "${jndi:ldap://x}",
            "../",
            "//",
            "#",
            "?",
            "\ufeff");

    private final SplittableRandom random;

    /** Makes one that draws from {@code random}. */
    public FuzzMutator(SplittableRandom random) {
        this.random = random;
    }

    /** Returns other bytes, most of the time: the damage may undo itself. */
    public byte[] damaged(byte[] bytes, byte[] other) {
        byte[] result = bytes;
        for (int i = random.nextInt(4); i >= 0; i--) {
            result = once(result, other);
        }
        return result;
    }

    private byte[] once(byte[] bytes, byte[] other) {
        int at = random.nextInt(bytes.length + 1);
        int length = random.nextInt(Math.min(40, bytes.length - at) + 1);
        return switch (random.nextInt(8)) {
            case 0 -> flipped(bytes, at);
            case 1 -> joined(bytes, at, piece(), at);
            case 2 -> joined(bytes, at, new byte[0], at + length);
            case 3 -> joined(bytes, at + length, Arrays.copyOfRange(bytes, at, at + length), at + length);
            case 4 -> Arrays.copyOf(bytes, at);
            case 5 ->
                joined(bytes, at, Arrays.copyOfRange(other, Math.min(at, other.length), other.length), bytes.length);
            case 6 -> joined(bytes, at, piece().length == 0 ? bytes : piece(), at + length);
            default -> repeated(bytes, at);
        };
    }

    private byte[] flipped(byte[] bytes, int at) {
        if (bytes.length == 0) {
            return piece();
        }
        byte[] result = bytes.clone();
        result[at % bytes.length] = (byte) random.nextInt(256);
        return result;
    }

    private byte[] repeated(byte[] bytes, int at) {
        int times = random.nextInt(200) == 0 ? 20_000 : random.nextInt(1, 60);
        byte[] unit = piece();
        byte[] many = new byte[unit.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(unit, 0, many, i * unit.length, unit.length);
        }
        return joined(bytes, at, many, at);
    }

    private byte[] piece() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    /** Returns a text that is seldom expected. */
    public String text() {
        return PIECES.get(random.nextInt(PIECES.size()));
    }

    /** Returns a damaged text. */
    public String damaged(String text, String other) {
        byte[] bytes = damaged(text.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[] bytes, int to, byte[] middle, int from) {
        byte[] result = new byte[to + middle.length + bytes.length - from];
        System.arraycopy(bytes, 0, result, 0, to);
        System.arraycopy(middle, 0, result, to, middle.length);
        System.arraycopy(bytes, from, result, to + middle.length, bytes.length - from);
        return result;
    }
}
