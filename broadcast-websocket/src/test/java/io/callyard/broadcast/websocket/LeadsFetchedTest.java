package io.callyard.broadcast.websocket;

import static io.callyard.broadcast.websocket.TestSockets.ACME;
import static io.callyard.broadcast.websocket.TestSockets.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.lead.LeadRun;
import io.callyard.lead.LeadRun.Called;
import io.callyard.lead.LeadRun.Refusal;
import io.callyard.model.CallId;
import io.callyard.model.lead.LeadId;
import io.callyard.spi.security.Principal;
import io.callyard.spi.security.Principal.Role;
import io.callyard.spi.store.LeadCounts;
import io.callyard.spi.store.StoreUnavailableException;
import io.callyard.testkit.VirtualScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page's {@code leads_fetched} is taken for, and how it is answered. */
@Tag("R3.2")
class LeadsFetchedTest {
    private static final CallId CALL = CallId.parse("018f0000-0000-7000-8000-000000000001");

    private final VirtualScheduler scheduler = VirtualScheduler.inOrder();
    private final TestLeads leads = new TestLeads();
    private final LeadsFetched handler = new LeadsFetched(leads, scheduler);
    private final List<String> sent = new ArrayList<>();
    private Role role = Role.OPERATOR;

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"leads_fetched\"}", "{\"type\":\"leads_fetched\",\"lead_ids\":null}"})
    void withoutIdsItIsAboutAllThatArePending(String message) {
        assertThat(answer(message))
                .isEqualTo("{\"type\":\"leads_run\",\"started\":0,\"called\":[],\"refused\":[],\"unknown\":[],"
                        + "\"run\":{\"pending\":0,\"waiting\":0,\"live\":0,\"over\":0}}");
        assertThat(leads.asked).containsExactly("acme ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[\"b\",\"a\"]", "[\"café 7/8\"]"})
    void withIdsItIsAboutThese(String ids) {
        answer("{\"type\":\"leads_fetched\",\"lead_ids\":" + ids + "}");

        assertThat(leads.asked)
                .containsExactly("acme ada " + ids.replace("\"", "").replace(",", ", "));
    }

    @Test
    void theAnswerSaysWhatBecameOfEach() {
        leads.answer = () -> new LeadRun(
                3,
                List.of(new Called(new LeadId("a"), CALL)),
                List.of(new Refusal(new LeadId("b"), "do-not-call", "he asked not to be called")),
                List.of(new LeadId("z"), new LeadId("c")),
                List.of(new LeadId("d")),
                new LeadCounts(1, 2, 3, 4));

        assertThat(answer("{\"type\":\"leads_fetched\"}"))
                .isEqualTo("{\"type\":\"leads_run\",\"started\":3,\"called\":[{\"lead_id\":\"a\",\"call_id\":\"" + CALL
                        + "\"}],\"refused\":[{\"lead_id\":\"b\",\"rule\":\"do-not-call\","
                        + "\"reason\":\"he asked not to be called\"}],\"unknown\":[\"c\",\"d\",\"z\"],"
                        + "\"run\":{\"pending\":1,\"waiting\":2,\"live\":3,\"over\":4}}");
    }

    @Test
    void aLongListIsToldInPartSoThatTheAnswerNeverClosesTheSocket() {
        List<LeadId> unknown =
                IntStream.range(0, 130).mapToObj(i -> new LeadId("l-" + i)).toList();
        leads.answer = () -> new LeadRun(0, List.of(), List.of(), unknown, List.of(), new LeadCounts(0, 0, 0, 0));

        Map<String, Object> told = TestJson.object(answer("{\"type\":\"leads_fetched\"}"));

        assertThat((List<?>) told.get("unknown")).hasSize(LeadsFetched.MOST_TOLD);
        assertThat(told).containsEntry("left_out", 30);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"lead_ids\":\"a\"",
                "\"lead_ids\":7",
                "\"lead_ids\":true",
                "\"lead_ids\":{\"a\":1}",
                "\"lead_ids\":[\"a\",1]",
                "\"lead_ids\":[null]",
                "\"lead_ids\":[[\"a\"]]",
                "\"lead_ids\":[\"\"]",
                "\"lead_ids\":[\"a\\u0000\"]",
                "\"lead_ids\":[\"a\\nb\"]",
                "\"leadIds\":[\"a\"]",
                "\"lead_ids\":[\"a\"],\"user_id\":\"bob\"",
                "\"lead_ids\":[\"a\"],\"tenant\":\"globex\""
            })
    void whatIsNotAMessageOfThisKindIsToldSoAndHasNoEffect(String members) {
        refused("{\"type\":\"leads_fetched\"," + members + "}", "invalid");
        assertThat(leads.asked).isEmpty();
    }

    @Test
    void anIdThatIsTooLongIsInvalid() {
        refused("{\"type\":\"leads_fetched\",\"lead_ids\":[\"" + "x".repeat(LeadId.MAX + 1) + "\"]}", "invalid");
    }

    @Test
    void whoeverMayOnlyLookStartsNothing() {
        role = Role.VIEWER;

        refused("{\"type\":\"leads_fetched\"}", "forbidden");
        assertThat(leads.asked).isEmpty();
    }

    @Test
    void aStoreThatDoesNotAnswerIsToldAsSuch() {
        leads.answer = () -> {
            throw new StoreUnavailableException("jdbc:secret");
        };

        assertThat(refused("{\"type\":\"leads_fetched\"}", "unavailable")).doesNotContain("secret");
    }

    @Test
    void aFaultIsToldWithoutItsReason() {
        leads.answer = () -> {
            throw new IllegalStateException("secret");
        };

        assertThat(refused("{\"type\":\"leads_fetched\"}", "failed")).doesNotContain("secret");
    }

    @Test
    void whoeverSendsMoreThanCanWaitIsTold() {
        for (int i = 0; i < LeadFetches.MOST_WAITING; i++) {
            handle("{\"type\":\"leads_fetched\"}");
        }

        refused("{\"type\":\"leads_fetched\"}", "busy");
    }

    private String refused(String message, String code) {
        String answer = answer(message);
        assertThat(answer)
                .startsWith("{\"type\":\"error\",\"of\":\"leads_fetched\",\"code\":\"" + code + "\",\"reason\":\"");
        return answer;
    }

    private String answer(String message) {
        handle(message);
        if (sent.isEmpty()) {
            scheduler.runToEnd(Duration.ofSeconds(1));
            assertThat(scheduler.failures()).isEmpty();
        }
        assertThat(sent).hasSize(1);
        return sent.get(0);
    }

    private void handle(String message) {
        try {
            handler.handle(MessageReader.read(message), new Page());
        } catch (InvalidMessageException e) {
            throw new AssertionError(e);
        }
    }

    /** A page of Ada's. */
    private final class Page implements SocketPeer {
        @Override
        public Principal principal() {
            return new Principal(ACME, ADA, Set.of(role));
        }

        @Override
        public void send(String type, Map<String, ? extends @Nullable Object> members) {
            sendJson(MessageWriter.message(type, members));
        }

        @Override
        public void sendJson(String json) {
            sent.add(json);
        }
    }
}
