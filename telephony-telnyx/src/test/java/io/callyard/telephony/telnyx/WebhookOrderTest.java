package io.callyard.telephony.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.FakeResponse;
import io.callyard.fake.InProcessClient;
import io.callyard.model.Attempt;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.CarrierCallId;
import io.callyard.model.CarrierCause;
import io.callyard.model.Ending;
import io.callyard.model.Outcome;
import io.callyard.spi.carrier.WebhookRequest;
import io.callyard.telephony.telnyx.CallTag.Mark;
import io.callyard.testkit.VirtualScheduler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Webhooks come in any order, and twice: the call ends in one state all the same. All orders of seven are tried. */
@Tag("R3.6")
class WebhookOrderTest {
    private static final CallTag.Outbound TAG = new CallTag.Outbound(Bench.CALL, 1, Mark.NONE, "assistant-7");
    private static final String HISTORY = "[{\"role\":\"assistant\",\"content\":\"Good morning.\"}";

    /** What the final state of a call consists of. When it was answered is known only if that was told in time. */
    private record Final(CallState state, Outcome outcome, CarrierCause cause, int attempt, CarrierCallId id) {
        static Final of(Call call) {
            Ending ending = call.ending();
            Attempt attempt = call.attempt();
            assertThat(ending).isNotNull();
            assertThat(attempt).isNotNull();
            return new Final(call.state(), ending.outcome(), ending.cause(), attempt.number(), attempt.carrierCallId());
        }
    }

    private static Final ending(Outcome outcome, String word, @Nullable String code) {
        return new Final(CallState.ENDED, outcome, new CarrierCause(word, code), 1, new CarrierCallId(Wire.CALL));
    }

    private static byte[] history(String id, String turns) {
        byte[] body = Bench.body(id, "call.ai_gather.message_history_updated", TAG, "message_history", "@");
        return new String(body, StandardCharsets.UTF_8).replace("\"@\"", turns).getBytes(StandardCharsets.UTF_8);
    }

    private static List<byte[]> talk(CallTag.Outbound atEnd) {
        return List.of(
                Bench.body("1", "call.initiated", TAG, "direction", "outgoing"),
                Bench.body("2", "call.answered", TAG),
                Bench.body("3", "call.machine.detection.ended", TAG, "result", "human"),
                history("4", HISTORY + "]"),
                history("5", HISTORY + ",{\"role\":\"user\",\"content\":\"Hello?\"}]"),
                Bench.body("6", "call.conversation.ended", TAG, "conversation_id", "c"),
                Bench.body("7", "call.hangup", atEnd, "hangup_cause", "normal_clearing", "sip_hangup_cause", "200"));
    }

    @Test
    void aTalkWhoseTagSaysThatAPersonHasAnswered() {
        everyOrder(
                talk(TAG.with(Mark.PERSON)),
                MachineDetection.STANDARD,
                ending(Outcome.COMPLETED, "normal_clearing", "SIP 200"));
    }

    @Test
    void aTalkWhoseTagSaysNothing() {
        everyOrder(talk(TAG), MachineDetection.STANDARD, ending(Outcome.COMPLETED, "normal_clearing", "SIP 200"));
    }

    @Test
    void aMachineThatHungUpBeforeTheVerdict() {
        List<byte[]> events = List.of(
                Bench.body("1", "call.initiated", TAG, "direction", "outgoing"),
                Bench.body("2", "call.answered", TAG),
                Bench.body("3", "call.machine.detection.ended", TAG.with(Mark.ANSWERED), "result", "machine"),
                Bench.body("4", "call.machine.greeting.ended", TAG.with(Mark.ANSWERED), "result", "not_sure"),
                Bench.body("5", "call.bridged", TAG),
                Bench.body("6", "call.cost", TAG),
                Bench.body("7", "call.hangup", TAG.with(Mark.ANSWERED), "hangup_cause", "normal_clearing"));
        everyOrder(events, MachineDetection.STANDARD, ending(Outcome.MACHINE, "answered by a machine", null));
    }

