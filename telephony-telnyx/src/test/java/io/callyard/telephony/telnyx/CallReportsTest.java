package io.callyard.telephony.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.CarrierCallId;
import io.callyard.model.Outcome;
import io.callyard.spi.carrier.CarrierReport;
import io.callyard.spi.carrier.CarrierReport.Fact;
import io.callyard.telephony.telnyx.CallTag.Mark;
import io.callyard.telephony.telnyx.Wire.Sent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("R3.6")
class CallReportsTest {
    private static final CallTag.Outbound TALKING = new CallTag.Outbound(Bench.CALL, 1, Mark.NONE, "assistant-7");
    private final Bench bench = new Bench();
    private final Bench detecting = new Bench(builder -> builder.machineDetection(MachineDetection.STANDARD));

    private static Outcome outcome(Bench bench) {
        return ((Fact.Ended)
                        bench.notes.reports.get(bench.notes.reports.size() - 1).fact())
                .outcome();
    }

    /** Makes the carrier's record of the call one of the given events. */
    private static void recorded(Bench bench, String... nameAndResult) {
        String entries = Stream.of(nameAndResult)
                .map(entry -> entry.split("="))
                .map(entry -> "{\"record_type\":\"call_event\",\"type\":\"webhook\",\"name\":\"" + entry[0]
                        + "\",\"call_leg_id\":\"" + Wire.LEG + "\",\"metadata\":{\"result\":\""
                        + (entry.length > 1 ? entry[1] : "") + "\"}}")
                .collect(Collectors.joining(","));
        bench.wire.always(request -> request.path().endsWith("/call_events")
                ? Wire.json(200, "{\"data\":[" + entries + "],\"meta\":{\"total_pages\":1}}")
                : Wire.done(Wire.usual(request)));
    }

