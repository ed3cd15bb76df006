package io.callyard.examples.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {
    static final Map<String, String> COMPLETE = Map.of(
            Environment.API_KEY, "KEY0123456789abcdef",
            Environment.PUBLIC_KEY, "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=",
            Environment.CONNECTION, "1000000000000000001",
            Environment.NUMBER, "+15550100100",
            Environment.PUBLIC_URL, "https://calls.example.com");

    private static Environment with(String name, String value) {
        Map<String, String> values = new HashMap<>(COMPLETE);
        values.put(name, value);
        return new Environment(values);
    }

    @Test
    void whatIsNeededIsEnough() {
        Settings settings = new Environment(COMPLETE).settings().orElseThrow();

        assertThat(settings.webhooks()).hasToString("https://calls.example.com/webhooks/telnyx");
        assertThat(settings.api()).hasToString("https://api.telnyx.com/v2");
        assertThat(settings.database().url()).isEmpty();
    }

    @Test
    void allThatIsMissingIsToldAtOnce() {
        Environment empty = new Environment(Map.of());

        assertThat(empty.settings()).isEmpty();
        assertThat(empty.problems()).hasSize(5);
        assertThat(String.join(" ", empty.problems()))
                .contains(COMPLETE.keySet())
                .contains("is not set");
    }

    @ParameterizedTest
    @CsvSource({
        "TELNYX_API_KEY, 0123456789abcdef",
        "TELNYX_API_KEY, KEY with a space",
        "TELNYX_PUBLIC_KEY, A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg",
        "TELNYX_CONNECTION_ID, support",
        "TELNYX_NUMBER, 5550100177",
        "TELNYX_NUMBER, +1 555 0100100",
        "CALLYARD_PUBLIC_URL, phones.example.com",
        "CALLYARD_PUBLIC_URL, https://my_calls.example.com",
        "CALLYARD_PUBLIC_URL, https://calls.example.com/webhooks/telnyx",
        "CALLYARD_AGENT, mobile",
        "CALLYARD_AGENT, client:iris",
        "CALLYARD_PORT, 65536",
        "CALLYARD_JDBC_URL, jdbc:mysql://localhost/calls",
        "TELNYX_API_URL, http://api.telnyx.com/v2"
    })
    void whatCannotBeRightIsToldWithoutBeingRepeated(String name, String value) {
        Environment environment = with(name, value);

        assertThat(environment.settings()).isEmpty();
        assertThat(environment.problems()).hasSize(1);
        assertThat(environment.problems().get(0))
                .startsWith(name + " cannot be right")
                .doesNotContain(value);
    }

    @ParameterizedTest
    @CsvSource({
        "CALLYARD_PUBLIC_URL, https://calls.example.com:8443/",
        "CALLYARD_AGENT, +15550100101",
        "CALLYARD_AGENT, sip:iris@agents.example.com",
        "CALLYARD_PORT, 65535",
        "CALLYARD_PORT, 0",
        "TELNYX_API_URL, https://api.telnyx.eu/v2",
        "TELNYX_ASSISTANT_ID, assistant-1"
    })
    void whatCanBeRightIsTaken(String name, String value) {
        assertThat(with(name, value).problems()).isEmpty();
    }

    @Test
    void aVariableThatIsBlankIsNotSet() {
        assertThat(with(Environment.API_KEY, " ").problems().get(0)).contains("is not set");
    }

    @Test
    void secretsAreInNoText() {
        Environment environment = with(Environment.JDBC_PASSWORD, "very-secret");

        assertThat(environment + " " + environment.settings().orElseThrow())
                .doesNotContain(COMPLETE.get(Environment.API_KEY))
                .doesNotContain("very-secret")
                .doesNotContain("+15550100100");
    }
}
