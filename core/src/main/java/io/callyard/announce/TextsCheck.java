package io.callyard.announce;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Whether the texts of a language are complete: else a caller would hear half a sentence, and nobody would know. */
final class TextsCheck {
    /** Every form that a language has is used for some number up to here. */
    private static final long MANY_NUMBERS = 1_000;

    private final PluralRule rule;
    private final Map<String, Wanted> known = new HashMap<>();
    private final Set<String> needed = new TreeSet<>();

    private TextsCheck(PluralRule rule) {
        this.rule = rule;
        for (Phrase phrase : Phrase.values()) {
            if (phrase.counts()) {
                addForms(phrase);
            } else {
                needed.add(phrase.key());
                known.put(phrase.key(), new Wanted(phrase.placeholders(), Set.of()));
            }
        }
    }

    /** Refuses texts with faults, and names all of them. */
    static void require(String language, Texts texts) {
        List<String> faults = new TextsCheck(texts.rule()).faults(texts.texts());
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(
                    "the texts for '" + language + "' are not complete: " + String.join("; ", faults));
        }
    }

    private List<String> faults(Map<String, String> texts) {
        List<String> faults = new ArrayList<>();
        needed.stream()
                .filter(key -> texts.getOrDefault(key, "").isBlank())
                .forEach(key -> faults.add(key + " is missing"));
        new TreeMap<>(texts).forEach((key, text) -> {
            Wanted wanted = known.get(key);
            if (wanted == null) {
                faults.add(key + " is not known");
            } else if (!text.isBlank() && !wanted.isMetBy(text)) {
                faults.add(key + " has to mention " + wanted);
            }
        });
        return faults;
    }

    private void addForms(Phrase phrase) {
        Set<PluralCategory> used = EnumSet.of(PluralCategory.OTHER);
        LongStream.rangeClosed(phrase.least(), MANY_NUMBERS).forEach(number -> used.add(rule.of(number)));
        for (PluralCategory form : PluralCategory.values()) {
            Set<String> all = new TreeSet<>(phrase.placeholders());
            Set<String> words = Set.of();
            if (meansOneNumber(form)) {
                words = Set.of(Phrase.COUNT);
            } else {
                all.add(Phrase.COUNT);
            }
            known.put(phrase.key(form), new Wanted(all, words));
            if (used.contains(form)) {
                needed.add(phrase.key(form));
            }
        }
    }

    /** Then the number may stand there in words: "a minute". Where 21 has the same form, it may not. */
    private boolean meansOneNumber(PluralCategory form) {
        return LongStream.rangeClosed(0, MANY_NUMBERS)
                        .filter(number -> rule.of(number) == form)
                        .limit(2)
                        .count()
                == 1;
    }

    /**
     * What a text has to mention.
     *
     * @param must all of these
     * @param may these too
     */
    private record Wanted(Set<String> must, Set<String> may) {
        boolean isMetBy(String text) {
            Set<String> mentioned = Texts.PLACEHOLDER
                    .matcher(text)
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet());
            boolean enough = mentioned.containsAll(must);
            mentioned.removeAll(must);
            return enough && may.containsAll(mentioned);
        }

        @Override
        public String toString() {
            return (must.isEmpty() ? "nothing" : new TreeSet<>(must).toString())
                    + (may.isEmpty() ? "" : " and perhaps " + may);
        }
    }
}
