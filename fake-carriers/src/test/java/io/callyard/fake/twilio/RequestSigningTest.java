package io.callyard.fake.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.FakeRequest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Webhooks are signed as known signatures are")
class RequestSigningTest {
    private static final String STATUS =
            "AccountSid=AC00000000000000000000000000000001&ApiVersion=2010-04-01&CallDuration=0"
                    + "&CallSid=CA00000000000000000000000000000001&CallStatus=no-answer"
                    + "&CallbackSource=call-progress-events&Direction=outbound-api&Duration=0&From=%2B15005550006"
                    + "&SequenceNumber=3&SipResponseCode=487&Timestamp=Mon%2C+05+Jan+2026+10%3A00%3A31+%2B0000"
                    + "&To=%2B15005550001";

    private final RequestSigning signing = new RequestSigning(Rig.TOKEN);

    @Test
    void aForm() {
        assertThat(sign("https://calls.example.com/twilio/status?attempt=a-17", STATUS))
                .isEqualTo("l8xwrnqTRsaUM0qtqdqdguvjY1Q=");
    }

    @Test
    void aFormWithThePortWrittenOut() {
        assertThat(sign("https://calls.example.com:443/twilio/status?attempt=a-17", STATUS))
                .isEqualTo("zhqbnMicogherselekzTNIWu91s=");
    }

    @Test
    void awkwardCharactersAndAnEmptyValue() {
        String form = "CallSid=CA00000000000000000000000000000001&CallerName=Zo%C3%AB+%26+S%C3%B6hne&FromCity="
                + "&SpeechResult=yes+please+%2B+call+me+back";
        assertThat(sign("https://calls.example.com/twilio/gather", form)).isEqualTo("pa1oiUvSTcO+w4pJdfgiW7I9L04=");
    }

    @Test
    void theAddressAlone() {
        String url = "https://calls.example.com/twilio/wait?attempt=a-17"
                + "&CallSid=CA00000000000000000000000000000001&QueuePosition=2";
        assertThat(sign(url, "")).isEqualTo("TJVDxOeLWK+QfsX9cQXUJVUAjjo=");
    }

    @Test
    void anAddressWithTheHashOfABody() {
        String url = "https://calls.example.com/twilio/events"
                + "?bodySHA256=7141df2c409aee3e6322b0102e5347ff944b74257287b6f0c9eaec0ca4f6086f";
        assertThat(sign(url, "")).isEqualTo("mP1c705GD4m0om3VWslfgeHSbT4=");
    }

    @Test
    void oneNameWithSeveralValues() {
        assertThat(sign("https://calls.example.com/x", "CallSid=CA1&MediaUrl=b&MediaUrl=a&MediaUrl=b"))
                .isEqualTo("6dySdmukptC638UZcMo30EzNCjU=");
    }

    @Test
    void theExamplesOfTheOriginal() {
        RequestSigning other = new RequestSigning("12345");
        String form =
                "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212";
        String url = "https://mycompany.com/myapp.php?foo=1&bar=2";
        String hash = "bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";
        assertThat(other.sign(url, Params.parse(form))).isEqualTo("RSOYDt4T1cUTdK1PDd93/VVr8B8=");
        assertThat(other.sign(url + "&" + hash, Params.NONE)).isEqualTo("a9nBmqA0ju/hNViExpshrM61xv4=");
        assertThat(other.sign("https://mycompany.com/myapp.php?" + hash, Params.NONE))
                .isEqualTo("y77kIzt2vzLz71DgmJGsen2scGs=");
    }

    @Test
    void whatIsSentIsWhatIsSigned() {
        Rig rig = new Rig();
        rig.call(Rig.LEAD, "<Redirect method=\"GET\">" + Rig.APP + "/next?a=b%20c</Redirect>");
        rig.pass(5);
        assertThat(rig.webhooks).hasSize(5);
        for (FakeRequest request : rig.webhooks) {
            String expected = sign(request.uri().toString(), request.text());
            assertThat(request.header("X-Twilio-Signature")).contains(expected);
        }
        FakeRequest get = rig.webhooks.stream()
                .filter(one -> one.method().equals("GET"))
                .findFirst()
                .orElseThrow();
        assertThat(get.uri().getRawQuery()).startsWith("a=b%20c&AccountSid=AC").doesNotContain("#");
    }

    private String sign(String url, String form) {
        return signing.sign(url, Params.parse(form));
    }
}
