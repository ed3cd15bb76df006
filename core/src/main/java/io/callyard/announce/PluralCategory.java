package io.callyard.announce;

import java.util.Locale;

/**
 * The forms that a word may take beside a number. What they mean depends on the language: in English 1 is {@code one}
 * and all else is {@code other}, in Polish 22 is {@code few}.
 *
 * <p><b>Source.</b> Unicode Technical Standard 35, part 3, "Language Plural Rules".
 */
enum PluralCategory {
    ZERO,
    ONE,
    TWO,
    FEW,
    MANY,
    /** Whatever is none of the others: every language has it. */
    OTHER;

    /** Returns the name in texts: {@code few}. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
