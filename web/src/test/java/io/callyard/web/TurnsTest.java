package io.callyard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.CallEvent.TurnHeard;
import io.callyard.model.ConversationTurn;
import io.callyard.model.ConversationTurn.Speaker;
import io.callyard.model.Outcome;
import io.callyard.spi.carrier.PlaceOrder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnsTest {
    private static final String OPERATOR = "acme-operator";

    private final TestServer server = new TestServer(WebSettings.DEFAULT.withCarrierWait(Duration.ofMillis(500)), "/*");

    @AfterEach
    void stop() {
        server.close();
    }

    private String live() {
        return server.post(OPERATOR, "/api/calls", "{\"phone_number\":\"+12025550100\"}")
                .text("call_id");
    }

    private Answer say(String call, String body) {
        return server.post(OPERATOR, "/api/calls/" + call + "/turns", body);
    }

    private List<ConversationTurn> heard() {
        return server.events(TurnHeard.class).stream().map(TurnHeard::turn).toList();
    }

    @Test
    void whatTheApplicationHearsIsSeenByThoseWhoWatch() {
        String call = live();

        Answer answer = say(
                call,
                "{\"speaker\":\"customer\",\"text\":\"Hello?\",\"at\":\"2026-01-02T03:04:05Z\",\"key\":\"stream-1\"}");

        answer.expect(200);
        assertThat(answer.text("status")).isEqualTo("in_progress");
        assertThat(heard()).singleElement().satisfies(turn -> {
            assertThat(turn.speaker()).isEqualTo(Speaker.CUSTOMER);
            assertThat(turn.text()).isEqualTo("Hello?");
            assertThat(turn.at()).isEqualTo("2026-01-02T03:04:05Z");
        });
    }

    @Test
    void theSameTurnTwiceIsOneTurn() {
        String call = live();
        String body = "{\"speaker\":\"agent\",\"text\":\"Good day\",\"key\":\"1\"}";

        say(call, body).expect(200);
        say(call, body).expect(200);

        assertThat(heard()).hasSize(1);
    }

    @Test
    void nothingIsSaidOnACallThatIsOver() {
        String call = live();
        PlaceOrder order = server.orderOf(call);
        server.carrier.ended(order, Outcome.COMPLETED);

        say(call, "{\"speaker\":\"agent\",\"text\":\"Good day\",\"key\":\"1\"}").expectProblem(409, "conflict");
        say("018f0000-0000-7000-8000-000000000000", "{\"speaker\":\"agent\",\"text\":\"Good day\",\"key\":\"1\"}")
                .expectProblem(404, "not-found");
        assertThat(heard()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "speaker | {\"speaker\":\"robot\",\"text\":\"x\",\"key\":\"1\"}",
                "speaker | {\"text\":\"x\",\"key\":\"1\"}",
                "text    | {\"speaker\":\"agent\",\"text\":\" \",\"key\":\"1\"}",
                "key     | {\"speaker\":\"agent\",\"text\":\"x\"}",
                "at      | {\"speaker\":\"agent\",\"text\":\"x\",\"key\":\"1\",\"at\":\"now\"}",
            })
    void namesTheFieldThatIsWrong(String field, String body) {
        assertThat(say(live(), body).expectProblem(400, "invalid").wrongFields())
                .containsExactly(field.strip());
    }
}
