package io.callyard.telephony.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.FakeResponse;
import io.callyard.model.AgentId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.Utterance;
import io.callyard.spi.carrier.BridgeAnswer;
import io.callyard.spi.carrier.BridgeOrder;
import io.callyard.spi.carrier.RingOrder;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("R4.15")
class AgentLegsTest {
    private static final String SIP = "sip:iris@example.com";
    private static final String PERSON_CALL = "v3:person";
    private static final CallTag.Agent PRESSING =
            new CallTag.Agent(Bench.ACME, Bench.OFFER, Bench.IRIS, Bench.CALLER, true);
    private final Bench bench = new Bench();

    private void listed(CallTag tag) {
        bench.wire.always(request -> request.path().endsWith("/active_calls")
                ? Wire.json(
                        200,
                        "{\"data\":[{\"call_control_id\":\"v3:listed\",\"call_leg_id\":\"x\",\"client_state\":\""
                                + tag.clientState() + "\"}],\"meta\":{}}")
                : Wire.done(Wire.usual(request)));
    }

    private CompletionStage<Void> stop() {
        return bench.driver.stopRinging(Bench.OFFER, Bench.IRIS, SIP);
    }

    // Ringing

    @Test
    void anAgentIsRungByACallThatSaysWhom() {
        bench.get(bench.driver.ring(Bench.ring(SIP)));

        Wire.Sent sent = bench.wire.last();
        assertThat(bench.wire.sent).hasSize(1);
        assertThat(sent.what()).isEqualTo("calls");
        assertThat(sent.text("to")).isEqualTo(SIP);
        assertThat(sent.text("from")).isEqualTo("+15550100100");
        assertThat(sent.text("timeout_secs")).isEqualTo("15");
        assertThat(sent.tag()).isEqualTo(Bench.AGENT_TAG);
        assertThat(sent.json().isTrue("retry_on_timeout")).isFalse();
        assertThat(sent.json().has("link_to")).isFalse();
    }

    @Test
    void atANumberTheAgentHasToPressOneUnlessItIsSetOtherwise() {
        bench.get(bench.driver.ring(Bench.ring("+15550100777")));
        assertThat(bench.wire.last().tag()).isEqualTo(PRESSING);

        Bench trusting = new Bench(builder -> builder.numbersPressOne(false));
        trusting.get(trusting.driver.ring(Bench.ring("+15550100777")));
        assertThat(trusting.wire.last().tag()).isEqualTo(Bench.AGENT_TAG);
    }

    @Test
    void theShortestRingingIsWhatTheCarrierTakes() {
        RingOrder order = new RingOrder(Bench.ACME, Bench.OFFER, Bench.CALLER, Bench.IRIS, SIP, Duration.ofSeconds(2));
        bench.get(bench.driver.ring(order));

        assertThat(bench.wire.last().text("timeout_secs")).isEqualTo("5");
    }

