package io.callyard.announce;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts of one language, complete.
 *
 * @param rule its plural forms
 * @param texts the texts by their keys, those of plural forms included
 */
record Texts(PluralRule rule, Map<String, String> texts) {
    /** Before the name of a category: the condition under which it is used. */
    static final String PLURAL = "plural.";

    /** A value that is put into a text. */
    static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");

    /**
     * Makes texts of what a file holds, where the plural rule stands among them.
     *
     * @throws IllegalArgumentException if the rule cannot be read, or something is missing or not known; names all that
     *     is wrong
     */
    static Texts of(String language, Map<String, String> entries) {
        Map<PluralCategory, String> conditions = new EnumMap<>(PluralCategory.class);
        Map<String, String> texts = new HashMap<>(entries);
        for (PluralCategory category : PluralCategory.values()) {
            String condition = category == PluralCategory.OTHER ? null : texts.remove(PLURAL + category.key());
            if (condition != null) {
                conditions.put(category, condition);
            }
        }
        Texts made = new Texts(CldrPluralRule.parse(conditions), Map.copyOf(texts));
        TextsCheck.require(language, made);
        return made;
    }

    /** Returns a phrase without a number. */
    String say(Phrase phrase, Map<String, String> values) {
        return filled(text(phrase.key()), values);
    }

    /** Returns a phrase with a number, in the form that the number asks for. */
    String say(Phrase phrase, long number, Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.put(Phrase.COUNT, Long.toString(number));
        String form = texts.get(phrase.key(rule.of(number)));
        return filled(form != null ? form : text(phrase.key(PluralCategory.OTHER)), all);
    }

    private String text(String key) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalStateException("no text " + key + ", though the texts were checked");
        }
        return text;
    }

    private static String filled(String text, Map<String, String> values) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), "")));
    }
}
