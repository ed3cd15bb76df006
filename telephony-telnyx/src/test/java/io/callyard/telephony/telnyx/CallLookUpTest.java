package io.callyard.telephony.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.FakeResponse;
import io.callyard.model.CarrierCallId;
import io.callyard.model.CarrierCause;
import io.callyard.model.Outcome;
import io.callyard.spi.carrier.CarrierReport.Fact;
import io.callyard.spi.carrier.LookUp;
import io.callyard.spi.carrier.LookUpAnswer;
import io.callyard.spi.carrier.LookUpAnswer.Absent;
import io.callyard.spi.carrier.LookUpAnswer.Found;
import io.callyard.spi.carrier.LookUpAnswer.Unavailable;
import io.callyard.telephony.telnyx.CallTag.Mark;
import io.callyard.testkit.VirtualScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("R3.6")
class CallLookUpTest {
    private static final CarrierCallId ID = new CarrierCallId(Wire.CALL);
    private final Bench bench = new Bench();

    private FakeResponse call = FakeResponse.json(404, Wire.error("10005", ""));
    private final List<String> living = new ArrayList<>();
    private final List<String> legEvents = new ArrayList<>();
    private final List<String> eventsTo = new ArrayList<>();
    private final List<String> eventsOfConnection = new ArrayList<>();

    @BeforeEach
    void answer() {
        bench.wire.always(request -> {
            if (request.path().endsWith("/active_calls")) {
                return Wire.json(200, list(living));
            }
            if (request.path().endsWith("/call_events")) {
                return Wire.json(200, list(eventsFor(request)));
            }
            return Wire.done(call);
        });
    }

    private List<String> eventsFor(Wire.Sent request) {
        // Raw brackets are not understood, and nobody is told.
        if (request.rawQuery().contains("[")) {
            return List.of();
        }
        if (request.query().containsKey("filter[leg_id]")) {
            return legEvents;
        }
        return request.query().containsKey("filter[to]") ? eventsTo : eventsOfConnection;
    }

    private static String list(List<String> items) {
        return "{\"data\":[" + String.join(",", items) + "],\"meta\":{\"total_pages\":1}}";
    }

    private static String entry(String name, @Nullable CallTag tag, String more) {
        String state = tag == null ? "" : "\"client_state\":\"" + tag.clientState() + "\",";
        return "{\"record_type\":\"call_event\",\"type\":\"webhook\",\"name\":\"" + name + "\",\"call_leg_id\":\""
                + Wire.LEG + "\",\"metadata\":{" + state + "\"call_control_id\":\"" + Wire.CALL + "\"" + more + "}}";
    }

    private static FakeResponse call(boolean alive, String more, CallTag tag) {
        return FakeResponse.json(
                200,
                "{\"data\":{\"call_control_id\":\"" + Wire.CALL + "\",\"call_leg_id\":\"" + Wire.LEG
                        + "\",\"client_state\":\"" + tag.clientState() + "\",\"is_alive\":" + alive + more + "}}");
    }

    private LookUpAnswer ask(@Nullable CarrierCallId id) {
        return bench.get(bench.driver.lookUp(new LookUp(Bench.subject(), 1, id, bench.scheduler.instant())));
    }

    private static Found found(Fact fact) {
        return new Found(ID, fact);
    }

    private static Found ended(Outcome outcome, String cause, @Nullable String code) {
        return found(new Fact.Ended(outcome, new CarrierCause(cause, code)));
    }

    @Test
    void aLivingCallThatIsMarkedIsAnswered() {
        call = call(true, "", Bench.TAG.with(Mark.ANSWERED));
        assertThat(ask(ID)).isEqualTo(found(new Fact.Answered()));
    }

    @Test
    void aLivingCallIsAnsweredIfTheRecordSaysSo() {
        call = call(true, "", Bench.TAG);
        assertThat(ask(ID)).isEqualTo(found(new Fact.Started()));

        legEvents.add(entry("call.answered", Bench.TAG, ""));
        assertThat(ask(ID)).isEqualTo(found(new Fact.Answered()));
    }

    @Test
    void aCallThatWasOnlyJustAskedForIsNotOver() {
        call = call(false, "", Bench.TAG);

        assertThat(ask(ID)).isEqualTo(found(new Fact.Started()));
    }

    @ParameterizedTest
    @CsvSource({
        "user_busy, 486, false, BUSY",
        "normal_clearing, 200, true, COMPLETED",
        "normal_clearing, 487, false, NO_ANSWER",
        "originator_cancel, 487, false, CANCELED"
    })
    void howACallEndedIsOnRecord(String cause, String sip, boolean answered, Outcome outcome) {
        call = call(false, ",\"end_time\":\"2030-01-01T00:01:00Z\"", Bench.TAG);
        legEvents.add(entry(
                "call.hangup", Bench.TAG, ",\"hangup_cause\":\"" + cause + "\",\"sip_hangup_cause\":\"" + sip + "\""));
        if (answered) {
            legEvents.add(entry("call.answered", Bench.TAG, ""));
        }

        assertThat(ask(ID)).isEqualTo(ended(outcome, cause, "SIP " + sip));
    }

