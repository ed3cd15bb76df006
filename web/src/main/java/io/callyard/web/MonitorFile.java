package io.callyard.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** A file of the live monitor, as it is served. */
final class MonitorFile {
    private static final Map<String, String> CONTENT_TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private final String contentType;
    private final byte[] content;
    private final String tag;

    private MonitorFile(String contentType, byte[] content) {
        this.contentType = contentType;
        this.content = content;
        tag = tag(content);
    }

    /**
     * Loads one.
     *
     * @throws IllegalStateException if there is none of this name, or its type is not known
     */
    static MonitorFile load(String name) {
        String type = CONTENT_TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalStateException("of no known type: " + name);
        }
        try (InputStream in = MonitorFile.class.getResourceAsStream("monitor/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks monitor/" + name);
            }
            return new MonitorFile(type, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tag(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return "\"" + HexFormat.of().formatHex(digest, 0, 12) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String contentType() {
        return contentType;
    }

    /** Returns what is in it. Not to be changed. */
    byte[] content() {
        return content;
    }

    /** Returns its entity tag: another for another content. */
    String tag() {
        return tag;
    }
}
