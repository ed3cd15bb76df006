package io.callyard.announce;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * What callers are told, in words, language by language. Immutable.
 *
 * <p>The standard wording is English, Spanish and German; the keys are those of {@code
 * io/callyard/announce/en.properties}. A text has its values in braces, {@code {position}}. Where a number asks for a
 * form of its own, the key ends in a plural category: {@code wait.about.minutes.few}. When a category is used is data
 * too, in the syntax of the Unicode CLDR, so that any language can be added:
 *
 * <pre>{@code
 * plural.one  = i = 1 and v = 0
 * plural.few  = v = 0 and i % 10 = 2..4 and i % 100 != 12..14
 * }</pre>
 *
 * <p>A variety of a language ({@code es-MX}) has the texts and the plural rule of its language ({@code es}), but for
 * those that it replaces.
 *
 * <p><b>Source.</b> Languages are found by RFC 4647, section 3.4, "Lookup"; plural categories are those of Unicode
 * Technical Standard 35, part 3.
 */
public final class Wording {
    /** The language of those for whom nothing else is found. */
    public static final String LAST_RESORT = "en";

    private static final List<String> SHIPPED = List.of(LAST_RESORT, "es", "de");

    /** What each language says itself, by its tag in lower case. */
    private final Map<String, Map<String, String>> own;

    private final Map<String, Texts> complete;

    private Wording(Map<String, Map<String, String>> own) {
        this.own = Map.copyOf(own);
        Map<String, Texts> texts = new HashMap<>();
        own.keySet().forEach(tag -> texts.put(tag, Texts.of(tag, withParents(tag))));
        this.complete = Map.copyOf(texts);
    }

    /** Returns the standard wording. */
    public static Wording standard() {
        return Shipped.STANDARD;
    }

    /**
     * Returns this wording with texts added or replaced.
     *
     * @param language an IETF language tag; what it says already stays, but for these texts
     * @param texts texts by key
     * @throws IllegalArgumentException if the language is not complete then, a key is not known, or a text does not
     *     mention the values that it should; the message names all faults
     */
    public Wording with(String language, Map<String, String> texts) {
        String tag = normal(language);
        if (tag.isEmpty()) {
            throw new IllegalArgumentException("which language?");
        }
        Map<String, Map<String, String>> all = new HashMap<>(own);
        Map<String, String> merged = new HashMap<>(own.getOrDefault(tag, Map.of()));
        merged.putAll(texts);
        all.put(tag, Map.copyOf(merged));
        return new Wording(all);
    }

    /** Returns the tags of the languages that have texts, in lower case. */
    public Set<String> languages() {
        return complete.keySet();
    }

    /**
     * What was found.
     *
     * @param language the language as it was asked for, so that a Mexican voice reads the Spanish text
     * @param texts its texts
     */
    record Found(String language, Texts texts) {}

    /** Returns the texts for the first language that has some, {@code es-MX} before {@code es}; else English. */
    Found find(List<String> wanted) {
        for (String language : wanted) {
            for (String tag = normal(language); !tag.isEmpty(); tag = parent(tag)) {
                Texts texts = complete.get(tag);
                if (texts != null) {
                    return new Found(language.strip().replace('_', '-'), texts);
                }
            }
        }
        Texts last = complete.get(LAST_RESORT);
        if (last == null) {
            throw new IllegalStateException("no texts for " + LAST_RESORT);
        }
        return new Found(LAST_RESORT, last);
    }

    private Map<String, String> withParents(String tag) {
        Map<String, String> texts = tag.isEmpty() ? new HashMap<>() : withParents(parent(tag));
        texts.putAll(own.getOrDefault(tag, Map.of()));
        return texts;
    }

    private static String parent(String tag) {
        return tag.substring(0, Math.max(0, tag.lastIndexOf('-')));
    }

    private static String normal(String language) {
        return language.strip().replace('_', '-').toLowerCase(Locale.ROOT);
    }

    /** Read once, when it is first asked for. */
    private static final class Shipped {
        static final Wording STANDARD = read();

        private static Wording read() {
            Map<String, Map<String, String>> languages = new HashMap<>();
            SHIPPED.forEach(language -> languages.put(language, texts(language + ".properties")));
            return new Wording(languages);
        }

        private static Map<String, String> texts(String file) {
            Properties properties = new Properties();
            try (InputStream bytes = Wording.class.getResourceAsStream(file)) {
                if (bytes == null) {
                    throw new IllegalStateException("the file " + file + " is missing");
                }
                Reader text = new InputStreamReader(bytes, StandardCharsets.UTF_8);
                properties.load(text);
            } catch (IOException e) {
                throw new UncheckedIOException("the file " + file + " cannot be read", e);
            }
            Map<String, String> texts = new HashMap<>();
            properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
            return Map.copyOf(texts);
        }
    }
}
