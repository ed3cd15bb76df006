package io.callyard.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What holds fakes against a description finds what is wrong")
class ApiDescriptionTest {
    private static final String FILE = """
        {"paths": {
           "/calls/{id}.json": {
             "parameters": [],
             "get": {"responses": {
               "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Call"}}}},
               "404": {"$ref": "#/components/responses/E404"}}},
             "delete": {"responses": {"204": {"description": "gone"}}}}},
         "webhooks": {"ended": {"post": {"requestBody": {"content": {"application/json": {"schema": {
           "type": "object", "properties": {"data": {"type": "object", "properties": {
             "event_type": {"type": "string", "enum": ["call.ended"]}}}}}}}}}}},
         "components": {
           "responses": {"E404": {"content": {"application/json": {"schema":
             {"type": "object", "properties": {"code": {"type": "integer"}}}}}}},
           "schemas": {"Call": {"type": "object", "required": ["id"], "properties": {
             "id": {"type": "string", "format": "uuid"},
             "at": {"type": "string", "format": "date-time"},
             "sid": {"type": "string", "pattern": "CA[0-9]+"},
             "state": {"type": "string", "enum": ["on", "off"]},
             "seconds": {"type": ["integer", "null"]},
             "price": {"type": "number", "nullable": true},
             "result": {"oneOf": [{"type": "object"}, {"type": "string"}]},
             "tags": {"type": "array", "items": {"type": "string"}}}}}}}
        """;
    private static final String GET = "GET /calls/{id}.json";
    private static final String ID = "\"id\":\"00000000-0000-4000-8000-000000000001\"";

    private final ApiDescription api = new ApiDescription(FILE, false);

    @Test
    void whatIsAsDescribedHasNoFaults() {
        String whole = "{" + ID + ",\"at\":\"2030-01-01T00:00:00.000001Z\",\"sid\":\"CA1\",\"state\":\"on\","
                + "\"seconds\":null,\"price\":null,\"result\":\"x\",\"tags\":[\"a\"]}";

        assertThat(api.faults(GET, 200, whole)).isEmpty();
        assertThat(api.faults(GET, 200, "{" + ID + ",\"seconds\":1,\"price\":1.5,\"result\":{},\"tags\":[]}"))
                .isEmpty();
        assertThat(api.faults(GET, 404, "{\"code\":1}")).isEmpty();
        assertThat(api.faults("DELETE /calls/{id}.json", 204, "")).isEmpty();
        assertThat(api.webhookFaults("call.ended", "{\"data\":{\"event_type\":\"call.ended\"}}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | $.id is missing",
                "[] | $ is no [object]",
                "oops | no JSON: oops",
                "{ID,\"more\":1} | $.more is not known",
                "{\"id\":null} | $.id is null",
                "{\"id\":\"1-1-1-1-1\"} | $.id is no uuid: 1-1-1-1-1",
                "{ID,\"at\":\"today\"} | $.at is no date-time: today",
                "{ID,\"sid\":\"CAx\"} | $.sid does not match: CAx",
                "{ID,\"state\":\"half\"} | $.state: half",
                "{ID,\"seconds\":\"1\"} | $.seconds is no",
                "{ID,\"price\":\"1\"} | $.price is no [number]",
                "{ID,\"result\":1} | $.result is none of what it can be",
                "{ID,\"tags\":\"a\"} | $.tags is no [array]",
                "{ID,\"tags\":[\"a\",2]} | $.tags[1] is no [string]"
            })
    void whatIsNotIsNamedWithItsPlace(String body, String fault) {
        assertThat(api.faults(GET, 200, body.replace("ID", ID)))
                .singleElement()
                .asString()
                .startsWith(fault);
    }

    @Test
    void anErrorThatIsNotDescribedHasTheShapeOfTheOthers() {
        assertThat(api.faults(GET, 503, "{\"code\":1}")).isEmpty();
        assertThat(api.faults(GET, 503, "{\"code\":\"1\"}")).containsExactly("$.code is no [integer]");
        assertThat(api.faults(GET, 202, "{}")).containsExactly("status 202 is not described");
    }

    @Test
    void whatHasNoBodyMustHaveNone() {
        assertThat(api.faults("DELETE /calls/{id}.json", 204, "{}")).hasSize(1);
    }

    @Test
    void whereNothingIsSaidToBeRequiredEverythingIsIfThatIsAskedFor() {
        ApiDescription strict = new ApiDescription(FILE, true);

        assertThat(strict.faults(GET, 404, "{}")).containsExactly("$.code is missing");
        assertThat(strict.faults(GET, 200, "{" + ID + "}")).isEmpty();
        assertThat(api.faults(GET, 404, "{}")).isEmpty();
    }

    @Test
    void operationsAreFoundByTheirPaths() {
        assertThat(api.operation("GET", "/calls/CA1.json")).contains(GET);
        assertThat(api.operation("GET", "/v2/calls/CA1.json")).contains(GET);
        assertThat(api.operation("POST", "/calls/CA1.json")).isEmpty();
        assertThat(api.operation("GET", "/calls/CA1/more.json")).isEmpty();
        assertThat(api.operation("GET", "/calls/CA1xjson")).isEmpty();
        assertThat(api.operations()).containsExactlyInAnyOrder(GET, "DELETE /calls/{id}.json");
        assertThat(api.events()).containsExactly("call.ended");
    }

    @Test
    void aCheckFailsForWhatIsNeitherDescribedNorExcused() {
        DescriptionCheck check = new DescriptionCheck(api, Set.of("/portal", "call.new"), Set.of("$.id is null"));
        check.answered("GET", "/calls/CA1.json", 200, "{" + ID + "}");
        check.answered("GET", "/calls/CA1.json", 200, "{\"id\":null}");
        check.answered("GET", "/portal/1", 200, "");
        check.answered("GET", "/nowhere", 404, "");
        check.told("call.new", "");
        check.assertFaultless();
        assertThat(check.operations()).containsExactly(GET);
        assertThat(check.events()).isEmpty();

        check.answered("GET", "/nowhere", 200, "");
        check.told("call.odd", "{}");
        check.answered("GET", "/calls/CA1.json", 200, "{}");
        assertThatThrownBy(check::assertFaultless)
                .hasMessageContainingAll(
                        "/nowhere is not described",
                        "call.odd is not described",
                        "/calls/CA1.json 200: $.id is missing");
    }

    @Test
    void withoutADescriptionNothingIsHeldAgainstIt() {
        DescriptionCheck check = new DescriptionCheck(null, Set.of(), Set.of());
        check.answered("GET", "/nowhere", 200, "oops");
        check.told("call.odd", "oops");

        check.assertFaultless();
        assertThat(check.operations()).isEmpty();
    }
}
