package io.callyard.examples.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {
    static final Map<String, String> COMPLETE = Map.of(
            Environment.ACCOUNT_SID, "AC00000000000000000000000000000001",
            Environment.AUTH_TOKEN, "0123456789abcdef0123456789abcdef",
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

        assertThat(settings.webhooks()).hasToString("https://calls.example.com/webhooks/twilio");
        assertThat(settings.api()).hasToString("https://api.twilio.com");
        assertThat(settings.database().url()).isEmpty();
    }

    @Test
    void allThatIsMissingIsToldAtOnce() {
        Environment empty = new Environment(Map.of());

        assertThat(empty.settings()).isEmpty();
        assertThat(empty.problems()).hasSize(4);
        assertThat(String.join(" ", empty.problems()))
                .contains(COMPLETE.keySet())
                .contains("is not set");
    }

    @ParameterizedTest
    @CsvSource({
        "TWILIO_ACCOUNT_SID, SK00000000000000000000000000000001",
        "TWILIO_AUTH_TOKEN, short",
        "TWILIO_AUTH_TOKEN, with a space in the middle",
        "TWILIO_NUMBER, 5550100177",
        "TWILIO_NUMBER, +1 555 0100100",
        "CALLYARD_PUBLIC_URL, phones.example.com",
        "CALLYARD_PUBLIC_URL, https://my_calls.example.com",
        "CALLYARD_PUBLIC_URL, https://calls.example.com/webhooks/twilio",
        "CALLYARD_AGENT, mobile",
        "CALLYARD_PORT, 65536",
        "CALLYARD_JDBC_URL, jdbc:mysql://localhost/calls",
        "TWILIO_API_URL, http://api.twilio.com"
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
        "CALLYARD_AGENT, client:iris",
        "CALLYARD_AGENT, sip:iris@agents.example.com",
        "CALLYARD_PORT, 65535",
        "CALLYARD_PORT, 0",
        "TWILIO_API_URL, https://api.dublin.ie1.twilio.com"
    })
    void whatCanBeRightIsTaken(String name, String value) {
        assertThat(with(name, value).problems()).isEmpty();
    }

    @Test
    void aVariableThatIsBlankIsNotSet() {
        assertThat(with(Environment.AUTH_TOKEN, " ").problems().get(0)).contains("is not set");
    }

    @Test
    void secretsAreInNoText() {
        Environment environment = with(Environment.JDBC_PASSWORD, "very-secret");

        assertThat(environment + " " + environment.settings().orElseThrow())
                .doesNotContain(COMPLETE.get(Environment.AUTH_TOKEN))
                .doesNotContain("very-secret")
                .doesNotContain("+15550100100");
    }
}
