package io.callyard.fake.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callyard.fake.FakeRequest;
import io.callyard.fake.FakeResponse;
import io.callyard.fake.Faults;
import io.callyard.fake.Faults.RequestFault;
import io.callyard.fake.internal.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What goes wrong with a request, and whether the call was made all the same")
class FaultsTest {
    @ParameterizedTest
    @CsvSource({
        "NONE, 201, 1, true",
        "NOT_DONE_500, 500, 0, true",
        "TOO_MANY, 429, 0, true",
        "DONE_THEN_500, 500, 1, true",
        "DONE_THEN_GARBAGE, 201, 1, false",
        "DONE_THEN_TRUNCATED, 201, 1, false",
        "DONE_THEN_OVERSIZED, 201, 1, true",
    })
    void answered(RequestFault fault, int status, int calls, boolean json) {
        Rig rig = rig(fault);
        FakeResponse answer = create(rig).join();
        assertThat(answer.status()).isEqualTo(status);
        assertThat(rig.twilio.placedCount(Rig.LEAD)).isEqualTo(calls);
        if (json) {
            assertThat(Json.readObject(answer.text())).isNotEmpty();
        } else {
            assertThatThrownBy(() -> Json.readObject(answer.text())).isInstanceOf(IllegalArgumentException.class);
        }
        if (fault == RequestFault.DONE_THEN_OVERSIZED) {
            assertThat(answer.body().length).isGreaterThan(10_000_000);
        }
    }

    @ParameterizedTest
    @CsvSource({"CONNECTION_REFUSED, 0", "DONE_THEN_BROKEN, 1"})
    void broken(RequestFault fault, int calls) {
        Rig rig = rig(fault);
        assertThatThrownBy(() -> create(rig).join())
                .cause()
                .isInstanceOf(calls == 0 ? ConnectException.class : IOException.class);
        assertThat(rig.twilio.placedCount(Rig.LEAD)).isEqualTo(calls);
    }

    @Test
    void silent() {
        Rig rig = rig(RequestFault.DONE_WITHOUT_ANSWER);
        CompletableFuture<FakeResponse> answer = create(rig);
        rig.pass(600);
        assertThat(answer).isNotDone();
        assertThat(rig.twilio.placedCount(Rig.LEAD)).isEqualTo(1);
    }

    @Test
    void readingIsLeftAlone() {
        assertThat(rig(RequestFault.NOT_DONE_500).send("GET", "/Calls.json", "").status())
                .isEqualTo(200);
    }

    @Test
    void theAnswerMayComeAfterTheFirstWebhook() {
        Rig rig = new Rig(builder -> builder.answerDelay(Rig.seconds(2)));
        CompletableFuture<FakeResponse> answer = create(rig);
        rig.pass(1);
        assertThat(answer).isNotDone();
        assertThat(rig.sentTo("/status", "CallStatus")).containsExactly("initiated", "ringing");
        rig.pass(1);
        assertThat(answer.join().status()).isEqualTo(201);
    }

    @Test
    void secretsAreNotPrinted() {
        assertThat(new Rig().twilio.toString()).doesNotContain(Rig.TOKEN);
    }

    private static Rig rig(RequestFault fault) {
        return new Rig(builder -> builder.faults(new Faults() {
            @Override
            public RequestFault onRequest(FakeRequest request) {
                return fault;
            }
        }));
    }

    private static CompletableFuture<FakeResponse> create(Rig rig) {
        String user =
                Base64.getEncoder().encodeToString((Rig.ACCOUNT + ":" + Rig.TOKEN).getBytes(StandardCharsets.UTF_8));
        String form =
                Rig.form("To", Rig.LEAD, "From", Rig.US, "Twiml", Rig.twiml(""), "StatusCallback", Rig.APP + "/status")
                        + "&StatusCallbackEvent=initiated&StatusCallbackEvent=ringing&StatusCallbackEvent=completed";
        return rig.twilio
                .handle(new FakeRequest(
                        "POST",
                        URI.create("/2010-04-01/Accounts/" + Rig.ACCOUNT + "/Calls.json"),
                        Map.of("authorization", "Basic " + user, "content-type", "application/x-www-form-urlencoded"),
                        form.getBytes(StandardCharsets.UTF_8)))
                .toCompletableFuture();
    }
}
