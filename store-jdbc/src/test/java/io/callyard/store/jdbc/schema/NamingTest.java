package io.callyard.store.jdbc.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamingTest {
    @Test
    void qualifiesTablesButNotIndexes() {
        Naming naming = new Naming("calls", "cy_");

        assertThat(naming.expand("CREATE INDEX {:call_line} ON {call} (id)"))
                .isEqualTo("CREATE INDEX cy_call_line ON calls.cy_call (id)");
    }

    @Test
    void leavesTheSchemaToTheConnectionByDefault() {
        assertThat(Naming.DEFAULT.expand("{call} {:call}")).isEqualTo("callyard_call callyard_call");
    }

    @Test
    void leavesOtherBracesAlone() {
        assertThat(Naming.DEFAULT.expand("'{}' '{\"a\": 1}' {Call}")).isEqualTo("'{}' '{\"a\": 1}' {Call}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "1a", "a-b", "a b", "a;drop", "a\"", "ä", "a.b"})
    void refusesWhatIsNoPlainIdentifier(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Naming(name, "a_"))
                .withMessageContaining(name);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Naming(null, name))
                .withMessageContaining(name);
    }

    @Test
    void refusesWhatPostgreSqlWouldCutOff() {
        assertThat(new Naming("s".repeat(63), "p".repeat(32)).table("x")).hasSize(63 + 1 + 33);
        assertThatIllegalArgumentException().isThrownBy(() -> new Naming("s".repeat(64), "p"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Naming(null, "p".repeat(33)));
    }

    @ParameterizedTest
    @EnumSource
    void hasRoomForEveryNameBehindTheLongestPrefix(Database database) {
        Naming naming = new Naming(null, "p".repeat(32));

        Scripts.of(database)
                .forEach(script -> assertThat(naming.expand(script.text())).doesNotContain("{:"));
    }
}
