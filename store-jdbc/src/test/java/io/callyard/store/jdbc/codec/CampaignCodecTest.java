package io.callyard.store.jdbc.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.callyard.model.AgentId;
import io.callyard.model.CampaignSettings;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.Limits;
import io.callyard.model.Outcome;
import io.callyard.model.RetryPolicy;
import io.callyard.store.jdbc.codec.Arbitrary.Presence;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CampaignCodecTest {
    private static final CampaignSettings FULL = new CampaignSettings(
            "Spring \"sale\"",
            3,
            Duration.ofMillis(1_500),
            new CarrierAccountId("main"),
            new AgentId("ann"),
            RetryPolicy.NONE.with(Outcome.FAILED, 2, Duration.ZERO).with(Outcome.BUSY, 3, Duration.ofMinutes(5)));

    @Test
    void writesTheseWords() {
        String full = "{\"name\":\"Spring \\\"sale\\\"\",\"max_live\":3,\"delay_between\":1500000,\"account\":\"main\","
                + "\"agent\":\"ann\",\"retry\":[{\"outcome\":\"BUSY\",\"max_attempts\":3,\"delay\":300000000},"
                + "{\"outcome\":\"FAILED\",\"max_attempts\":2,\"delay\":0}]}";

        assertThat(CampaignCodec.settings(FULL)).isEqualTo(full);
        assertThat(CampaignCodec.settings(full)).isEqualTo(FULL);
        assertThat(CampaignCodec.settings(CampaignSettings.named("x").withMaxLive(Limits.UNLIMITED)))
                .isEqualTo("{\"name\":\"x\",\"max_live\":2147483647,\"delay_between\":5000000}");
    }

    @ParameterizedTest
    @EnumSource(Presence.class)
    void readsWhatItWrote(Presence presence) {
        for (int seed = 0; seed < 500; seed++) {
            CampaignSettings settings = new Arbitrary(seed, presence).settings();

            assertThat(CampaignCodec.settings(CampaignCodec.settings(settings))).isEqualTo(settings);
        }
    }

    @Test
    void cutsDelaysToTheMicrosecond() {
        CampaignSettings fine = FULL.withDelayBetween(Duration.ofNanos(1_999));

        assertThat(CampaignCodec.settings(CampaignCodec.settings(fine)))
                .isEqualTo(FULL.withDelayBetween(Duration.ofNanos(1_000)));
    }

    @Test
    void passesOverWhatItDoesNotKnow() {
        String json = JsonEdit.withStrangeFields(CampaignCodec.settings(FULL));

        assertThat(CampaignCodec.settings(json)).isEqualTo(FULL);
    }

    @Test
    void namesWhatIsMissing() {
        for (String field : JsonEdit.fields(CampaignCodec.settings(CampaignSettings.named("x")))) {
            String json = JsonEdit.without(CampaignCodec.settings(FULL), field);

            assertThatIllegalStateException()
                    .isThrownBy(() -> CampaignCodec.settings(json))
                    .withMessage("the field settings" + field.replace('/', '.') + " is missing");
        }
    }

    @Test
    void refusesRulesThatAreNone() {
        assertThatIllegalStateException()
                .isThrownBy(() -> CampaignCodec.settings("{\"name\":\"x\",\"max_live\":0,\"delay_between\":0}"))
                .withMessageStartingWith("settings breaks a rule: a campaign's limit of live calls");
    }
}
