package io.callyard.fake.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.telnyx.CallSnapshot.State;
import org.junit.jupiter.api.Test;

class QueueTest {
    private final Bench bench = new Bench();
    private final FakeLine first = bench.answeredCaller(Bench.ALICE);
    private final FakeLine second = bench.answeredCaller(Bench.BOB);

    @Test
    void whoWaitsHasAPlaceAndCanBeAskedFor() {
        enqueue(first);
        bench.pass(10);
        enqueue(second);
        bench.pass(20);

        Bench.Sent entered = bench.last(second.callControlId(), "call.enqueued");
        assertThat(entered.payload("queue")).isEqualTo("support");
        assertThat(entered.payload("current_position")).isEqualTo(2L);
        assertThat(entered.payload("queue_avg_wait_time_secs")).isEqualTo(5L);
        Bench.Reply entry = bench.get("/v2/queues/support/calls/" + second.callControlId());
        assertThat(entry.data("queue_position")).isEqualTo(2L);
        assertThat(entry.data("wait_time_secs")).isEqualTo(20L);
        assertThat(entry.data("is_alive")).isEqualTo(true);
        assertThat(bench.get("/v2/queues/support/calls").items()).hasSize(2);
        Bench.Reply queue = bench.get("/v2/queues/support");
        assertThat(queue.data("current_size")).isEqualTo(2L);
        assertThat(queue.data("max_size")).isEqualTo(100L);
        assertThat(queue.data("average_wait_time_secs")).isEqualTo(25L);
    }

    @Test
    void whoLeavesMakesPlaceAndTheLastOneClosesTheQueue() {
        enqueue(first);
        enqueue(second);
        bench.pass(5);
        bench.command(first.callControlId(), "leave_queue");
        bench.pass(0);

        Bench.Sent left = bench.last(first.callControlId(), "call.dequeued");
        assertThat(left.payload("reason")).isEqualTo("leave");
        assertThat(left.payload("queue_position")).isEqualTo(1L);
        assertThat(left.payload("wait_time_secs")).isEqualTo(5L);
        assertThat(first.state()).isEqualTo(State.ANSWERED);
        assertThat(bench.get("/v2/queues/support/calls/" + second.callControlId())
                        .data("queue_position"))
                .isEqualTo(1L);
        second.hangUp();
        bench.pass(0);
        assertThat(bench.last(second.callControlId(), "call.dequeued").payload("reason"))
                .isEqualTo("hangup");
        assertThat(bench.get("/v2/queues/support").status()).isEqualTo(404);
        assertThat(bench.command(first.callControlId(), "leave_queue").code()).isEqualTo("90054");
    }

    @Test
    void whoHasWaitedTooLongIsPutOut() {
        enqueue(first, "max_wait_time_secs", 30);
        bench.pass(29);
        assertThat(bench.types(first.callControlId())).doesNotContain("call.dequeued");
        bench.pass(1);
        assertThat(bench.last(first.callControlId(), "call.dequeued").payload("reason"))
                .isEqualTo("timeout");
        assertThat(first.state()).isEqualTo(State.ANSWERED);
    }

    @Test
    void aQueueIsFullAndNobodyIsInItTwice() {
        enqueue(first, "max_size", 1);

        assertThat(bench.command(first.callControlId(), "enqueue", "queue_name", "other")
                        .code())
                .isEqualTo("90038");
        assertThat(bench.command(second.callControlId(), "enqueue", "queue_name", "support", "max_size", 9)
                        .code())
                .isEqualTo("90036");
        assertThat(bench.command(second.callControlId(), "enqueue").code()).isEqualTo("10004");
        bench.send("POST", "/v2/queues/support", "{\"max_size\":2}");
        enqueue(second, "max_size", 1);
    }