    @Test
    void aMachineIsOnRecord() {
        call = call(false, ",\"end_time\":\"2030-01-01T00:01:00Z\"", Bench.TAG);
        legEvents.add(entry("call.answered", Bench.TAG, ""));
        legEvents.add(entry("call.machine.detection.ended", Bench.TAG, ",\"result\":\"machine\""));
        legEvents.add(entry("call.hangup", Bench.TAG, ",\"hangup_cause\":\"normal_clearing\""));

        assertThat(ask(ID)).isEqualTo(ended(Outcome.MACHINE, "answered by a machine", null));
    }

    @Test
    void withoutARecordTheMarkTellsThatItWasTalked() {
        call = call(false, ",\"end_time\":\"2030-01-01T00:01:00Z\"", Bench.TAG.with(Mark.ANSWERED));
        assertThat(ask(ID)).isEqualTo(ended(Outcome.COMPLETED, "no word", null));
    }

    /** The carrier tells of the call, and nothing of what is on record. */
    private void recordIsUnreadable() {
        bench.wire.always(request -> request.path().endsWith("/call_events") ? Wire.json(500, "{}") : Wire.done(call));
    }

    private static String overFor(Duration since, int talkSeconds) {
        return ",\"end_time\":\"" + VirtualScheduler.START.minus(since) + "\",\"call_duration\":" + talkSeconds;
    }

    @Test
    void whyNobodyAnsweredIsNotGuessedWhileTheRecordCannotBeRead() {
        recordIsUnreadable();
        for (Duration since : List.of(Duration.ofSeconds(1), Duration.ofHours(1))) {
            call = call(false, overFor(since, 0), Bench.TAG);
            assertThat(ask(ID)).isEqualTo(new Unavailable("how the call ended is not on record yet"));
        }
    }

    @Test
    void thatItWasTalkedOnIsKnownThoughTheRecordCannotBeRead() {
        recordIsUnreadable();
        call = call(false, overFor(Duration.ofSeconds(1), 7), Bench.TAG);

        assertThat(ask(ID)).isEqualTo(ended(Outcome.COMPLETED, "no word", null));
    }

    @ParameterizedTest
    @CsvSource({"NONE, false", "ANSWERED, true", "PERSON, true"})
    void aLivingCallStandsAsItIsMarkedIfTheRecordCannotBeRead(Mark mark, boolean answered) {
        recordIsUnreadable();
        call = call(true, "", Bench.TAG.with(mark));

        assertThat(ask(ID)).isEqualTo(found(answered ? new Fact.Answered() : new Fact.Started()));
    }

    @ParameterizedTest
    @CsvSource({"ANSWERED, COMPLETED, no word", "MACHINE, MACHINE, answered by a machine"})
    void theMarkOfACallThatIsOverCountsThoughTheRecordCannotBeRead(Mark mark, Outcome outcome, String cause) {
        recordIsUnreadable();
        call = call(false, overFor(Duration.ofSeconds(1), 0), Bench.TAG.with(mark));

        assertThat(ask(ID)).isEqualTo(ended(outcome, cause, null));
    }

    @Test
    void aRecordThatIsBehindIsWaitedForUpToTwoMinutes() {
        legEvents.add(entry("call.initiated", Bench.TAG, ""));

        call = call(false, overFor(Duration.ofSeconds(119), 0), Bench.TAG);
        assertThat(ask(ID)).isInstanceOf(Unavailable.class);

        call = call(false, overFor(Duration.ofMinutes(2), 0), Bench.TAG);
        assertThat(ask(ID)).isEqualTo(ended(Outcome.FAILED, "no word", null));
    }

    @Test
    void aCallThatTheCarrierHasForgottenIsNotAbsentWhileTheRecordCannotBeRead() {
        recordIsUnreadable();

        assertThat(ask(ID)).isEqualTo(new Unavailable("the record could not be read"));
    }

    @Test
    void aCallThatTheCarrierHasForgottenIsLookedForOnRecord() {
        eventsTo.add(entry("call.answered", Bench.TAG, ""));
        eventsTo.add(entry(
                "call.hangup",
                Bench.TAG.with(Mark.ANSWERED),
                ",\"hangup_cause\":\"normal_clearing\",\"sip_hangup_cause\":\"200\""));

        assertThat(ask(ID)).isEqualTo(ended(Outcome.COMPLETED, "normal_clearing", "SIP 200"));
    }

