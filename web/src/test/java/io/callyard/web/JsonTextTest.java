package io.callyard.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                " {} | {}",
                "[ 1 , -0.10 , 1e400 , 1E-5 ] | [1,-0.10,1e400,1E-5]",
                "{ \"a\" : { \"b\" : [ null , true , false ] } } | {\"a\":{\"b\":[null,true,false]}}",
                "\"\\u0041\\n/\" | \"A\\n/\"",
                "7 | 7",
            })
    void takesSpaceAwayAndKeepsTheDigits(String text, String normalized) {
        assertThat(JsonText.normalized(text)).isEqualTo(normalized);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "{", "}", "1 2", "{} {}", "{\"a\":1,\"a\":2}", "'a'", "nul", "[1,]"})
    void findsTextThatIsNotOneJsonValue(String text) {
        assertThat(JsonText.normalized(text)).isNull();
    }
}
