package io.callyard.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.callyard.model.inbound.Feature;
import io.callyard.spi.feature.FeatureGate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Features that are on for some. */
@Tag("R4.11")
class FeaturesTest {
    @Test
    void readsSharesFromConfiguration() {
        Features features = Features.from(Map.of(
                "callyard.features.callbacks", "25%",
                "callyard.features.agent_polling", "off",
                "callyard.features.hold_music", "on",
                "callyard.web.port", "8080",
                "callyard.featuresX", "?"));

        assertThat(features.shareOf(Feature.CALLBACKS)).isEqualTo(Share.percent(25));
        assertThat(features.shareOf(Feature.AGENT_POLLING)).isEqualTo(Share.OFF);
        assertThat(features.shareOf(Feature.HOLD_MUSIC)).isEqualTo(Share.ON);
        assertThat(features.shareOf(Feature.HEARTBEAT))
                .as("nothing is said about it")
                .isEqualTo(Share.ON);
        assertThat(features.shares().keySet()).containsExactly(Feature.values());
    }

    @Test
    void readsPropertiesWithTheirDefaults() {
        Properties defaults = new Properties();
        defaults.setProperty("callyard.features.callbacks", "1%");
        Properties properties = new Properties(defaults);
        properties.setProperty("callyard.features.heartbeat", "off");

        Features features = Features.from(properties);

        assertThat(features.shareOf(Feature.CALLBACKS)).isEqualTo(Share.percent(1));
        assertThat(features.shareOf(Feature.HEARTBEAT)).isEqualTo(Share.OFF);
    }

    @ParameterizedTest
    @CsvSource({
        "callyard.features.callback, on, no such feature",
        "callyard.features.CALLBACKS, on, no such feature",
        "callyard.features., on, no such feature",
        "callyard.features.callbacks, 101%, 0% to 100%",
        "callyard.features.callbacks, -1%, 0% to 100%",
        "callyard.features.callbacks, sometimes, 0% to 100%"
    })
    void aFaultInTheConfigurationHasATypeOfItsOwn(String property, String value, String why) {
        FeatureConfigurationException fault =
                catchThrowableOfType(FeatureConfigurationException.class, () -> Features.from(Map.of(property, value)));

        assertThat(fault).hasMessageContaining(property + "=" + value).hasMessageContaining(why);
        assertThat(fault.property()).isEqualTo(property);
        assertThat(fault.value()).isEqualTo(value);
    }

    @Test
    void allOnAndAllOffAreForEverybody() {
        for (Feature feature : Feature.values()) {
            for (int i = 0; i < 100; i++) {
                assertThat(Features.allOn().isOn(feature.key(), "contact:" + i)).isTrue();
                assertThat(Features.allOff().isOn(feature.key(), "contact:" + i))
                        .isFalse();
            }
        }
    }

    @Test
    void anUnknownFeatureIsMisuse() {
        FeatureGate gate = Features.allOn();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> gate.isOn("callback", "contact:1"))
                .withMessageContaining("callbacks");
    }

    @Test
    void aSubjectAlwaysGetsTheSameAnswer() {
        Features one = Features.from(Map.of("callyard.features.callbacks", "40%"));
        Features otherNode = Features.allOff();
        otherNode.set(Feature.CALLBACKS, Share.percent(40));

        assertThat(has(one, Feature.CALLBACKS)).isEqualTo(has(one, Feature.CALLBACKS));
        assertThat(has(one, Feature.CALLBACKS)).isEqualTo(has(otherNode, Feature.CALLBACKS));
        assertThat(has(one, Feature.CALLBACKS).size()).isBetween(700, 900);
    }

    @Test
    void raisingAShareOnlyAddsSubjects() {
        Features features = Features.allOff();
        Set<String> before = Set.of();
        for (int basisPoints = 0; basisPoints <= Share.ALL; basisPoints += 50) {
            features.set(Feature.CALLBACKS, new Share(basisPoints));
            Set<String> after = has(features, Feature.CALLBACKS);
            assertThat(after).as("at %s", features.shareOf(Feature.CALLBACKS)).containsAll(before);
            before = after;
        }
        assertThat(before).hasSize(2_000);
    }

    @Test
    void changingOneFeatureLeavesTheOthers() {
        Features features = Features.allOn();
        features.set(Feature.HOLD_MUSIC, Share.percent(50));
        Set<String> music = has(features, Feature.HOLD_MUSIC);

        Share before = features.set(Feature.CALLBACKS, Share.OFF);

        assertThat(before).isEqualTo(Share.ON);
        assertThat(has(features, Feature.CALLBACKS)).isEmpty();
        assertThat(has(features, Feature.HOLD_MUSIC)).isEqualTo(music);
        assertThat(has(features, Feature.HEARTBEAT)).hasSize(2_000);
    }

    @Test
    void whatWasReadDoesNotChange() {
        Features features = Features.allOn();
        Map<Feature, Share> read = features.shares();

        features.set(Feature.CALLBACKS, Share.OFF);

        assertThat(read).containsEntry(Feature.CALLBACKS, Share.ON);
        assertThatThrownBy(() -> read.put(Feature.CALLBACKS, Share.OFF))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    /** Each thread changes a feature of its own: a lost change would leave one behind. */
    @Test
    void noChangeIsLostAmongThreads() throws Exception {
        Features features = Features.allOff();
        ExecutorService threads = Executors.newFixedThreadPool(Feature.values().length);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (Feature feature : Feature.values()) {
                running.add(threads.submit(() -> {
                    for (int i = 0; i <= Share.ALL; i++) {
                        features.set(feature, new Share(i));
                        assertThat(features.shareOf(feature).basisPoints()).isEqualTo(i);
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(features.shares().values()).containsOnly(Share.ON);
    }

    private static Set<String> has(Features features, Feature feature) {
        return IntStream.range(0, 2_000)
                .mapToObj(i -> "contact:" + i)
                .filter(subject -> features.isOn(feature.key(), subject))
                .collect(Collectors.toSet());
    }

    @Test
    void everyFeatureHasASettingOfItsOwn() {
        assertThat(Arrays.stream(Feature.values())).allSatisfy(feature -> {
            Features features = Features.from(Map.of(Features.PREFIX + feature.key(), "off"));
            assertThat(features.isOn(feature, "contact:1")).isFalse();
            assertThat(features.shares().values()).containsOnlyOnce(Share.OFF);
        });
    }
}