    @Test
    void withoutAnIdTheTagIsLookedForAmongTheLiving() {
        living.add("{\"call_control_id\":\"v3:other\",\"client_state\":\""
                + new CallTag.Outbound(Bench.CALL, 2, Mark.NONE, null).clientState() + "\"}");
        living.add("{\"call_control_id\":\"" + Wire.CALL + "\",\"call_leg_id\":\"" + Wire.LEG + "\",\"client_state\":\""
                + Bench.TAG.clientState() + "\"}");

        assertThat(ask(null)).isEqualTo(found(new Fact.Started()));
        assertThat(bench.wire.sent.get(0).path()).isEqualTo("/v2/connections/" + Bench.CONNECTION + "/active_calls");
    }

    @Test
    void theLivingAreReadPageByPage() {
        bench.wire
                .then(200, "{\"data\":[],\"meta\":{\"cursors\":{\"after\":\"c+1\"}}}")
                .then(
                        200,
                        list(List.of(
                                "{\"call_control_id\":\"" + Wire.CALL + "\",\"call_leg_id\":\"x\",\"client_state\":\""
                                        + Bench.TAG.with(Mark.PERSON).clientState() + "\"}")));

        assertThat(ask(null)).isEqualTo(found(new Fact.Answered()));
        assertThat(bench.wire.sent.get(1).query()).containsEntry("page[after]", "c+1");
    }

    @Test
    void aListWithoutAnEndIsGivenUp() {
        int[] page = {0};
        bench.wire.always(
                request -> Wire.json(200, "{\"data\":[],\"meta\":{\"cursors\":{\"after\":\"c" + page[0]++ + "\"}}}"));

        assertThat(ask(null)).isInstanceOf(Unavailable.class);
        assertThat(bench.wire.sent).hasSizeLessThan(50);
    }

    @Test
    void withoutAnIdACallThatIsOverIsFoundOnRecord() {
        eventsTo.add(entry("call.initiated", Bench.TAG, ""));
        eventsTo.add(entry("call.hangup", Bench.TAG, ",\"hangup_cause\":\"no_answer\""));

        assertThat(ask(null)).isEqualTo(ended(Outcome.NO_ANSWER, "no_answer", null));
        Wire.Sent asked = bench.wire.last();
        assertThat(asked.query())
                .containsEntry("filter[to]", "+15551234567")
                .containsEntry("filter[occurred_at][gte]", "2029-12-31T23:59:55Z");
    }

    @Test
    void anotherAttemptIsNotThisOne() {
        eventsTo.add(entry("call.initiated", new CallTag.Outbound(Bench.CALL, 2, Mark.NONE, null), ""));
        eventsOfConnection.add(entry("call.initiated", null, ""));

        assertThat(ask(null)).isEqualTo(new Absent(LookUpAnswer.Proof.WEAK));
    }

    @Test
    void absenceIsSaidOnlyIfTheRecordProvablyWasRead() {
        assertThat(ask(null)).isInstanceOf(Unavailable.class);

        eventsOfConnection.add(entry("call.hangup", null, ""));
        assertThat(ask(null)).isEqualTo(new Absent(LookUpAnswer.Proof.WEAK));
        assertThat(bench.wire.last().query()).containsEntry("filter[connection_id]", Bench.CONNECTION);
    }

    @Test
    void aRecordThatDoesNotTellWhichCallsItIsAboutProvesNothing() {
        eventsOfConnection.add(entry("call.hangup", null, ""));
        eventsTo.add(
                "{\"record_type\":\"call_event\",\"name\":\"call.initiated\",\"call_leg_id\":\"x\",\"metadata\":{}}");

        assertThat(ask(null)).isInstanceOf(Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v3:sample-call-control-id-0001"})
    void aLookUpThatFailsProvesNothing(String id) {
        for (int status : new int[] {401, 429, 500, 503}) {
            bench.wire.always(request -> Wire.json(status, "{}"));
            assertThat(ask(id.isEmpty() ? null : new CarrierCallId(id))).isInstanceOf(Unavailable.class);
        }
        bench.wire.always(request -> new CompletableFuture<>());
        assertThat(ask(id.isEmpty() ? null : new CarrierCallId(id))).isInstanceOf(Unavailable.class);
    }

    @Test
    void noPhoneNumberShowsInAnAnswer() {
        eventsOfConnection.add(entry("call.hangup", null, ""));
        assertThat(ask(null).toString()).doesNotContain("555");
        bench.wire.always(request -> Wire.json(401, Wire.error("10009", "")));
        assertThat(ask(null).toString()).doesNotContain("555");
    }
}
