package io.callyard.store.jdbc.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.callyard.model.Outcome;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFieldsTest {
    @Test
    void findsFieldsInAnyOrder() {
        String json = "{\"a\":\"1\",\"b\":2,\"c\":true}";

        Object found = read(
                json,
                fields -> List.of(
                        fields.flag("c"), fields.text("a"), fields.number("b"), fields.text("a"), fields.flag("d")));

        assertThat(found).isEqualTo(List.of(true, "1", 2L, "1", false));
    }

    @Test
    void takesNullForAbsent() {
        assertThat(read("{\"a\":null}", fields -> String.valueOf(fields.textOrNull("a"))))
                .isEqualTo("null");
        fails("{\"a\":null}", fields -> fields.text("a"), "the field thing.a is missing");
    }

    @Test
    void namesAFieldByTheWayToIt() {
        fails(
                "{\"a\":{\"b\":{}}}",
                json -> json.object("a", a -> a.object("b", b -> b.text("c"))),
                "the field thing.a.b.c is missing");
        fails("{\"a\":[{}]}", json -> json.list("a", item -> item.number("n")), "the field thing.a.n is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "1e400", "9223372036854775808", "\"1\"", "true", "{}", "[]"})
    void takesOnlyWholeNumbersOf64BitsForNumbers(String value) {
        fails("{\"a\":" + value + "}", fields -> fields.number("a"), "the field thing.a is not a whole number");
    }

    @Test
    void takesOnlyWhatFits32BitsForIntegers() {
        assertThat(read("{\"a\":-2147483648}", fields -> fields.integer("a"))).isEqualTo(Integer.MIN_VALUE);
        assertThat(read("{\"a\":2147483647}", fields -> fields.integer("a"))).isEqualTo(Integer.MAX_VALUE);
        fails("{\"a\":2147483648}", fields -> fields.integer("a"), "the field thing.a is beyond 32 bits");
    }

    @Test
    void takesAnyNumberForAFraction() {
        assertThat(read("{\"a\":2}", fields -> fields.fraction("a"))).isEqualTo(2.0);
        assertThat(read("{\"a\":1.5e-7}", fields -> fields.fraction("a"))).isEqualTo(1.5e-7);
        assertThat(read("{\"a\":123456789012345678901234567890}", fields -> fields.fraction("a")))
                .isEqualTo(123456789012345678901234567890.0);
        assertThat(read("{\"a\":\"-Infinity\"}", fields -> fields.fraction("a")))
                .isEqualTo(Double.NEGATIVE_INFINITY);
        fails("{\"a\":\"1.5\"}", fields -> fields.fraction("a"), "the field thing.a is not a number");
        fails("{\"a\":[1.5]}", fields -> fields.fraction("a"), "the field thing.a is not a number");
        fails("{}", fields -> fields.fraction("a"), "the field thing.a is missing");
    }

    @Test
    void takesTextsAndConstantsFromLists() {
        assertThat(read("{\"a\":[\"x\",\"\"]}", fields -> fields.texts("a", text -> text + "!")))
                .isEqualTo(List.of("x!", "!"));
        assertThat(read("{\"a\":[\"BUSY\"]}", fields -> fields.constants("a", Outcome.class)))
                .isEqualTo(List.of(Outcome.BUSY));
        assertThat(read("{}", fields -> fields.texts("a", text -> text))).isEqualTo(List.of());
        fails(
                "{\"a\":[\"x\",1]}",
                fields -> fields.texts("a", text -> text),
                "the field thing.a is not a list of texts");
        fails("{\"a\":[null]}", fields -> fields.texts("a", text -> text), "the field thing.a is not a list of texts");
        fails("{\"a\":\"x\"}", fields -> fields.texts("a", text -> text), "the field thing.a is not a list");
        fails(
                "{\"a\":[\"VANISHED\"]}",
                fields -> fields.constants("a", Outcome.class),
                "the field thing.a is no known Outcome: VANISHED");
    }

    @Test
    void saysWhichKindItWanted() {
        fails("{\"a\":1}", fields -> fields.text("a"), "the field thing.a is not text");
        fails("{\"a\":1}", fields -> fields.flag("a"), "the field thing.a is not true or false");
        fails("{\"a\":1}", fields -> fields.object("a", Object::toString), "the field thing.a is not an object");
        fails("{\"a\":{}}", fields -> fields.list("a", Object::toString), "the field thing.a is not a list");
        fails(
                "{\"a\":[1]}",
                fields -> fields.list("a", Object::toString),
                "the field thing.a is not a list of objects");
    }

    @Test
    void saysWhichConstantItDoesNotKnow() {
        fails(
                "{\"a\":\"VANISHED\"}",
                fields -> fields.constant("a", Outcome.class),
                "the field thing.a is no known Outcome: VANISHED");
    }

    @Test
    void passesOnWhatAValueRefuses() {
        fails(
                "{}",
                fields -> {
                    throw new IllegalArgumentException("must not be blank");
                },
                "thing breaks a rule: must not be blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[]", "1", "\"a\"", "null"})
    void wantsAnObject(String json) {
        fails(json, fields -> "", "thing is not a JSON object");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":[1",
                "{\"a\":{",
                "{\"a\":\"x",
                "{a:1}",
                "{\"a\":1,}",
                "nil"
            })
    void wantsTheWholeObject(String json) {
        fails(json, fields -> "", "thing is not well-formed JSON");
    }

    @Test
    void wantsNothingAfterTheObject() {
        fails("{} {}", fields -> "", "thing is followed by something else");
    }

    @Test
    void takesMoreFieldsThanAnyoneWrites() {
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < 1_000; i++) {
            json.append("\"f").append(i).append("\":").append(i).append(',');
        }
        json.append("\"last\":\"x\"}");

        assertThat(read(json.toString(), fields -> fields.number("f999") + fields.text("last")))
                .isEqualTo("999x");
    }

    private static Object read(String json, Function<JsonFields, ?> maker) {
        return JsonFields.read("thing", json, maker);
    }

    private static void fails(String json, Function<JsonFields, ?> maker, String message) {
        assertThatIllegalStateException().isThrownBy(() -> read(json, maker)).withMessage(message);
    }
}
