package io.callyard.fake.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Calls begin one after another; those too many wait, and are not refused")
class CallStartsTest {
    @Test
    void oneInASecond() {
        Rig rig = new Rig();
        for (int i = 1; i <= 4; i++) {
            rig.call("+1500555010" + i, "");
        }
        assertThat(begun(rig)).isZero();
        rig.pass(0);
        assertThat(begun(rig)).isEqualTo(1);
        rig.pass(2);
        assertThat(begun(rig)).isEqualTo(3);
        rig.pass(1);
        assertThat(begun(rig)).isEqualTo(4);
    }

    @Test
    void theWaitIsTold() {
        Rig rig = new Rig(builder -> builder.callsPerSecond(4));
        List<Object> waits = List.of(1, 2, 3).stream()
                .map(i -> rig.call("+1500555010" + i, ""))
                .map(sid ->
                        Rig.json(rig.send("GET", "/Calls/" + sid + ".json", "")).get("queue_time"))
                .toList();
        assertThat(waits).containsExactly("0", "250", "500");
    }

    @Test
    void aCallThatWaitsCanBeCanceled() {
        Rig rig = new Rig();
        rig.call(Rig.LEAD, "");
        String waiting = rig.call(Rig.LEAD, "");
        rig.send("POST", "/Calls/" + waiting + ".json", "Status=canceled");
        rig.pass(60);
        assertThat(rig.status(waiting)).isEqualTo("canceled");
        assertThat(begun(rig)).isEqualTo(1);
    }

    @Test
    void legsOfADocumentNeedNoTurn() {
        Rig rig = new Rig();
        rig.call(Rig.LEAD, "<Dial><Client>ann</Client><Client>bob</Client></Dial>");
        rig.passMillis(2_600);
        assertThat(begun(rig)).isEqualTo(3);
    }

    private static int begun(Rig rig) {
        return rig.twilio.calls().stream().mapToInt(CallSnapshot::dials).sum();
    }
}
