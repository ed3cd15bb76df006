package io.callyard.telephony.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.CarrierCallId;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.Utterance;
import io.callyard.spi.carrier.BridgeAnswer;
import io.callyard.spi.carrier.BridgeOrder;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("R4.15")
class BridgingTest {
    private static final String SIP = "sip:iris@example.com";
    private static final String PERSON_CALL = "v3:person";
    private final Bench bench = new Bench();

    private CompletionStage<BridgeAnswer> bridge() {
        return bench.driver.bridge(new BridgeOrder(
                Bench.ACME,
                Bench.OFFER,
                Bench.CALLER,
                new CallerLine(Bench.LINE.account(), new CarrierCallId(PERSON_CALL)),
                Bench.IRIS,
                SIP));
    }

    private static String person(boolean alive, CallTag tag) {
        return "{\"data\":{\"call_control_id\":\"" + PERSON_CALL + "\",\"is_alive\":" + alive
                + (alive ? "" : ",\"end_time\":\"2030-01-01T00:00:00Z\"") + ",\"client_state\":\"" + tag.clientState()
                + "\"}}";
    }

    private void accepted() {
        bench.told("call.answered", Bench.AGENT_TAG);
        bench.notes.story.clear();
    }

    @Test
    void aCallerIsJoinedAndHearsNoMusicAnyMore() {
        accepted();
        bench.wire.then(200, person(true, new CallTag.Held("")));

        assertThat(bench.get(bridge())).isEqualTo(BridgeAnswer.UNDER_WAY);

        Wire.Sent sent = bench.wire.last();
        assertThat(sent.path()).isEqualTo("/v2/calls/v3%3Aperson/actions/bridge");
        assertThat(sent.text("call_control_id")).isEqualTo(Wire.CALL);
        assertThat(sent.json().isTrue("prevent_double_bridge")).isTrue();
        assertThat(sent.json().has("park_after_unbridge")).isFalse();
        assertThat(sent.tag()).isEqualTo(new CallTag.Joined(Bench.OFFER));
    }

    @Test
    void whoWasCalledBackKeepsHisTag() {
        accepted();
        bench.wire.then(200, person(true, Bench.TAG));

        bench.get(bridge());

        assertThat(bench.wire.last().json().has("client_state")).isFalse();
    }

    @Test
    void thatTheyAreJoinedIsReportedByEitherLeg() {
        bench.told("call.bridged", Bench.AGENT_TAG);
        bench.told("call.bridged", new CallTag.Joined(Bench.OFFER));
        bench.told("call.bridged", new CallTag.Held(""));

        assertThat(bench.notes.story).containsExactly("connected", "connected");
    }

    @Test
    void anAgentOfAnotherNodeIsFoundAtTheCarrier() {
        bench.listed(Bench.AGENT_TAG);

        assertThat(bench.get(bridge())).isEqualTo(BridgeAnswer.UNDER_WAY);
        assertThat(bench.wire.last().text("call_control_id")).isEqualTo("v3:listed");
    }

    @Test
    void anAgentWhoIsNowhereCannotBeJoined() {
        assertThat(bench.failure(bridge())).contains("agent's line was not found");
        assertThat(bench.wire.asked()).doesNotContain("bridge");
    }

    @ParameterizedTest
    @ValueSource(strings = {"90034", "90019", "90015"})
    void aRefusalRightAfterTheAnswerIsTriedTwiceMore(String code) {
        accepted();
        bench.wire.then(200, person(true, new CallTag.Held("")));
        bench.wire.refuse(422, code).refuse(422, code);

        assertThat(bench.get(bridge())).isEqualTo(BridgeAnswer.UNDER_WAY);
        assertThat(bench.wire.sent.stream().filter(sent -> sent.what().equals("bridge")))
                .hasSize(3)
                .extracting(sent -> sent.text("command_id"))
                .doesNotHaveDuplicates();
    }

    @Test
    void aThirdRefusalIsFinal() {
        accepted();
        bench.wire.then(200, person(true, new CallTag.Held("")));
        bench.wire.refuse(422, "90034").refuse(422, "90034").refuse(422, "90034");

        assertThat(bench.failure(bridge())).contains("90034");
    }

