package io.callyard.telephony.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.FakeResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("R4.15")
class AgentLegsTest {
    private static final String DEVICE = "client:iris";

    private final Bench bench = new Bench();

    private List<String> endings() {
        return bench.wire.sent.stream()
                .filter(sent -> sent.get("Status").equals("completed"))
                .map(Wire.Sent::path)
                .toList();
    }

    private CompletionStage<Void> stop() {
        return bench.driver.stopRinging(Bench.OFFER, Bench.IRIS, DEVICE);
    }

    @Test
    void anAgentIsRungOnce() {
        assertThat(bench.driver.ring(Bench.ring(DEVICE))).isCompleted();

        Wire.Sent sent = bench.wire.last();
        assertThat(sent.form())
                .containsEntry("To", DEVICE)
                .containsEntry("From", "+15550100100")
                .containsEntry("Timeout", "15")
                .containsEntry("Url", Bench.PUBLIC + "/agent?" + Bench.LEG + "#rc=1&rp=ct,5xx")
                .containsEntry("StatusCallback", Bench.PUBLIC + "/agent-status?" + Bench.LEG + "#rc=3&rp=all");
        assertThat(sent.all("StatusCallbackEvent")).containsExactly("initiated", "completed");
        assertThat(bench.wire.sent).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "iris",
                "+1555123456x",
                "5551234567",
                "+15551234567,,1",
                "client:",
                "client:a b",
                "tel:+15551234567"
            })
    void whatIsNoAddressIsNotRung(String device) {
        assertThat(bench.driver.ring(Bench.ring(device))).isCompletedExceptionally();
        bench.scheduler.runDue();

        assertThat(bench.wire.sent).isEmpty();
        assertThat(bench.notes.story).containsExactly("declined by iris: could not be rung");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"+15551234567", "client:iris", "sip:iris@pbx.example.com", "sips:iris@pbx.example.com:5061"})
    void numbersClientsAndSipAddressesAreRung(String device) {
        assertThat(bench.driver.ring(Bench.ring(device))).isCompleted();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 429})
    void whoCannotBeRungIsDeclinedForAtOnce(int status) {
        bench.wire.then(status, CallPlacingTest.error(status, 0));

        assertThat(bench.driver.ring(Bench.ring(DEVICE))).isCompletedExceptionally();
        bench.scheduler.runDue();
        assertThat(bench.notes.story).containsExactly("declined by iris: could not be rung");
    }

    @Test
    void withoutAConnectionHeIsDeclinedForAtOnce() {
        bench.wire.then(request -> CompletableFuture.failedStage(new ConnectException()));

        assertThat(bench.driver.ring(Bench.ring(DEVICE))).isCompletedExceptionally();
        bench.scheduler.runDue();
        assertThat(bench.notes.story).hasSize(1);
    }

    @Test
    void anUnclearAnswerIsNeitherRepeatedNorTakenForARefusal() {
        bench.wire.then(500, "").then(request -> CompletableFuture.failedStage(new IOException("broken")));

        assertThat(bench.driver.ring(Bench.ring(DEVICE))).isCompletedExceptionally();
        assertThat(bench.driver.ring(Bench.ring(DEVICE))).isCompletedExceptionally();
        bench.scheduler.advance(Duration.ofMinutes(1));
        assertThat(bench.wire.sent).hasSize(2);
        assertThat(bench.notes.story).isEmpty();
    }

    @Test
    void ringingIsStoppedByTheCallThatIsRemembered() {
        bench.driver.ring(Bench.ring(DEVICE));

        assertThat(stop()).isCompleted();
        assertThat(endings()).containsExactly("/2010-04-01/Accounts/" + Bench.ACCOUNT + "/Calls/" + Wire.SID + ".json");
    }

    @Test
    void ringingThatIsStoppedBeforeItsIdIsKnownEndsAsSoonAsItIs() {
        CompletableFuture<FakeResponse> slow = new CompletableFuture<>();
        bench.wire.then(request -> slow);
        bench.driver.ring(Bench.ring(DEVICE));

        CompletionStage<Void> stopped = stop();
        assertThat(bench.wire.sent).hasSize(1);
        assertThat(stopped.toCompletableFuture()).isNotDone();
        slow.complete(Wire.call(201, "queued"));
        assertThat(stopped).isCompleted();
        assertThat(endings()).hasSize(1);
    }

    @Test
    void theFirstReportTellsTheIdAsWell() {
        bench.wire.then(request -> new CompletableFuture<>());
        bench.driver.ring(Bench.ring(DEVICE));
        CompletionStage<Void> stopped = stop();

        bench.told("/agent-status", Bench.LEG, "CallStatus", "initiated");
        assertThat(stopped).isCompleted();
        assertThat(endings()).hasSize(1);
    }

    @Test
    void whoeverStopsTheRingingFindsItAmongTheCallsToTheDevice() {
        String other = "CA" + "d".repeat(32);
        String ours = "CA" + "e".repeat(32);
        bench.wire
                .then(200, "{\"calls\":[]}")
                .then(
                        200,
                        "{\"calls\":[{\"sid\":\"" + other + "\",\"direction\":\"outbound-api\"},{\"sid\":\"" + ours
                                + "\",\"direction\":\"outbound-api\"}]}")
                .then(200, "{\"events\":[{\"request\":{\"url\":\"https://other.example.com\"}}]}")
                .then(
                        200,
                        "{\"events\":[{\"request\":{\"parameters\":{\"url\":\"https:\\/\\/x?offer=" + Bench.OFFER
                                + "\"}}}]}");

        assertThat(stop()).isCompleted();
        assertThat(bench.wire.sent.get(0).query()).startsWith("To=client%3Airis&Status=queued&");
        assertThat(bench.wire.sent.get(1).query()).startsWith("To=client%3Airis&Status=ringing&");
        assertThat(endings()).containsExactly("/2010-04-01/Accounts/" + Bench.ACCOUNT + "/Calls/" + ours + ".json");
    }

    @Test
    void ringingThatIsNowhereIsASuccessAndSomebodyElsesCallIsLeftAlone() {
        bench.wire
                .then(200, "{\"calls\":[{\"sid\":\"" + Wire.SID + "\",\"direction\":\"outbound-api\"}]}")
                .then(200, "{\"events\":[]}");

        assertThat(stop()).isCompleted();
        assertThat(endings()).isEmpty();
        assertThat(bench.driver.stopRinging(Bench.OFFER, Bench.IRIS, "")).isCompleted();
    }

    @Test
    void aSearchThatFailsIsNoSuccess() {
        bench.wire.then(500, "");

        assertThat(stop()).isCompletedExceptionally();
    }

    @Test
    void afterARefusalThereIsNothingToStop() {
        CompletableFuture<FakeResponse> slow = new CompletableFuture<>();
        bench.wire.then(request -> slow);
        bench.driver.ring(Bench.ring(DEVICE));
        CompletionStage<Void> stopped = stop();
        slow.complete(FakeResponse.json(400, CallPlacingTest.error(400, 21211)));

        assertThat(stopped).isCompleted();
        assertThat(bench.wire.sent).hasSize(1);
    }

    @Test
    void whatIsOverNeedsNoRequest() {
        bench.told("/agent-status", Bench.LEG, "CallStatus", "busy");
        assertThat(stop()).isCompleted();

        assertThat(bench.wire.sent).isEmpty();
    }

    @Test
    void whoDeclinesByKeyIsLetGoOfByTheAnswerToThat() {
        bench.driver.ring(Bench.ring(DEVICE));
        bench.told("/agent-key", Bench.LEG, "Digits", "2");

        assertThat(stop()).isCompleted();
        assertThat(endings()).isEmpty();
    }

    @Test
    void ringingIsStoppedOnceHoweverOftenItIsAsked() {
        bench.driver.ring(Bench.ring(DEVICE));

        assertThat(stop()).isCompleted();
        assertThat(stop()).isCompleted();
        assertThat(bench.wire.sent).hasSize(2);
    }

    @Test
    void aNodeThatHasNotRungKnowsTheCallFromItsFirstReport() {
        bench.told("/agent-status", Bench.LEG, "CallStatus", "initiated");

        assertThat(stop()).isCompleted();
        assertThat(bench.wire.sent).hasSize(1);
        assertThat(endings()).hasSize(1);
    }

    @Test
    void whatIsRememberedIsForgottenAfterAWhile() {
        bench.told("/agent-status", Bench.LEG, "CallStatus", "busy");
        bench.scheduler.advance(Duration.ofMinutes(16));

        assertThat(stop()).isCompleted();
        assertThat(bench.wire.sent).hasSize(3);
    }

    @Test
    void afterAnUnclearAnswerItIsLookedFor() {
        bench.wire
                .then(500, "")
                .then(200, "{\"calls\":[{\"sid\":\"" + Wire.SID + "\",\"direction\":\"outbound-api\"}]}")
                .then(200, "{\"events\":[{\"x\":\"" + Bench.OFFER + "\"}]}");
        bench.driver.ring(Bench.ring(DEVICE));

        assertThat(stop()).isCompleted();
        assertThat(endings()).hasSize(1);
    }
}
