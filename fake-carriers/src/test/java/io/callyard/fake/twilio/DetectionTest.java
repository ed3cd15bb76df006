package io.callyard.fake.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.Party;
import io.callyard.fake.Party.Reaction;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("It is found out who answered")
class DetectionTest {
    private final Rig rig = new Rig();

    @ParameterizedTest
    @CsvSource({
        "ANSWER, Enable, 4, human",
        "MACHINE, Enable, 4, machine_start",
        "ANSWER, DetectMessageEnd, 4, human",
        "MACHINE, DetectMessageEnd, 12, machine_end_beep",
    })
    void theCallGoesOnMeanwhile(Reaction reaction, String mode, int seconds, String verdict) {
        party(reaction, 60);
        String sid = rig.call(
                Rig.LEAD,
                "<Say>Hello</Say><Pause length=\"60\"/>",
                "MachineDetection",
                mode,
                "AsyncAmd",
                "true",
                "AsyncAmdStatusCallback",
                Rig.APP + "/amd");
        rig.passMillis(600);
        assertThat(rig.heard(sid)).containsExactly("Hello");
        rig.passMillis(seconds * 1000L - 101);
        assertThat(rig.sentTo("/amd")).isEmpty();
        rig.passMillis(1);
        Params told = rig.sentTo("/amd").get(0);
        assertThat(told.first("AnsweredBy")).contains(verdict);
        assertThat(told.first("MachineDetectionDuration")).contains(Long.toString(seconds * 1000L));
        assertThat(told.first("CallStatus")).isEmpty();
        rig.pass(60);
        assertThat(rig.sentTo("/status", "AnsweredBy")).containsExactly("-", "-", "-", verdict);
    }

    @Test
    void theVerdictMayComeAfterTheEnd() {
        party(Reaction.MACHINE, 2);
        rig.call(
                Rig.LEAD,
                "<Pause length=\"60\"/>",
                "MachineDetection",
                "Enable",
                "AsyncAmd",
                "true",
                "AsyncAmdStatusCallback",
                Rig.APP + "/amd");
        rig.pass(3);
        assertThat(rig.sentTo("/status", "AnsweredBy")).containsExactly("-", "-", "-", "-");
        rig.pass(3);
        assertThat(rig.sentTo("/amd", "AnsweredBy")).containsExactly("machine_start");
    }

    @Test
    void theLineIsSilentUntilTheVerdict() {
        party(Reaction.MACHINE, 60);
        rig.at("/voice", "<Say>Hello</Say>");
        String sid = (String) Rig.json(rig.send(
                        "POST",
                        "/Calls.json",
                        Rig.form(
                                "To",
                                Rig.LEAD,
                                "From",
                                Rig.US,
                                "Url",
                                Rig.APP + "/voice",
                                "MachineDetection",
                                "Enable")))
                .get("sid");
        rig.pass(4);
        assertThat(rig.status(sid)).isEqualTo("in-progress");
        assertThat(rig.sentTo("/voice")).isEmpty();
        rig.pass(1);
        assertThat(rig.sentTo("/voice", "AnsweredBy")).isEqualTo(List.of("machine_start"));
        assertThat(rig.heard(sid)).containsExactly("Hello");
    }

    @Test
    void itIsGivenUpInTime() {
        party(Reaction.MACHINE, 60);
        rig.call(
                Rig.LEAD,
                "<Pause length=\"60\"/>",
                "MachineDetection",
                "Enable",
                "AsyncAmd",
                "true",
                "MachineDetectionTimeout",
                "3",
                "AsyncAmdStatusCallback",
                Rig.APP + "/amd");
        rig.pass(4);
        assertThat(rig.sentTo("/amd", "AnsweredBy")).containsExactly("unknown");
    }

    @Test
    void digitsTurnItOff() {
        party(Reaction.MACHINE, 60);
        String sid = rig.call(
                Rig.LEAD,
                "<Pause length=\"60\"/>",
                "SendDigits",
                "1",
                "MachineDetection",
                "Enable",
                "AsyncAmd",
                "true",
                "AsyncAmdStatusCallback",
                Rig.APP + "/amd");
        rig.pass(20);
        assertThat(rig.sentTo("/amd")).isEmpty();
        assertThat(Rig.json(rig.send("GET", "/Calls/" + sid + ".json", ""))).containsEntry("answered_by", null);
    }

    private void party(Reaction reaction, long talks) {
        rig.parties.put(Rig.LEAD, new Party(reaction, Rig.seconds(0), Rig.seconds(talks), List.of()));
    }
}
