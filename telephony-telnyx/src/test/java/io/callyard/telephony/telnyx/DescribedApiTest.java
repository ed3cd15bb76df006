package io.callyard.telephony.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.InProcessClient;
import io.callyard.model.CarrierCallId;
import io.callyard.model.inbound.Utterance;
import io.callyard.spi.carrier.BridgeOrder;
import io.callyard.spi.carrier.IncomingCalls;
import io.callyard.spi.carrier.LineEnd;
import io.callyard.spi.carrier.LookUp;
import io.callyard.spi.carrier.LookUpAnswer;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.telephony.trials.DescribedApi;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the driver sends is what Telnyx's OpenAPI file allows, where a mock of it runs. */
@EnabledIfSystemProperty(named = "callyard.mock.telnyx", matches = "http.*")
class DescribedApiTest {
    private final DescribedApi api = new DescribedApi(System.getProperty("callyard.mock.telnyx", "http://localhost"));
    private final Bench bench = new Bench();
    private final TelnyxTelephony driver = driver();

    private TelnyxTelephony driver() {
        TelnyxTelephony made = Bench.builder(bench.scheduler)
                .baseUrl(URI.create("http://127.0.0.1"))
                .httpClient(InProcessClient.to(api, bench.scheduler))
                .machineDetection(MachineDetection.STANDARD)
                .assistant(order -> Optional.of("assistant-1"))
                .incomingCalls(IncomingCalls.none())
                .build();
        made.start(bench.notes);
        made.startInbound(bench.notes);
        return made;
    }

    private <T> T get(CompletionStage<T> stage) {
        bench.scheduler.runUntil(() -> stage.toCompletableFuture().isDone(), Duration.ofMinutes(2));
        return stage.handle((done, failure) -> done).toCompletableFuture().join();
    }

    private void told(String type, CallTag tag, String... payload) {
        driver.handle(bench.signed(Bench.body(type + payload.length, type, tag, payload)));
        bench.scheduler.advance(Duration.ofSeconds(5));
    }

    @Test
    @Tag("R4.15")
    void everyRequestIsAllowed() {
        Utterance words = new Utterance.Spoken("You are number 2 & next. Press 1.", "en-US");
        String music = "https://calls.example.com/music.mp3?a=1&b=2";

        get(driver.place(Bench.order(1)));
        get(driver.hangUp(new CarrierCallId(Wire.CALL)));
        get(driver.lookUp(new LookUp(Bench.subject(), 1, new CarrierCallId(Wire.CALL), bench.scheduler.instant())));
        get(driver.lookUp(new LookUp(Bench.subject(), 1, null, bench.scheduler.instant())));
        get(driver.hold(Bench.LINE, music));
        get(driver.say(Bench.LINE, words, music));
        get(driver.say(Bench.LINE, new Utterance.Played("https://calls.example.com/hello.mp3"), ""));
        get(driver.ring(Bench.ring("+15550100111")));
        get(driver.ring(Bench.ring("sip:iris@example.com")));
        get(driver.bridge(new BridgeOrder(
                Bench.ACME, Bench.OFFER, Bench.CALLER, Bench.LINE, Bench.IRIS, "sip:iris@example.com")));
        get(driver.stopRinging(Bench.OFFER, Bench.IRIS, "sip:iris@example.com"));
        get(driver.release(Bench.LINE, words, LineEnd.HANG_UP));
        get(driver.release(Bench.LINE, null, LineEnd.HANG_UP));
        told("call.initiated", null, "direction", "incoming", "state", "parked", "from", "+15551234567");
        told("call.answered", Bench.TAG);
        told("call.answered", Bench.AGENT_TAG);
        told("call.machine.detection.ended", Bench.TAG, "result", "machine");
        told("call.conversation.ended", Bench.TAG, "conversation_id", "00000000-0000-4000-8000-000000000001");

        assertThat(api.seen())
                .hasSizeGreaterThanOrEqualTo(14)
                .allSatisfy(request -> assertThat(request).matches(".* 20[0-4]"));
    }

    @ParameterizedTest
    @CsvSource({
        "400, bad_request, Refused, false",
        "401, bad_credentials, NotNow, true",
        "404, not_found, NotNow, true",
        "422, invalid_value, Refused, false",
        "422, missing_parameter, Refused, false",
        "422, bad_number, Refused, false",
        "422, out_of_range, Refused, false",
        "429, too_many, NotNow, false",
        "429, dials_per_second, NotNow, false",
        "500, internal, NoClearAnswer, false"
    })
    void everyDocumentedErrorHasItsClass(int status, String example, String answer, boolean accountFault) {
        api.wish(status, example);

        PlaceAnswer got = get(driver.place(Bench.order(1)));

        assertThat(got.getClass().getSimpleName()).as("%s", api.seen()).isEqualTo(answer);
        if (got instanceof PlaceAnswer.NotNow notNow) {
            assertThat(notNow.accountFault()).isEqualTo(accountFault);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"alive", "ended"})
    void everyDocumentedCallIsUnderstood(String example) {
        api.wish(200, example);

        LookUpAnswer got = get(
                driver.lookUp(new LookUp(Bench.subject(), 1, new CarrierCallId(Wire.CALL), bench.scheduler.instant())));

        assertThat(got).isInstanceOf(example.equals("alive") ? LookUpAnswer.Found.class : LookUpAnswer.class);
    }
}
