package io.callyard.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.broadcast.Delivery;
import io.callyard.event.CallEvent.CallQueued;
import io.callyard.event.LimitsChanged;
import io.callyard.event.LoggedEvent;
import io.callyard.model.CallId;
import io.callyard.model.CallSubject;
import io.callyard.model.CallType;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import java.time.Instant;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R0.5")
class EventFramesTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final Instant NOW = Instant.parse("2026-11-20T10:15:30.5Z");

    private final EventFrames frames = new EventFrames();

    @Test
    void numbersComeFirstAndTheRestIsTheEvent() {
        assertThat(frames.frame(new Delivery(limits(ACME, 17), 12), false))
                .startsWith("{\"seq\":17,\"prev\":12,\"type\":\"limits_changed\",\"tenant\":\"acme\","
                        + "\"at\":\"2026-11-20T10:15:30.500Z\",\"data\":{")
                .doesNotContain("\n");
    }

    @Test
    void allWhoSeeEverythingAreSentTheVerySameText() {
        LoggedEvent event = limits(ACME, 17);

        String first = frames.frame(new Delivery(event, 16), false);

        assertThat(frames.frame(new Delivery(event, 16), false)).isSameAs(first);
        assertThat(frames.frame(new Delivery(event, 3), false)).isEqualTo(first.replace("\"prev\":16", "\"prev\":3"));
        assertThat(frames.frame(new Delivery(event, 16), false)).isSameAs(first);
    }

    @Test
    @Tag("R0.8")
    void whoeverMayNotSeeANumberIsNeverSentWhatSomebodyElseMaySee() {
        CallSubject subject = new CallSubject(
                CallId.parse("018f0000-0000-7000-8000-000000000001"),
                CallType.DIRECT,
                null,
                null,
                null,
                null,
                null,
                PhoneNumber.parse("+12025550100"));
        Delivery delivery = new Delivery(new LoggedEvent(ACME, 17, NOW, new CallQueued(subject, 0, 1)), 16);

        assertThat(frames.frame(delivery, false)).contains("+12025550100");
        assertThat(frames.frame(delivery, true)).contains("+1202*****00").doesNotContain("+12025550100");
        assertThat(frames.frame(delivery, false)).contains("+12025550100");
    }

    @Test
    void eventsThatShareAPlaceAreNotTakenForEachOther() {
        for (int round = 0; round < 2; round++) {
            LongStream.rangeClosed(1, 3L * EventFrames.KEPT).forEach(seq -> {
                for (String tenant : new String[] {"acme", "globex", "AaAa", "BBBB"}) {
                    String frame = frames.frame(new Delivery(limits(new TenantId(tenant), seq), seq - 1), seq % 2 == 0);
                    Map<String, Object> json = TestJson.object(frame);
                    assertThat(json.get("seq")).isEqualTo((int) seq);
                    assertThat(json.get("tenant")).isEqualTo(tenant);
                }
            });
        }
    }

    @Test
    void saysWhereAClientStands() {
        assertThat(EventFrames.resumed(4)).isEqualTo("{\"type\":\"resumed\",\"seq\":4}");
        assertThat(EventFrames.resyncRequired(9)).isEqualTo("{\"type\":\"resync_required\",\"seq\":9}");
    }

    private static LoggedEvent limits(TenantId tenant, long seq) {
        return new LoggedEvent(tenant, seq, NOW, new LimitsChanged(TenantLimits.DEFAULT));
    }
}