    @Test
    void ofTwoAgentsTheSecondFindsTheCallerGone() {
        enqueue(first);
        FakeLine one = bench.answeredCallee("+15005550011");
        FakeLine other = bench.answeredCallee("+15005550012");

        assertThat(bench.command(one.callControlId(), "bridge", "queue", "support")
                        .status())
                .isEqualTo(200);
        assertThat(bench.command(other.callControlId(), "bridge", "queue", "support")
                        .code())
                .isEqualTo("90054");
        bench.pass(0);
        assertThat(one.talkingTo()).contains(first.callControlId());
        assertThat(bench.last(first.callControlId(), "call.dequeued").payload("reason"))
                .isEqualTo("bridged");
        assertThat(bench.get("/v2/queues/support/calls/" + first.callControlId())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whoeverIsFirstLosesHisPlaceEvenIfHeCannotBeJoined() {
        enqueue(first);
        enqueue(second);
        FakeLine ringing = bench.fake.line(bench.dial("+15005550011").id()).orElseThrow();

        assertThat(bench.command(ringing.callControlId(), "bridge", "queue", "support")
                        .code())
                .isEqualTo("90034");
        bench.pass(0);
        assertThat(bench.last(first.callControlId(), "call.dequeued").payload("reason"))
                .isEqualTo("bridging-in-process");
        assertThat(bench.get("/v2/queues/support/calls").items()).hasSize(1);
    }

    @Test
    void aPlaceCanOutliveItsCaller() {
        enqueue(first, "keep_after_hangup", true);
        first.hangUp();
        bench.pass(0);
        String path = "/v2/queues/support/calls/" + first.callControlId();

        assertThat(bench.types(first.callControlId())).doesNotContain("call.dequeued");
        assertThat(bench.get(path).data("is_alive")).isEqualTo(false);
        FakeLine agent = bench.answeredCallee("+15005550011");
        assertThat(bench.command(agent.callControlId(), "bridge", "queue", "support")
                        .code())
                .isEqualTo("90018");
        assertThat(bench.get(path).status()).isEqualTo(404);
    }

    @Test
    void onlyThePlacesOfTheDeadCanBeRemoved() {
        enqueue(first);
        String path = "/v2/queues/support/calls/" + first.callControlId();
        assertThat(bench.send("DELETE", path, "").code()).isEqualTo("90054");
        assertThat(bench.send("PATCH", path, "{\"keep_after_hangup\":true}").status())
                .isEqualTo(204);
        first.hangUp();
        assertThat(bench.send("DELETE", path, "").status()).isEqualTo(204);
        assertThat(bench.get("/v2/queues/support").status()).isEqualTo(404);
    }

    @Test
    void enteringAQueueTakesACallerFromTheAgent() {
        FakeLine agent = bench.answeredCallee("+15005550011");
        bench.command(agent.callControlId(), "bridge", "call_control_id", first.callControlId());
        enqueue(first);

        assertThat(first.state()).isEqualTo(State.ANSWERED);
        assertThat(agent.isOver()).isTrue();
    }

    @Test
    void queuesCanBeMadeAndDeleted() {
        assertThat(bench.send("POST", "/v2/queues", "{\"queue_name\":\"support\"}")
                        .data("max_size"))
                .isEqualTo(300L);
        assertThat(bench.send("POST", "/v2/queues", "{\"queue_name\":\"support\"}")
                        .status())
                .isEqualTo(422);
        assertThat(bench.send("POST", "/v2/queues", "{}").code()).isEqualTo("10004");
        assertThat(bench.get("/v2/queues").items()).hasSize(1);
        enqueue(first);
        assertThat(bench.send("DELETE", "/v2/queues/support", "").code()).isEqualTo("90050");
        first.hangUp();
        bench.send("POST", "/v2/queues", "{\"queue_name\":\"other\"}");
        assertThat(bench.send("DELETE", "/v2/queues/other", "").status()).isEqualTo(204);
        assertThat(bench.get("/v2/queues").items()).isEmpty();
    }

    private void enqueue(FakeLine line, Object... more) {
        Object[] fields = new Object[more.length + 2];
        fields[0] = "queue_name";
        fields[1] = "support";
        System.arraycopy(more, 0, fields, 2, more.length);
        assertThat(bench.command(line.callControlId(), "enqueue", fields).status())
                .isEqualTo(200);
        bench.pass(0);
    }
}