    @Test
    void eachEventIsAFactAboutItsAttempt() {
        bench.told("call.initiated", Bench.TAG, "direction", "outgoing");
        bench.told("call.answered", Bench.TAG);
        bench.told("call.bridged", Bench.TAG);
        bench.told("call.hangup", Bench.TAG.with(Mark.ANSWERED), "hangup_cause", "normal_clearing");

        assertThat(bench.notes.story).containsExactly("Started", "Answered", "Answered", "Ended");
        CarrierReport first = bench.notes.reports.get(0);
        assertThat(first.call()).isEqualTo(Bench.CALL);
        assertThat(first.attempt()).isEqualTo(1);
        assertThat(first.carrierCallId()).isEqualTo(new CarrierCallId(Wire.CALL));
        assertThat(first.account()).isEqualTo(Bench.LINE.account());
        assertThat(outcome(bench)).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void thatItWasAnsweredIsWrittenIntoTheCall() {
        bench.told("call.answered", Bench.TAG);

        Sent sent = bench.wire.last();
        assertThat(sent.method() + " " + sent.what()).isEqualTo("PUT client_state_update");
        assertThat(sent.path()).isEqualTo("/v2/calls/v3%3Asample-call-control-id-0001/actions/client_state_update");
        assertThat(sent.tag()).isEqualTo(Bench.TAG.with(Mark.ANSWERED));
    }

    @Test
    void aCallThatIsMarkedIsNotLookedUp() {
        bench.told("call.hangup", Bench.TAG.with(Mark.ANSWERED), "hangup_cause", "normal_clearing");

        assertThat(outcome(bench)).isEqualTo(Outcome.COMPLETED);
        assertThat(bench.wire.sent).isEmpty();
    }

    @Test
    void anAssistantBeginsToTalkWhenACallIsAnswered() {
        bench.told("call.answered", TALKING);

        Sent sent = bench.wire.last();
        assertThat(bench.wire.sent).hasSize(1);
        assertThat(sent.what()).isEqualTo("ai_assistant_start");
        assertThat(sent.json().get("assistant").text("id")).isEqualTo("assistant-7");
        assertThat(sent.json().isTrue("send_message_history_updates")).isTrue();
        assertThat(sent.tag()).isEqualTo(TALKING.with(Mark.ANSWERED));
    }

    @Test
    void anEventThatComesTwiceStartsTheAssistantByOneCommandId() {
        byte[] body = Bench.body("e", "call.answered", TALKING);
        bench.deliver(body);
        bench.deliver(body);

        assertThat(bench.wire.sent).hasSize(2);
        assertThat(bench.wire.sent.get(0).text("command_id"))
                .isEqualTo(bench.wire.sent.get(1).text("command_id"));
    }

    @Test
    void anAssistantIsStartedAgainIfTheCallIsNotReady() {
        bench.wire.refuse(422, "90034");
        bench.told("call.answered", TALKING);
        bench.scheduler.advance(Duration.ofSeconds(1));

        assertThat(bench.wire.asked()).containsExactly("ai_assistant_start", "ai_assistant_start");
        assertThat(bench.wire.sent.get(0).text("command_id"))
                .as("a refused id may be used up")
                .isNotEqualTo(bench.wire.sent.get(1).text("command_id"));
    }

    @Test
    void aCallOnWhichNoAssistantTalksIsEnded() {
        bench.wire.refuse(422, "10015");
        bench.told("call.answered", TALKING);

        assertThat(bench.wire.asked()).containsExactly("ai_assistant_start", "hangup");
    }

    @ParameterizedTest
    @ValueSource(strings = {"90061", "90018"})
    void anAssistantThatTalksAlreadyOrACallThatIsOverIsFine(String code) {
        bench.wire.refuse(422, code);
        bench.told("call.answered", TALKING);

        assertThat(bench.wire.asked()).containsExactly("ai_assistant_start");
    }

    @Test
    void withDetectionTheAssistantWaitsForAPerson() {
        detecting.told("call.answered", TALKING);
        assertThat(detecting.wire.asked()).containsExactly("client_state_update");

        detecting.told("call.machine.detection.ended", TALKING.with(Mark.ANSWERED), "result", "human");
        assertThat(detecting.wire.last().what()).isEqualTo("ai_assistant_start");
        assertThat(detecting.wire.last().tag()).isEqualTo(TALKING.with(Mark.PERSON));
    }

    @Test
    void aVerdictThatDoesNotComeIsNotWaitedForForEver() {
        detecting.told("call.answered", TALKING);
        detecting.scheduler.advance(Duration.ofSeconds(11));
        assertThat(detecting.wire.asked()).containsExactly("client_state_update", "ai_assistant_start");
        String first = detecting.wire.last().text("command_id");

        detecting.told("call.machine.detection.ended", TALKING.with(Mark.ANSWERED), "result", "human");
        assertThat(detecting.wire.last().text("command_id"))
                .as("the carrier starts it once")
                .isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({
        "call.machine.detection.ended, machine",
        "call.machine.premium.detection.ended, machine",
        "call.machine.premium.detection.ended, fax_detected",
        "call.machine.premium.greeting.ended, beep_detected",
        "call.machine.greeting.ended, beep_detected"
    })
    void aMachineIsHungUpAndTheCallSaysSo(String type, String result) {
        detecting.told(type, Bench.TAG.with(Mark.ANSWERED), "result", result);
        assertThat(detecting.wire.asked()).containsExactly("hangup");
        assertThat(detecting.wire.last().tag()).isEqualTo(Bench.TAG.with(Mark.MACHINE));

        detecting.told("call.hangup", Bench.TAG.with(Mark.MACHINE), "hangup_cause", "normal_clearing");
        assertThat(outcome(detecting)).isEqualTo(Outcome.MACHINE);
        assertThat(detecting.wire.sent).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"human", "not_sure", "human_residence", "human_business", "silence", "brand_new"})
    void whoIsNoMachineIsNotHungUp(String result) {
        detecting.told("call.machine.detection.ended", Bench.TAG.with(Mark.ANSWERED), "result", result);

        assertThat(detecting.wire.asked()).containsExactly("client_state_update");
        assertThat(detecting.wire.last().tag()).isEqualTo(Bench.TAG.with(Mark.PERSON));
    }

    @Test
    void aVerdictAboutACallThatIsOverEndsIt() {
        detecting.wire.refuse(422, "90018");
        detecting.told("call.machine.detection.ended", Bench.TAG.with(Mark.ANSWERED), "result", "machine");

        assertThat(detecting.notes.story).containsExactly("Ended");
        assertThat(outcome(detecting)).isEqualTo(Outcome.MACHINE);
    }

    @Test
    void whileTheStoreIsAwayTheEndOfACallThatAMachineTookIsKeptLater() {
        detecting.wire.then(request -> {
            // From here on: the verdict itself was taken.
            detecting.notes.storeIsAway = true;
            return Wire.json(422, Wire.error("90018", ""));
        });
        assertThat(detecting.told("call.machine.detection.ended", Bench.TAG.with(Mark.ANSWERED), "result", "machine"))
                .isEqualTo(200);
        assertThat(detecting.notes.reports).isEmpty();

        detecting.notes.storeIsAway = false;
        detecting.scheduler.advance(Duration.ofMinutes(1));

        assertThat(detecting.notes.story).containsExactly("Ended");
        assertThat(outcome(detecting)).isEqualTo(Outcome.MACHINE);
    }

    @Test
    void anEndWithoutAMarkIsLookedUp() {
        recorded(bench, "call.answered", "call.hangup");
        assertThat(bench.told("call.hangup", Bench.TAG, "hangup_cause", "normal_clearing"))
                .isEqualTo(200);

        assertThat(outcome(bench)).isEqualTo(Outcome.COMPLETED);
        assertThat(bench.wire.last().rawQuery())
                .contains("filter%5Bleg_id%5D=" + Wire.LEG)
                .doesNotContain("[");
    }

    @Test
    void anEndWithoutAMarkOfACallThatWasNotAnsweredIsAFailure() {
        recorded(bench, "call.initiated", "call.hangup");
        bench.told("call.hangup", Bench.TAG, "hangup_cause", "normal_clearing", "sip_hangup_cause", "404");

        assertThat(outcome(bench)).isEqualTo(Outcome.FAILED);
    }

    @Test
    void withDetectionAnEndWithoutAVerdictIsLookedUp() {
        recorded(detecting, "call.answered", "call.machine.detection.ended=machine", "call.hangup");
        detecting.told("call.hangup", Bench.TAG.with(Mark.ANSWERED), "hangup_cause", "normal_clearing");
        assertThat(outcome(detecting)).isEqualTo(Outcome.MACHINE);

        recorded(detecting, "call.answered", "call.machine.detection.ended=human", "call.hangup");
        detecting.told("call.hangup", Bench.TAG.with(Mark.ANSWERED), "hangup_cause", "normal_clearing");
        assertThat(outcome(detecting)).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void aWordThatIsClearIsNotLookedUp() {
        for (String cause : List.of("user_busy", "call_rejected", "timeout", "originator_cancel", "not_found")) {
            bench.told("call.hangup", Bench.TAG, "hangup_cause", cause);
        }
        assertThat(bench.wire.sent).isEmpty();
        assertThat(bench.notes.reports).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource({"200, COMPLETED", "404, FAILED", "'', FAILED"})
    void anEndThatCannotBeLookedUpComesAgainTwiceAndIsThenJudged(String sip, Outcome outcome) {
        bench.wire.always(request -> Wire.json(500, "{}"));
        for (int delivery = 1; delivery <= 3; delivery++) {
            byte[] body = new String(
                            Bench.body(
                                    "e",
                                    "call.hangup",
                                    Bench.TAG,
                                    "hangup_cause",
                                    "normal_clearing",
                                    "sip_hangup_cause",
                                    sip),
                            StandardCharsets.UTF_8)
                    .replace("\"attempt\":1", "\"attempt\":" + delivery)
                    .getBytes(StandardCharsets.UTF_8);
            assertThat(bench.deliver(body)).isEqualTo(delivery < 3 ? 503 : 200);
        }
        assertThat(bench.notes.reports).hasSize(1);
        assertThat(outcome(bench)).isEqualTo(outcome);
    }

    @Test
    void aLookUpThatTakesTooLongIsNotWaitedFor() {
        bench.wire.silent();
        Instant begun = bench.scheduler.instant();

        assertThat(bench.told("call.hangup", Bench.TAG, "hangup_cause", "normal_clearing"))
                .isEqualTo(503);

        assertThat(Duration.between(begun, bench.scheduler.instant())).isLessThan(Duration.ofSeconds(2));
    }
}
