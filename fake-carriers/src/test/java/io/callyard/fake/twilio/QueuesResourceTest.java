package io.callyard.fake.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.FakeResponse;
import io.callyard.fake.Party;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Queues are made, changed, and removed when they are empty")
class QueuesResourceTest {
    private final Rig rig = new Rig();

    @Test
    void aNewOneHasTheUsualSize() {
        FakeResponse made = rig.send("POST", "/Queues.json", "FriendlyName=q1");
        assertThat(made.status()).isEqualTo(201);
        assertThat(Rig.json(made))
                .containsEntry("friendly_name", "q1")
                .containsEntry("max_size", 1000L)
                .containsEntry("current_size", 0L)
                .containsEntry("average_wait_time", 0L);
        assertThat(Rig.json(rig.send("POST", "/Queues.json", "FriendlyName=q1")))
                .containsEntry("code", 22003L);
    }

    @ParameterizedTest
    @CsvSource({"MaxSize=5", "FriendlyName=", "FriendlyName=q&MaxSize=0", "FriendlyName=q&MaxSize=5001"})
    void aWrongOneIsRefused(String form) {
        assertThat(rig.send("POST", "/Queues.json", form).status()).isEqualTo(400);
    }

    @Test
    void theSizeCanBeChangedAndCounts() {
        String path = "/Queues/"
                + Rig.json(rig.send("POST", "/Queues.json", "FriendlyName=q1")).get("sid") + ".json";
        assertThat(Rig.json(rig.send("POST", path, "MaxSize=1"))).containsEntry("max_size", 1L);
        rig.at("/voice", "<Enqueue action=\"/after\" waitUrl=\"\">q1</Enqueue>");
        caller();
        caller();
        rig.pass(10);
        assertThat(rig.sentTo("/after", "QueueResult")).containsExactly("queue-full");
        assertThat(Rig.json(rig.send("GET", path, "")))
                .containsEntry("current_size", 1L)
                .containsEntry("average_wait_time", 10L);
    }

    @Test
    void onlyAnEmptyOneCanBeRemoved() {
        rig.at("/voice", "<Enqueue waitUrl=\"\">q1</Enqueue>");
        FakeLine line = caller();
        rig.pass(1);
        String path = "/Queues/"
                + Rig.items(rig.send("GET", "/Queues.json", ""), "queues")
                        .get(0)
                        .get("sid") + ".json";
        assertThat(rig.send("DELETE", path, "").status()).isEqualTo(400);
        line.hangUp();
        assertThat(rig.send("DELETE", path, "").status()).isEqualTo(204);
        assertThat(rig.send("GET", path, "").status()).isEqualTo(404);
    }

    @Test
    void theMembersAreListedFrontFirst() {
        rig.at("/voice", "<Enqueue waitUrl=\"\">q1</Enqueue>");
        FakeLine first = caller();
        rig.pass(5);
        FakeLine second = caller();
        rig.pass(1);
        Object queue =
                Rig.items(rig.send("GET", "/Queues.json", ""), "queues").get(0).get("sid");
        FakeResponse members = rig.send("GET", "/Queues/" + queue + "/Members.json", "");
        assertThat(Rig.items(members, "queue_members"))
                .extracting(member -> member.get("call_sid"))
                .containsExactly(first.sid(), second.sid());
        assertThat(Rig.items(members, "queue_members"))
                .extracting(member -> member.get("wait_time"))
                .containsExactly(6L, 1L);
        assertThat(Rig.json(rig.send("GET", "/Queues/" + queue + "/Members/Front.json", "")))
                .containsEntry("call_sid", first.sid());
    }

    private FakeLine caller() {
        return rig.twilio.incoming("+15551230001", Rig.US, Party.answering(Rig.seconds(0), Party.FOR_EVER));
    }
}
