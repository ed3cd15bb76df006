package io.callyard.announce;

/** Which form a language uses beside a number. */
@FunctionalInterface
interface PluralRule {
    /**
     * Returns the form.
     *
     * @param number how many, 0 or more
     */
    PluralCategory of(long number);
}