    @Test
    void eachOfferAndAgentHasItsOwnCommandId() {
        bench.get(bench.driver.ring(Bench.ring(SIP)));
        bench.get(bench.driver.ring(Bench.ring(SIP)));
        RingOrder other =
                new RingOrder(Bench.ACME, Bench.OFFER, Bench.CALLER, new AgentId("omar"), SIP, Duration.ofSeconds(15));
        bench.get(bench.driver.ring(other));

        assertThat(bench.wire.sent.get(0).text("command_id"))
                .isEqualTo(bench.wire.sent.get(1).text("command_id"));
        assertThat(bench.wire.sent.get(2).text("command_id"))
                .isNotEqualTo(bench.wire.sent.get(1).text("command_id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"client:iris", "", "+15550100777,19005551234", "tel:+15550100777"})
    void anAgentWithoutADeviceThatCanBeRungDeclines(String device) {
        assertThat(bench.failure(bench.driver.ring(Bench.ring(device)))).doesNotContain("555");
        bench.scheduler.runDue();

        assertThat(bench.wire.sent).isEmpty();
        assertThat(bench.notes.story).singleElement().asString().startsWith("declined by iris: could not be rung");
    }

    @ParameterizedTest
    @CsvSource({"422, 10016", "401, 10009", "403, D1", "429, 90103"})
    void anAgentWhoseCallIsRefusedDeclines(int status, String code) {
        bench.wire.refuse(status, code);
        bench.failure(bench.driver.ring(Bench.ring(SIP)));
        bench.scheduler.runDue();

        assertThat(bench.notes.story).singleElement().asString().startsWith("declined by iris: could not be rung");
    }

    @Test
    void anAgentWhoseCallCannotBeSentDeclines() {
        bench.wire.then(request -> CompletableFuture.failedStage(new ConnectException("refused")));
        bench.failure(bench.driver.ring(Bench.ring(SIP)));
        bench.scheduler.runDue();

        assertThat(bench.notes.story).singleElement().asString().startsWith("declined");
    }

    @Test
    void ifNobodyKnowsWhetherHeIsRungTheOfferDecides() {
        bench.wire.always(request -> Wire.json(500, "{}"));
        bench.failure(bench.driver.ring(Bench.ring(SIP)));
        bench.scheduler.runDue();

        assertThat(bench.notes.story).isEmpty();
        assertThat(bench.wire.sent.stream().map(sent -> sent.text("command_id")).distinct())
                .hasSize(1);
    }

    // The end of the ringing

    @Test
    void aRingingThatIsKnownIsEnded() {
        bench.get(bench.driver.ring(Bench.ring(SIP)));
        bench.get(stop());

        assertThat(bench.wire.asked()).containsExactly("calls", "hangup");
        assertThat(bench.wire.last().path()).contains("v3%3Asample-call-control-id-0001");
    }

    @Test
    void aRingingThatIsNotKnownYetIsEndedAsSoonAsItIs() {
        CompletableFuture<FakeResponse> answer = new CompletableFuture<>();
        bench.wire.then(request -> answer);
        CompletionStage<Void> ringing = bench.driver.ring(Bench.ring(SIP));
        bench.get(stop());
        assertThat(bench.wire.asked()).containsExactly("calls");

        answer.complete(FakeResponse.json(200, Wire.dialled(Wire.CALL)));
        bench.get(ringing);
        assertThat(bench.wire.asked()).containsExactly("calls", "hangup");
    }

    @Test
    void itsFirstEventMakesItKnownToo() {
        bench.wire.silent();
        CompletionStage<Void> ringing = bench.driver.ring(Bench.ring(SIP));
        bench.get(stop());

        bench.told("call.initiated", Bench.AGENT_TAG, "direction", "outgoing");

        assertThat(bench.wire.asked()).containsExactly("calls", "hangup");
        assertThat(ringing.toCompletableFuture()).isNotDone();
    }

    @Test
    void aRingingThatAnotherNodeBeganIsFoundAtTheCarrier() {
        listed(Bench.AGENT_TAG);
        bench.get(stop());

        assertThat(bench.wire.asked()).containsExactly("active_calls", "hangup");
        assertThat(bench.wire.last().path()).contains("v3%3Alisted");
    }

    @Test
    void aRingingOfAnotherAgentIsLeftAlone() {
        listed(new CallTag.Agent(Bench.ACME, Bench.OFFER, new AgentId("omar"), Bench.CALLER, false));
        bench.get(stop());

        assertThat(bench.wire.asked()).containsExactly("active_calls");
    }

    @Test
    void aRingingThatIsOverIsASuccess() {
        bench.get(bench.driver.ring(Bench.ring(SIP)));
        bench.wire.refuse(422, "90018");

        bench.get(stop());
    }

    @Test
    void ifTheCarrierCannotBeAskedItIsSaidSo() {
        bench.wire.always(request -> Wire.json(500, "{}"));

        assertThat(bench.failure(stop())).contains("could not be read");
    }

    @Test
    void aRingingOfWhichNobodyKnowsIsLookedForWhenItIsNotWantedAnyMore() {
        for (int tries = 0; tries < 4; tries++) {
            bench.wire.then(500, "{}");
        }
        CompletionStage<Void> ringing = bench.driver.ring(Bench.ring(SIP));
        bench.get(stop());
        listed(Bench.AGENT_TAG);
        bench.scheduler.advance(Duration.ofMinutes(1));

        assertThat(ringing.toCompletableFuture()).isDone();
        assertThat(bench.wire.asked()).endsWith("calls", "active_calls", "hangup");
    }

    // Acceptance

    @Test
    void whoPicksUpHasTakenTheOffer() {
        bench.told("call.answered", Bench.AGENT_TAG);

        assertThat(bench.notes.story).containsExactly("accepted by iris");
        assertThat(bench.wire.sent).isEmpty();
    }

    @Test
    void whoComesTooLateIsToldSo() {
        bench.notes.accepts = false;
        bench.told("call.answered", Bench.AGENT_TAG);
        assertThat(bench.wire.asked()).containsExactly("speak");
        assertThat(bench.wire.last().text("payload")).isEqualTo("The call has gone to another agent.");
        assertThat(bench.wire.last().tag()).isEqualTo(new CallTag.LastWords());

        bench.told("call.speak.ended", new CallTag.LastWords(), "status", "completed");
        assertThat(bench.wire.last().what()).isEqualTo("hangup");
    }

    @Test
    void whoCannotEvenBeToldIsHungUp() {
        bench.notes.accepts = false;
        bench.wire.refuse(422, "90012");
        bench.told("call.answered", Bench.AGENT_TAG);

        assertThat(bench.wire.asked()).containsExactly("speak", "hangup");
    }

    @Test
    void atANumberHeIsAskedToPressOne() {
        bench.told("call.answered", PRESSING);
        Wire.Sent sent = bench.wire.last();
        assertThat(bench.notes.story).isEmpty();
        assertThat(sent.what()).isEqualTo("gather_using_speak");
        assertThat(sent.text("maximum_digits")).isEqualTo("1");
        assertThat(sent.text("maximum_tries")).isEqualTo("1");
        assertThat(sent.text("payload")).contains("Press 1");

        bench.told("call.gather.ended", PRESSING, "status", "valid", "digits", "1");
        assertThat(bench.notes.story).containsExactly("accepted by iris");
        assertThat(bench.wire.sent).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"valid, 2", "valid, 11", "valid, ''", "timeout, ''", "invalid, 1", "cancelled, ''"})
    void whoPressesAnythingElseDeclines(String status, String digits) {
        bench.told("call.gather.ended", PRESSING, "status", status, "digits", digits);

        assertThat(bench.notes.story).containsExactly("declined by iris: did not press 1");
        assertThat(bench.wire.asked()).containsExactly("hangup");
    }

    @Test
    void whoHangsUpInsteadDeclinesByThat() {
        bench.told("call.gather.ended", PRESSING, "status", "call_hangup", "digits", "");
        assertThat(bench.notes.story).isEmpty();

        bench.told("call.hangup", PRESSING, "hangup_cause", "normal_clearing");
        assertThat(bench.notes.story).containsExactly("declined by iris: normal_clearing", "agent ended: iris");
    }

    @Test
    void theEndOfAnAgentsCallIsSaidInBothWays() {
        bench.told("call.hangup", Bench.AGENT_TAG, "hangup_cause", "+15551234567");

        assertThat(bench.notes.story).containsExactly("declined by iris: hung up", "agent ended: iris");
    }

    @Test
    void anAcceptanceThatCannotBeKeptComesAgain() {
        bench.notes.storeIsAway = true;

        assertThat(bench.told("call.answered", Bench.AGENT_TAG)).isEqualTo(503);
        assertThat(bench.wire.sent).isEmpty();
    }

    // Joining

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
        listed(Bench.AGENT_TAG);

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
