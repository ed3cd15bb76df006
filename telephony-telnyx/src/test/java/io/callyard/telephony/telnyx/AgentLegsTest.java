package io.callyard.telephony.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.FakeResponse;
import io.callyard.model.AgentId;
import io.callyard.spi.carrier.RingOrder;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("R4.15")
class AgentLegsTest {
    private static final String SIP = "sip:iris@example.com";
    private final Bench bench = new Bench();

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
        assertThat(bench.wire.last().tag()).isEqualTo(Bench.PRESSING_TAG);

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
        bench.listed(Bench.AGENT_TAG);
        bench.get(stop());

        assertThat(bench.wire.asked()).containsExactly("active_calls", "hangup");
        assertThat(bench.wire.last().path()).contains("v3%3Alisted");
    }

    @Test
    void aRingingOfAnotherAgentIsLeftAlone() {
        bench.listed(new CallTag.Agent(Bench.ACME, Bench.OFFER, new AgentId("omar"), Bench.CALLER, false));
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
        bench.listed(Bench.AGENT_TAG);
        bench.scheduler.advance(Duration.ofMinutes(1));

        assertThat(ringing.toCompletableFuture()).isDone();
        assertThat(bench.wire.asked()).endsWith("calls", "active_calls", "hangup");
    }
}
