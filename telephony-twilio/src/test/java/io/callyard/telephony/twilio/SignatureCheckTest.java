package io.callyard.telephony.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.spi.carrier.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors were computed by two other implementations, and by the vendor's clients. */
@Tag("R4.15")
class SignatureCheckTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final String HOST = "https://calls.example.com";
    private static final String STATUS =
            "AccountSid=AC00000000000000000000000000000001&ApiVersion=2010-04-01&CallDuration=0"
                    + "&CallSid=CA00000000000000000000000000000001&CallStatus=no-answer"
                    + "&CallbackSource=call-progress-events&Direction=outbound-api&Duration=0&From=%2B15005550006"
                    + "&SequenceNumber=3&SipResponseCode=487&Timestamp=Mon%2C+05+Jan+2026+10%3A00%3A31+%2B0000"
                    + "&To=%2B15005550001";
    private static final String STATUS_SIGNATURE = "l8xwrnqTRsaUM0qtqdqdguvjY1Q=";
    private static final String GATHER =
            "CallSid=CA00000000000000000000000000000001&CallerName=Zo%C3%AB+%26+S%C3%B6hne&FromCity="
                    + "&SpeechResult=yes+please+%2B+call+me+back";
    private static final String VENDOR =
            "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234" + "&From=%2B14158675309&To=%2B18005551212";

    private static WebhookRequest request(String method, String path, String query, String body, String signature) {
        return new WebhookRequest(
                method,
                path,
                query.isEmpty() ? null : query,
                Map.of("X-Twilio-Signature", signature),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean accepts(String base, List<String> tokens, WebhookRequest request, boolean isForm) {
        Optional<Form> form = isForm ? Optional.of(Form.parse(request.body())) : Optional.empty();
        return new SignatureCheck(base, tokens).objection(request, form).isEmpty();
    }

    private static boolean takesStatus(String base, List<String> tokens, String body, String signature) {
        return accepts(base, tokens, request("POST", "/twilio/status", "attempt=a-17", body, signature), true);
    }

    @Test
    void aFormIsCoveredByNameInByteOrder() {
        assertThat(takesStatus(HOST, List.of(TOKEN), STATUS, STATUS_SIGNATURE)).isTrue();
        assertThat(accepts(
                        HOST,
                        List.of(TOKEN),
                        request("POST", "/twilio/gather", "", GATHER, "pa1oiUvSTcO+w4pJdfgiW7I9L04="),
                        true))
                .isTrue();
        assertThat(accepts(
                        HOST,
                        List.of(TOKEN),
                        request(
                                "POST",
                                "/x",
                                "",
                                "CallSid=CA1&MediaUrl=b&MediaUrl=a&MediaUrl=b",
                                "6dySdmukptC638UZcMo30EzNCjU="),
                        true))
                .isTrue();
        assertThat(accepts(
                        "https://mycompany.com",
                        List.of("12345"),
                        request("POST", "/myapp.php", "foo=1&bar=2", VENDOR, "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
                        true))
                .isTrue();
    }

    @Test
    void aPublicUrlWithAPathIsPartOfTheAddress() {
        WebhookRequest request = request("POST", "/status", "attempt=a-17", STATUS, STATUS_SIGNATURE);

        assertThat(accepts(HOST + "/twilio", List.of(TOKEN), request, true)).isTrue();
        assertThat(accepts(HOST, List.of(TOKEN), request, true)).isFalse();
    }

    @Test
    void theStandardPortMayBeWrittenOutOrNot() {
        String withPort = "zhqbnMicogherselekzTNIWu91s=";

        assertThat(takesStatus(HOST, List.of(TOKEN), STATUS, withPort)).isTrue();
        assertThat(takesStatus(HOST + ":443", List.of(TOKEN), STATUS, withPort)).isTrue();
        assertThat(takesStatus(HOST + ":443", List.of(TOKEN), STATUS, STATUS_SIGNATURE))
                .isTrue();
        assertThat(takesStatus(HOST + ":8443", List.of(TOKEN), STATUS, withPort))
                .isFalse();
        assertThat(takesStatus(HOST + ":8443", List.of(TOKEN), STATUS, STATUS_SIGNATURE))
                .isFalse();
        assertThat(takesStatus("http://calls.example.com", List.of(TOKEN), STATUS, STATUS_SIGNATURE))
                .isFalse();
    }

    @Test
    void aRequestWithoutABodyIsCoveredByItsAddress() {
        WebhookRequest wait = request(
                "GET",
                "/twilio/wait",
                "attempt=a-17&CallSid=CA00000000000000000000000000000001&QueuePosition=2",
                "",
                "TJVDxOeLWK+QfsX9cQXUJVUAjjo=");

        assertThat(accepts(HOST, List.of(TOKEN), wait, false)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://calls.example.com | 0123456789abcdef0123456789abcdef | /twilio/events | bodySHA256=7141df2c409aee3e6322b0102e5347ff944b74257287b6f0c9eaec0ca4f6086f | {"event":"call.test","n":1} | mP1c705GD4m0om3VWslfgeHSbT4=
            https://mycompany.com | 12345 | /myapp.php | foo=1&bar=2&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620 | {"property": "value", "boolean": true} | a9nBmqA0ju/hNViExpshrM61xv4=
            https://mycompany.com | 12345 | /myapp.php | bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620 | {"property": "value", "boolean": true} | y77kIzt2vzLz71DgmJGsen2scGs=
            """)
    void jsonIsCoveredByItsDigest(String base, String token, String path, String query, String body, String signature) {
        WebhookRequest authentic = request("POST", path, query, body, signature);
        WebhookRequest changed = request("POST", path, query, body + " ", signature);

        assertThat(accepts(base, List.of(token), authentic, false)).isTrue();
        assertThat(accepts(base, List.of(token), changed, false)).isFalse();
    }

    @Test
    void jsonWithoutADigestIsRefusedHoweverWellItIsSigned() {
        String signature = Signing.sign(TOKEN, HOST + "/twilio/events", Map.of());
        String right = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"; // of {}
        String once = "bodySHA256=" + right;
        String twice = once + "&bodySHA256=" + "1".repeat(64);

        assertThat(accepts(HOST, List.of(TOKEN), request("POST", "/twilio/events", "", "{}", signature), false))
                .isFalse();
        assertThat(accepts(
                        HOST,
                        List.of(TOKEN),
                        request(
                                "POST",
                                "/twilio/events",
                                once,
                                "{}",
                                Signing.sign(TOKEN, HOST + "/twilio/events?" + once, Map.of())),
                        false))
                .isTrue();
        assertThat(accepts(
                        HOST,
                        List.of(TOKEN),
                        request(
                                "POST",
                                "/twilio/events",
                                twice,
                                "{}",
                                Signing.sign(TOKEN, HOST + "/twilio/events?" + twice, Map.of())),
                        false))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "l8xwrnqTRsaUM0qtqdqdguvjY1Q",
                "l8xwrnqTRsaUM0qtqdqdguvjY1R=",
                "l8xwrnqTRsaUM0qtqdqdguvjY1Q==",
                "l8xwrnqTRsaUM0qtqdqdguvjY1Q=\n",
                "l8xwrnqTRsaUM0qtqdqdguvjY1Q= ",
                "l8xwrnqTRsaUM0qtqdqdguvjYw==",
                "L8xwrnqTRsaUM0qtqdqdguvjY1Q=",
                "l8xwrnqTRsaUM0qtqdqdguvjY1Q=l8xwrnqTRsaUM0qtqdqdguvjY1Q=",
                "AAAA",
                "\u00e9"
            })
    void noOtherSpellingOfASignatureIsTaken(String signature) {
        assertThat(takesStatus(HOST, List.of(TOKEN), STATUS, signature)).isFalse();
    }

    @Test
    void aMissingSignatureIsSaid() {
        WebhookRequest request = new WebhookRequest("POST", "/twilio/status", "attempt=a-17", Map.of(), new byte[0]);

        assertThat(new SignatureCheck(HOST, List.of(TOKEN)).objection(request, Optional.of(Form.parse(new byte[0]))))
                .contains("no signature");
    }

    @Test
    void parametersInAnotherOrderAreTheSame() {
        int half = STATUS.indexOf("&CallStatus");
        String turned = STATUS.substring(half + 1) + "&" + STATUS.substring(0, half);

        assertThat(takesStatus(HOST, List.of(TOKEN), turned, STATUS_SIGNATURE)).isTrue();
    }

    @Test
    void whateverIsChangedIsNoticed() {
        List<String> changed = List.of(
                STATUS.replace("no-answer", "completed"),
                STATUS + "&AnsweredBy=human",
                STATUS.replace("&Duration=0", ""),
                STATUS.replace("SipResponseCode", "sipResponseCode"),
                STATUS.replace("%2B0000", "+0000"),
                "");
        assertThat(changed).allMatch(body -> !takesStatus(HOST, List.of(TOKEN), body, STATUS_SIGNATURE));

        assertThat(accepts(
                        HOST,
                        List.of(TOKEN),
                        request("POST", "/twilio/status", "attempt=a-18", STATUS, STATUS_SIGNATURE),
                        true))
                .isFalse();
        assertThat(accepts(
                        HOST,
                        List.of(TOKEN),
                        request("POST", "/twilio/status/", "attempt=a-17", STATUS, STATUS_SIGNATURE),
                        true))
                .isFalse();
    }

    @Test
    void whileTheTokenIsChangedBothAreTaken() {
        String other = "f".repeat(32);

        assertThat(takesStatus(HOST, List.of(other, TOKEN), STATUS, STATUS_SIGNATURE))
                .isTrue();
        assertThat(takesStatus(HOST, List.of(TOKEN, other), STATUS, STATUS_SIGNATURE))
                .isTrue();
        assertThat(takesStatus(HOST, List.of(other), STATUS, STATUS_SIGNATURE)).isFalse();
    }

    @Test
    void withoutATokenNothingIsAuthentic() {
        assertThat(takesStatus(HOST, List.of(), STATUS, STATUS_SIGNATURE)).isFalse();
    }

    @Test
    void bytesThatAreNotUtf8AreCoveredAsTheyAre() {
        // Twilio signs what it sends. What is not UTF-8 is authentic, and unreadable.
        Form form = Form.parse("a=%FF%zz".getBytes(StandardCharsets.UTF_8));

        assertThat(form.fields().get(0).value()).containsExactly(0xFF, '%', 'z', 'z');
        assertThat(form.toText()).isEmpty();
        assertThat(Form.parse("a=%ff".getBytes(StandardCharsets.UTF_8)).toText())
                .isEmpty();
        assertThat(Form.parse("a=%C3%A9&b&=c&&a=2".getBytes(StandardCharsets.UTF_8))
                        .toText())
                .contains(Map.of("a", "\u00e9", "b", "", "", "c"));
    }
}
