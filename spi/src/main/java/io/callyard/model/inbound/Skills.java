package io.callyard.model.inbound;

import io.callyard.internal.Checks;
import java.util.Map;
import java.util.TreeMap;

/**
 * Skills with levels: those an agent has, or the least that a caller wants.
 *
 * @param levels from a skill's name to a level of 1 to 100; at most {@value #MAX} skills
 */
public record Skills(Map<String, Integer> levels) {
    /** How many skills at most. */
    public static final int MAX = 64;

    /** None. */
    public static final Skills NONE = new Skills(Map.of());

    public Skills {
        if (levels.size() > MAX) {
            throw new IllegalArgumentException("at most " + MAX + " skills, but there are " + levels.size());
        }
        levels.forEach((skill, level) -> {
            Checks.id(skill, "skill", 64);
            if (level < 1 || level > 100) {
                throw new IllegalArgumentException("the level of a skill must be 1 to 100, but was " + level);
            }
        });
        levels = Map.copyOf(levels);
    }

    /** Returns whether these are enough for somebody who wants {@code wanted}. */
    public boolean cover(Skills wanted) {
        return wanted.levels.entrySet().stream()
                .allMatch(want -> levels.getOrDefault(want.getKey(), 0) >= want.getValue());
    }

    /** Names the skills with their levels, in the order of the alphabet. */
    @Override
    public String toString() {
        return new TreeMap<>(levels).toString();
    }
}
