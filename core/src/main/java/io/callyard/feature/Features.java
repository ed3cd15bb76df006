package io.callyard.feature;

import io.callyard.model.inbound.Feature;
import io.callyard.spi.feature.FeatureGate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Features that are on for a share of the callers, read from configuration and changeable while running.
 *
 * <p>Whether a feature is on for a subject depends on nothing but the two and the share: the same subject always gets
 * the same answer, on every node and after every restart. Raising a share only adds subjects, lowering it only takes
 * some away, and the features are drawn independently. What nothing is said about is on.
 *
 * <p><b>Threads.</b> Safe for many threads; {@link #isOn} never waits. A change is seen by every question asked after
 * it. A caller's features are drawn once, when he comes, so a change meets those who come later.
 */
public final class Features implements FeatureGate {
    /** What the names of settings begin with; {@link Feature#key()} follows. */
    public static final String PREFIX = "callyard.features.";

    private static final Map<String, Feature> BY_KEY = byKey();

    /** Never changed, only replaced. */
    private volatile Map<Feature, Share> shares;

    private Features(Map<Feature, Share> shares) {
        this.shares = shares;
    }

    /** All are on for everybody. */
    public static Features allOn() {
        return new Features(all(Share.ON));
    }

    /** All are off: plain direct routing. */
    public static Features allOff() {
        return new Features(all(Share.OFF));
    }

    /**
     * Reads settings such as {@code callyard.features.callbacks=25%}; the value is {@code on}, {@code off} or a
     * percentage. Settings that do not begin with {@value #PREFIX} are none of its business.
     *
     * @throws FeatureConfigurationException if a feature is not known, or a value cannot be read or is not 0 to 100 %
     */
    public static Features from(Map<String, String> settings) {
        Map<Feature, Share> shares = all(Share.ON);
        settings.forEach((property, value) -> {
            if (property.startsWith(PREFIX)) {
                shares.put(feature(property, value), share(property, value));
            }
        });
        return new Features(shares);
    }

    /** The same as {@link #from(Map)}, from properties and their defaults. */
    public static Features from(Properties settings) {
        Map<String, String> map = new HashMap<>();
        settings.stringPropertyNames().forEach(name -> map.put(name, settings.getProperty(name)));
        return from(map);
    }

    /** {@inheritDoc} An unknown feature is misuse: an {@link IllegalArgumentException}. */
    @Override
    public boolean isOn(String feature, String subject) {
        Feature known = BY_KEY.get(feature);
        if (known == null) {
            throw new IllegalArgumentException("unknown feature " + feature + "; known are " + BY_KEY.keySet());
        }
        return isOn(known, subject);
    }

    /** Returns whether a feature is on for a subject; see {@link FeatureSubject}. */
    public boolean isOn(Feature feature, String subject) {
        Share share = shareOf(feature);
        if (share.equals(Share.ON) || share.equals(Share.OFF)) {
            return share.equals(Share.ON);
        }
        return share.includes(FeatureBuckets.of(feature, subject));
    }

    /** Returns for how many a feature is on. */
    public Share shareOf(Feature feature) {
        return shares.getOrDefault(feature, Share.ON);
    }

    /** Returns for how many each is on, at this moment; in the order of the features. */
    public Map<Feature, Share> shares() {
        return Collections.unmodifiableMap(shares);
    }

    /** Changes for how many a feature is on, and returns what it was. */
    public synchronized Share set(Feature feature, Share share) {
        Map<Feature, Share> changed = new EnumMap<>(shares);
        Share before = shareOf(feature);
        changed.put(feature, share);
        shares = changed;
        return before;
    }

    private static Feature feature(String property, String value) {
        Feature feature = BY_KEY.get(property.substring(PREFIX.length()));
        if (feature == null) {
            throw new FeatureConfigurationException(
                    property, value, "there is no such feature; known are " + BY_KEY.keySet());
        }
        return feature;
    }

    private static Share share(String property, String value) {
        try {
            return Share.parse(value);
        } catch (IllegalArgumentException e) {
            throw new FeatureConfigurationException(property, value, String.valueOf(e.getMessage()));
        }
    }

    private static Map<Feature, Share> all(Share share) {
        Map<Feature, Share> all = new EnumMap<>(Feature.class);
        for (Feature feature : Feature.values()) {
            all.put(feature, share);
        }
        return all;
    }

    private static Map<String, Feature> byKey() {
        Map<String, Feature> byKey = new TreeMap<>();
        for (Feature feature : Feature.values()) {
            byKey.put(feature.key(), feature);
        }
        return Collections.unmodifiableMap(byKey);
    }
}
