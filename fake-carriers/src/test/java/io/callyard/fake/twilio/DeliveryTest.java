package io.callyard.fake.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.FakeRequest;
import io.callyard.fake.FakeResponse;
import io.callyard.fake.Faults;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A webhook is tried again as its address wants, and only so")
class DeliveryTest {
    private final Rig rig = new Rig(builder -> builder.webhooks(this::answer));
    private final List<FakeRequest> tries = new ArrayList<>();
    private final List<Instant> times = new ArrayList<>();
    private final Deque<String> failures = new ArrayDeque<>();

    @ParameterizedTest
    @CsvSource({
        // the fragment, what happens each time, how many tries
        "'', 503, 1",
        "'', 404, 1",
        "'', rt, 1",
        "'', ct, 2",
        "'', ct ct ct, 2",
        "#rc=3&rp=all, 503 404 ct rt, 4",
        "#rc=3&rp=all, 503, 2",
        "#rc=0, ct, 1",
        "#rc=9&rp=5xx, 500 500 500 500 500 500 500 500, 6",
        "'#rc=2&rp=ct,5xx', 404, 1",
        "'#rc=2&rp=ct,5xx', ct 500 404, 3",
        "#rp=rt, rt, 2",
        "#rp=rt, ct, 1",
    })
    void tries(String fragment, String what, int expected) {
        failures.addAll(List.of(what.split(" ")));
        call(fragment);
        rig.pass(60);
        assertThat(tries).hasSize(expected);
        assertThat(tries).allSatisfy(request -> {
            assertThat(request.uri().toString()).isEqualTo(Rig.APP + "/status?a=1");
            assertThat(request.header("I-Twilio-Idempotency-Token"))
                    .isEqualTo(tries.get(0).header("I-Twilio-Idempotency-Token"));
            assertThat(request.text()).isEqualTo(tries.get(0).text());
        });
    }

    @Test
    void whoeverDoesNotAnswerIsWaitedForAsLongAsHeWants() {
        failures.addAll(List.of("never", "never", "never"));
        call("#rt=4000&rc=5&rp=all");
        rig.pass(60);
        assertThat(times).hasSize(4);
        assertThat(Duration.between(times.get(0), times.get(1))).isEqualTo(Duration.ofMillis(4_100));
    }

    @Test
    void allTriesTogetherTakeNoLongerThanTheTotal() {
        failures.addAll(List.of("never", "never", "never", "never", "never"));
        call("#rt=1000&tt=3000&rc=5&rp=all");
        rig.pass(60);
        assertThat(times).hasSize(3);
    }

    @Test
    void aWordThatIsNotUnderstoodIsAnError() {
        failures.add("503");
        String sid = call("#rc=3&rp=always");
        rig.pass(60);
        assertThat(tries).hasSize(1);
        assertThat(rig.twilio.errorCodes(sid)).containsExactly(11243, 15003);
    }

    @Test
    void copiesComeOneAfterAnother() {
        Rig doubled = new Rig(builder -> builder.webhooks(this::answer).faults(new Faults() {
            @Override
            public DeliveryFault onWebhook(FakeRequest webhook) {
                return new DeliveryFault(3, Duration.ofSeconds(2));
            }
        }));
        doubled.call(Rig.LEAD, "", "Timeout", "1");
        doubled.pass(60);
        // initiated, ringing and no-answer: three each
        assertThat(tries).hasSize(9);
        assertThat(tries.stream().map(FakeRequest::text).distinct()).hasSize(3);
    }

    @Test
    void aDocumentThatIsLostEndsTheCall() {
        Rig silent = new Rig(builder -> builder.faults(new Faults() {
            @Override
            public DeliveryFault onWebhook(FakeRequest webhook) {
                return DeliveryFault.LOST;
            }
        }));
        FakeResponse made =
                silent.send("POST", "/Calls.json", Rig.form("To", Rig.LEAD, "From", Rig.US, "Url", Rig.APP + "/voice"));
        String sid = (String) Rig.json(made).get("sid");
        silent.pass(17);
        assertThat(silent.status(sid)).isEqualTo("in-progress");
        silent.pass(5);
        assertThat(silent.status(sid)).isEqualTo("completed");
        assertThat(silent.twilio.errorCodes(sid)).containsExactly(11200);
        assertThat(silent.webhooks).isEmpty();
    }

    @Test
    void calledOnAnyThreadOrThrowingItGoesOn() {
        Rig throwing = new Rig(builder -> builder.webhooks((request, timeout) -> {
            throw new IllegalStateException("broken application");
        }));
        String sid = throwing.call(Rig.LEAD, "<Say>Hello</Say>");
        throwing.pass(60);
        assertThat(throwing.status(sid)).isEqualTo("completed");
    }

    private String call(String fragment) {
        String form = Rig.form(
                "To",
                Rig.LEAD,
                "From",
                Rig.US,
                "Twiml",
                Rig.twiml(""),
                "StatusCallback",
                Rig.APP + "/status?a=1" + fragment);
        return (String) Rig.json(rig.send("POST", "/Calls.json", form)).get("sid");
    }

    private CompletionStage<FakeResponse> answer(FakeRequest request, Duration timeout) {
        tries.add(request);
        times.add(rig.time.instant());
        String failure = failures.isEmpty() ? "200" : failures.remove();
        return switch (failure) {
            case "never" -> new CompletableFuture<>();
            case "ct" -> CompletableFuture.failedFuture(new ConnectException());
            case "rt" ->
                CompletableFuture.failedFuture(
                        failures.isEmpty() ? new HttpTimeoutException("late") : new IOException("reset"));
            default -> CompletableFuture.completedFuture(FakeResponse.empty(Integer.parseInt(failure)));
        };
    }
}