    @Test
    void aLineThatWasBusy() {
        List<byte[]> events = List.of(
                Bench.body("1", "call.initiated", TAG, "direction", "outgoing"),
                Bench.body("2", "call.cost", TAG),
                Bench.body("3", "call.hangup", TAG, "hangup_cause", "user_busy", "sip_hangup_cause", "486"));
        everyOrder(events, MachineDetection.OFF, ending(Outcome.BUSY, "user_busy", "SIP 486"));
    }

    private static void everyOrder(List<byte[]> events, MachineDetection detection, Final expected) {
        List<List<Integer>> orders = permutations(events.size());
        assertThat(orders).hasSize(IntStream.rangeClosed(1, events.size()).reduce(1, (a, b) -> a * b));
        Map<List<Integer>, Final> wrong = new LinkedHashMap<>();
        for (List<Integer> order : orders) {
            Final end = run(events, order, detection);
            if (!end.equals(expected)) {
                wrong.put(order, end);
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Delivers each event twice: the second time after the one that comes next, and all of them again at the end. */
    private static Final run(List<byte[]> events, List<Integer> order, MachineDetection detection) {
        VirtualScheduler scheduler = VirtualScheduler.inOrder();
        TelnyxTelephony driver = Bench.builder(scheduler)
                .httpClient(
                        InProcessClient.to(request -> overAlready(request.uri().getPath(), events), scheduler))
                .machineDetection(detection)
                .withoutSignatureCheck()
                .build();
        KeptCall kept = new KeptCall();
        driver.start(kept);
        driver.startInbound(kept);
        int before = -1;
        for (int event : order) {
            deliver(driver, scheduler, events.get(event));
            if (before >= 0) {
                deliver(driver, scheduler, events.get(before));
            }
            before = event;
        }
        Final end = Final.of(kept.call());
        List<Integer> again = new ArrayList<>(order);
        Collections.reverse(again);
        again.forEach(event -> deliver(driver, scheduler, events.get(event)));
        assertThat(scheduler.runToEnd(Duration.ofMinutes(10))).isTrue();
        assertThat(scheduler.failures()).isEmpty();
        assertThat(Final.of(kept.call())).as("all of it again changes nothing").isEqualTo(end);
        return end;
    }

    private static void deliver(TelnyxTelephony driver, VirtualScheduler scheduler, byte[] body) {
        WebhookRequest request = Bench.request(body, Map.of());
        assertThat(driver.handle(request).status()).isEqualTo(200);
        scheduler.runDue();
    }

    /** The carrier, asked after all of this has happened: commands come too late, and the record tells what was. */
    private static CompletionStage<FakeResponse> overAlready(String path, List<byte[]> events) {
        FakeResponse answer = FakeResponse.json(422, Wire.error("90018", ""));
        if (path.endsWith("/call_events")) {
            answer = FakeResponse.json(200, record(events));
        } else if (path.endsWith("/messages")) {
            answer = FakeResponse.json(
                    200,
                    TurnsTest.messages(
                            1, 1, "assistant|Good morning.|2030-01-01T00:00:01Z", "user|Hello?|2030-01-01T00:00:02Z"));
        }
        return CompletableFuture.completedStage(answer);
    }

    private static String record(List<byte[]> events) {
        List<String> entries = events.stream()
                .map(event -> new String(event, StandardCharsets.UTF_8))
                .map(event -> "{\"record_type\":\"call_event\",\"type\":\"webhook\",\"name\":\""
                        + event.replaceAll(".*\"event_type\":\"([^\"]*)\".*", "$1") + "\",\"call_leg_id\":\""
                        + Wire.LEG + "\",\"metadata\":" + event + "}")
                .toList();
        return "{\"data\":[" + String.join(",", entries) + "],\"meta\":{\"total_pages\":1}}";
    }

    private static List<List<Integer>> permutations(int size) {
        if (size == 0) {
            return List.of(List.of());
        }
        List<List<Integer>> all = new ArrayList<>();
        for (List<Integer> shorter : permutations(size - 1)) {
            for (int place = 0; place <= shorter.size(); place++) {
                List<Integer> longer = new ArrayList<>(shorter);
                longer.add(place, size - 1);
                all.add(longer);
            }
        }
        return all;
    }
}
