package io.callyard.telephony.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.InProcessClient;
import io.callyard.model.CarrierCallId;
import io.callyard.model.inbound.Utterance;
import io.callyard.spi.carrier.BridgeOrder;
import io.callyard.spi.carrier.LineEnd;
import io.callyard.spi.carrier.LookUp;
import io.callyard.spi.carrier.LookUpAnswer;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.telephony.trials.DescribedApi;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the driver sends is what Twilio's OpenAPI file allows, where a mock of it runs. */
@EnabledIfSystemProperty(named = "callyard.mock.twilio", matches = "http.*")
class DescribedApiTest {
    private final DescribedApi api = new DescribedApi(System.getProperty("callyard.mock.twilio", "http://localhost"));
    private final Bench bench = new Bench();

    private TwilioTelephony driver() {
        TwilioTelephony made = Bench.builder(bench.scheduler)
                .httpClient(InProcessClient.to(api, bench.scheduler))
                .machineDetection(true)
                .build();
        made.start(bench.notes);
        made.startInbound(bench.notes);
        return made;
    }

    private <T> T get(CompletionStage<T> stage) {
        bench.scheduler.runDue();
        return stage.toCompletableFuture().getNow(null);
    }

    @Test
    @Tag("R4.15")
    void everyRequestIsAllowed() {
        TwilioTelephony twilio = driver();
        Utterance words = new Utterance.Spoken("You are number 2 & next. Press 1.", "en-US");
        String music = "https://calls.example.com/music.mp3?a=1&b=2";

        get(twilio.place(Bench.order(1)));
        get(twilio.place(Bench.order(2, true)));
        get(twilio.hangUp(new CarrierCallId(Wire.SID)));
        get(twilio.lookUp(new LookUp(Bench.subject(), 1, new CarrierCallId(Wire.SID), bench.scheduler.instant())));
        get(twilio.lookUp(new LookUp(Bench.subject(), 1, null, Instant.parse("2026-01-05T00:00:00Z"))));
        get(twilio.hold(Bench.LINE, music));
        get(twilio.say(Bench.LINE, words, music));
        get(twilio.say(Bench.LINE, new Utterance.Played("https://calls.example.com/hello.mp3"), ""));
        get(twilio.ring(Bench.ring("+15550100111")));
        get(twilio.ring(Bench.ring("client:iris")));
        get(twilio.ring(Bench.ring("sip:iris@example.com")));
        get(twilio.stopRinging(Bench.OFFER, Bench.IRIS, "client:iris"));
        get(twilio.bridge(
                new BridgeOrder(Bench.ACME, Bench.OFFER, Bench.CALLER, Bench.LINE, Bench.IRIS, "client:iris")));
        get(twilio.release(Bench.LINE, words, LineEnd.HANG_UP));
        get(twilio.release(Bench.LINE, words, LineEnd.VOICEMAIL));
        get(twilio.release(Bench.LINE, null, LineEnd.HANG_UP));
        twilio.handle(Bench.webhook(
                "/agent-left",
                Bench.LEG,
                "QueueResult",
                "hangup",
                "QueueSid",
                "QU00000000000000000000000000000001",
                "CallStatus",
                "completed"));
        bench.scheduler.runDue();

        assertThat(api.seen())
                .hasSizeGreaterThanOrEqualTo(15)
                .allSatisfy(request -> assertThat(request).matches(".* 20[0-4]"));
        assertThat(api.seen())
                .anySatisfy(request -> assertThat(request).startsWith("GET").contains("/Events.json"))
                .anySatisfy(request -> assertThat(request).startsWith("DELETE").contains("/Queues/"));
    }

    @ParameterizedTest
    @CsvSource({
        "400, missing_to, NotNow, true",
        "400, bad_to, Refused, false",
        "400, bad_url, NotNow, true",
        "400, bad_from, NotNow, true",
        "400, unknown_number, Refused, false",
        "400, country_blocked, Refused, false",
        "401, '', NotNow, true",
        "404, '', NotNow, true",
        "429, '', NotNow, false",
        "500, '', NoClearAnswer, false"
    })
    void everyDocumentedErrorHasItsClass(int status, String example, String answer, boolean accountFault) {
        if (example.isEmpty()) {
            api.wish(status, exampleOf(status));
        } else {
            api.wish(status, example);
        }

        PlaceAnswer got = get(driver().place(Bench.order(1)));

        assertThat(got.getClass().getSimpleName()).as("%s", api.seen()).isEqualTo(answer);
        if (got instanceof PlaceAnswer.NotNow notNow) {
            assertThat(notNow.accountFault()).isEqualTo(accountFault);
        }
    }

    private static String exampleOf(int status) {
        return switch (status) {
            case 401 -> "bad_credentials";
            case 404 -> "not_found";
            case 429 -> "too_many";
            default -> "internal";
        };
    }

    @ParameterizedTest
    @CsvSource({
        "in_progress, Answered",
        "ringing, Ringing",
        "completed, Ended",
        "busy, Ended",
        "no_answer, Ended",
        "failed, Ended",
        "canceled, Ended",
        "machine, Ended"
    })
    void everyDocumentedCallIsUnderstood(String example, String fact) {
        api.wish(200, example);

        LookUpAnswer got = get(driver().lookUp(
                        new LookUp(Bench.subject(), 1, new CarrierCallId(Wire.SID), bench.scheduler.instant())));

        assertThat(got)
                .isInstanceOfSatisfying(
                        LookUpAnswer.Found.class,
                        found -> assertThat(List.of(found.fact().getClass().getSimpleName()))
                                .containsExactly(fact));
    }
}