    @Test
    void withoutAnAnswerTheSameCommandIsGivenAgain() {
        accepted();
        bench.wire.then(200, person(true, new CallTag.Held(""))).silent().broken();

        assertThat(bench.get(bridge())).isEqualTo(BridgeAnswer.UNDER_WAY);
        assertThat(bench.wire.sent.stream().filter(sent -> sent.what().equals("bridge")))
                .hasSize(3)
                .extracting(sent -> sent.text("command_id"))
                .containsOnly(bench.wire.last().text("command_id"));
    }

    @Test
    void aCallerWhoHasGoneIsReported() {
        accepted();
        bench.wire.then(200, person(false, new CallTag.Held("")));

        assertThat(bench.failure(bridge())).contains("over");
        bench.scheduler.runDue();
        assertThat(bench.notes.story).containsExactly("line ended");
        assertThat(bench.wire.asked()).doesNotContain("bridge");
    }

    @Test
    void whoWasCalledBackAndHasGoneIsNoCallersLine() {
        accepted();
        bench.wire.then(200, person(false, Bench.TAG));

        assertThat(bench.failure(bridge())).contains("over");
        bench.scheduler.runDue();
        assertThat(bench.notes.story).isEmpty();
    }

    @Test
    void ifThePersonsCallCannotBeReadTheyAreJoinedAllTheSame() {
        accepted();
        bench.wire.then(500, "{}");

        assertThat(bench.get(bridge())).isEqualTo(BridgeAnswer.UNDER_WAY);
        assertThat(bench.wire.last().json().has("client_state")).isFalse();
    }

    private void joinedWith(CallTag tag, String... events) {
        accepted();
        String entries = Stream.of(events)
                .map(name -> "{\"name\":\"" + name + "\",\"call_leg_id\":\"leg-7\",\"metadata\":{}}")
                .collect(Collectors.joining(","));
        bench.wire.always(request -> request.path().endsWith("/call_events")
                ? Wire.json(200, "{\"data\":[" + entries + "],\"meta\":{}}")
                : Wire.done(Wire.usual(request)));
        bench.wire.then(200, person(true, tag).replace("\"is_alive\"", "\"call_leg_id\":\"leg-7\",\"is_alive\""));
        bench.get(bridge());
        bench.wire.sent.clear();
        bench.scheduler.advance(Duration.ofSeconds(5));
    }

    @Test
    void whatHasOvertakenTheOrderToJoinThemIsBrokenOffAMomentLater() {
        joinedWith(new CallTag.Held("tune"));

        assertThat(bench.wire.sent.get(0).path()).isEqualTo("/v2/calls/v3%3Aperson/actions/playback_stop");
        assertThat(bench.wire.sent.get(0).tag()).isEqualTo(new CallTag.Joined(Bench.OFFER));
        assertThat(bench.notes.story).isEmpty();
    }

    @Test
    void thatTheyAreJoinedIsReadIfNobodyTellsIt() {
        joinedWith(new CallTag.Held("tune"), "call.answered", "call.bridged");

        assertThat(bench.notes.story).containsExactly("connected");
        assertThat(bench.wire.last().query()).containsEntry("filter[leg_id]", "leg-7");
    }

    @Test
    void onACallOfTheEnginesNothingIsBrokenOff() {
        joinedWith(Bench.TAG, "call.bridged");

        assertThat(bench.wire.asked()).containsExactly("call_events");
        assertThat(bench.notes.story).containsExactly("connected");
    }

    @Test
    void anAnnouncementThatIsGivenAgainDoesNotComeIntoATalk() {
        accepted();
        bench.wire.silent();
        CallerLine line = new CallerLine(Bench.LINE.account(), new CarrierCallId(PERSON_CALL));
        CompletionStage<Void> saying = bench.driver.say(line, new Utterance.Spoken("Two.", "en"), "");
        bench.get(bridge());

        assertThat(bench.failure(saying)).contains("something newer");
        bench.scheduler.advance(Duration.ofSeconds(20));
        assertThat(bench.wire.asked()).containsOnlyOnce("speak");
    }
}
