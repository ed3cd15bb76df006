package io.callyard.store.jdbc.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("R1.13")
class ScriptTest {
    @Test
    void endsAStatementAtASemicolonAtTheEndOfALineOnly() {
        Script script = script("-- a comment;\nSELECT ';' -- why\n  , 2;\n\nSELECT 3;  \n");

        assertThat(script.statements()).containsExactly("SELECT ';' -- why\n  , 2", "SELECT 3");
    }

    @Test
    void keepsWhatIsBetweenDollars() {
        Script script = script("CREATE FUNCTION f() AS $$\nBEGIN\n-- here;\nRETURN 1;\nEND $$;\nSELECT $$;$$;\n");

        assertThat(script.statements())
                .containsExactly("CREATE FUNCTION f() AS $$\nBEGIN\n-- here;\nRETURN 1;\nEND $$", "SELECT $$;$$");
    }

    @Test
    void refusesATextThatEndsWithinAStatement() {
        assertThatIllegalArgumentException().isThrownBy(() -> script("SELECT 1").statements());
    }

    @Test
    void isTheSameWhateverItsLineEnds() {
        assertThat(script("SELECT 1;\r\n").checksum())
                .isEqualTo(script("SELECT 1;\n").checksum());
        assertThat(script("SELECT 1;\n").checksum())
                .isNotEqualTo(script("SELECT 2;\n").checksum());
    }

    @ParameterizedTest
    @ValueSource(strings = {"V1__a.sql", "V001_a.sql", "001__a.sql", "V001__A.sql", "V001__a.txt"})
    void refusesAFileThatIsCalledOtherwise(String file) {
        assertThatIllegalArgumentException().isThrownBy(() -> Script.of(file, ""));
    }

    @Test
    void tellsWhichColumnsItMakes() {
        assertThat(Columns.of(Scripts.in("second")))
                .containsExactly(
                        entry("thing", Set.of("id", "price", "label", "colour")), entry("colour", Set.of("name")));
    }

    @ParameterizedTest
    @EnumSource
    void makesTheSameColumnsOnBothDatabases(Database database) {
        assertThat(Columns.of(Scripts.of(database)))
                .isEqualTo(Columns.of(Scripts.of(Database.H2)))
                .hasSizeGreaterThan(3)
                .allSatisfy((table, columns) -> assertThat(columns).hasSizeGreaterThan(1));
    }

    private static Script script(String text) {
        return Script.of("V001__a.sql", text);
    }
}
