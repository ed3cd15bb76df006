package io.callyard.announce;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A plural rule, read from the conditions of the Unicode Common Locale Data Repository, such as
 * {@code i % 10 = 2..4 and i % 100 != 12..14}. The sample numbers behind an {@code @} may stay. Only whole numbers are
 * counted, so the operands {@code n} and {@code i} are the number, and those about fractions and exponents are 0.
 *
 * <p><b>Source.</b> Unicode Technical Standard 35, part 3, "Plural rules syntax".
 */
final class CldrPluralRule implements PluralRule {
    private static final String RANGES = "\\d{1,9}(?:\\.\\.\\d{1,9})?(?:\\s*,\\s*\\d{1,9}(?:\\.\\.\\d{1,9})?)*";
    private static final Pattern RELATION =
            Pattern.compile("([nivwftce])\\s*(?:%\\s*([1-9]\\d{0,8})\\s*)?(!?=)\\s*(" + RANGES + ")");

    /** A category applies if all relations of one of its lists hold. */
    private final Map<PluralCategory, List<List<Relation>>> conditions;

    private CldrPluralRule(Map<PluralCategory, List<List<Relation>>> conditions) {
        this.conditions = conditions;
    }

    /**
     * Reads a rule.
     *
     * @param conditions for each category but {@link PluralCategory#OTHER}; none: there is only one form
     * @throws IllegalArgumentException if one is not a condition
     */
    static CldrPluralRule parse(Map<PluralCategory, String> conditions) {
        Map<PluralCategory, List<List<Relation>>> parsed = new EnumMap<>(PluralCategory.class);
        conditions.forEach((category, condition) -> parsed.put(category, alternatives(condition)));
        return new CldrPluralRule(parsed);
    }

    @Override
    public PluralCategory of(long number) {
        for (Map.Entry<PluralCategory, List<List<Relation>>> entry : conditions.entrySet()) {
            if (entry.getValue().stream().anyMatch(all -> all.stream().allMatch(one -> one.holds(number)))) {
                return entry.getKey();
            }
        }
        return PluralCategory.OTHER;
    }

    private static List<List<Relation>> alternatives(String condition) {
        int samples = condition.indexOf('@');
        String bare = samples < 0 ? condition : condition.substring(0, samples);
        List<List<Relation>> alternatives = new ArrayList<>();
        for (String alternative : bare.split("\\bor\\b", -1)) {
            List<Relation> all = new ArrayList<>();
            for (String relation : alternative.split("\\band\\b", -1)) {
                all.add(Relation.parse(relation.strip()));
            }
            alternatives.add(List.copyOf(all));
        }
        return List.copyOf(alternatives);
    }

    /**
     * One comparison.
     *
     * @param counts whether the operand is the number; else it is 0
     * @param modulus what the operand is divided by; 0 if it is not
     * @param within whether the remainder has to be in one of the ranges, or in none
     */
    private record Relation(boolean counts, long modulus, boolean within, List<Range> ranges) {
        static Relation parse(String text) {
            Matcher matcher = RELATION.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("not a plural condition: '" + text + "'");
            }
            String modulus = matcher.group(2);
            List<Range> ranges = new ArrayList<>();
            for (String range : matcher.group(4).split(",", -1)) {
                ranges.add(Range.parse(range.strip()));
            }
            return new Relation(
                    "ni".contains(matcher.group(1)),
                    modulus == null ? 0 : Long.parseLong(modulus),
                    matcher.group(3).equals("="),
                    List.copyOf(ranges));
        }

        boolean holds(long number) {
            long operand = counts ? number : 0;
            long value = modulus == 0 ? operand : operand % modulus;
            return ranges.stream().anyMatch(range -> range.low <= value && value <= range.high) == within;
        }
    }

    private record Range(long low, long high) {
        static Range parse(String text) {
            int dots = text.indexOf("..");
            return dots < 0
                    ? new Range(Long.parseLong(text), Long.parseLong(text))
                    : new Range(Long.parseLong(text.substring(0, dots)), Long.parseLong(text.substring(dots + 2)));
        }
    }
}
