package io.callyard.telephony.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Things that come up as often as their weights say. One thread at a time while things are added. */
final class Weighted<T> {
    private final List<T> things = new ArrayList<>();
    private final List<Double> bounds = new ArrayList<>();
    private double sum;

    void add(T thing, double weight) {
        if (!(weight > 0 && Double.isFinite(weight))) {
            throw new IllegalArgumentException("a weight must be more than zero, but was " + weight);
        }
        sum += weight;
        things.add(thing);
        bounds.add(sum);
    }

    /** Draws one; {@code otherwise} if there are none. Draws a number in any case. */
    T draw(RandomGenerator random, T otherwise) {
        double point = random.nextDouble() * sum;
        for (int i = 0; i < things.size(); i++) {
            if (point < bounds.get(i)) {
                return things.get(i);
            }
        }
        return things.isEmpty() ? otherwise : things.get(things.size() - 1);
    }
}
