package io.callyard.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.broadcast.Delivery;
import io.callyard.event.CallEvent;
import io.callyard.event.CallEvent.CallEnded;
import io.callyard.event.CallEvent.CallHeld;
import io.callyard.event.CallEvent.CallInDoubt;
import io.callyard.event.CallEvent.CallQueued;
import io.callyard.event.CallEvent.CallReserved;
import io.callyard.event.CallEvent.CallReturned;
import io.callyard.event.CallEvent.CallScheduled;
import io.callyard.event.CallEvent.CallStarted;
import io.callyard.event.CallEvent.CallStatusChanged;
import io.callyard.event.CallEvent.HangUpRequested;
import io.callyard.event.CallEvent.LateReport;
import io.callyard.event.CallEvent.SlotReclaimed;
import io.callyard.event.CallEvent.TurnHeard;
import io.callyard.event.CampaignEvent;
import io.callyard.event.CampaignEvent.CampaignChanged;
import io.callyard.event.CampaignEvent.CampaignCreated;
import io.callyard.event.CampaignEvent.CampaignStatusChanged;
import io.callyard.event.Event;
import io.callyard.event.InboundEvent;
import io.callyard.event.LeadEvent;
import io.callyard.event.LimitsChanged;
import io.callyard.event.LoggedEvent;
import io.callyard.model.CallId;
import io.callyard.model.CallState;
import io.callyard.model.CallSubject;
import io.callyard.model.CallType;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignSettings;
import io.callyard.model.CampaignStatus;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.CarrierCause;
import io.callyard.model.ConversationTurn;
import io.callyard.model.Limits;
import io.callyard.model.NodeId;
import io.callyard.model.Outcome;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("R0.5")
class EventJsonTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:15:30.5Z");
    private static final CallSubject SUBJECT = new CallSubject(
            CallId.parse("018f0000-0000-7000-8000-000000000001"),
            CallType.CAMPAIGN,
            new CampaignId("spring"),
            null,
            null,
            null,
            null,
            PhoneNumber.parse("+12025550100"));
    private static final CarrierCallId CARRIER_CALL = new CarrierCallId("CA1");
    private static final CarrierAccountId ACCOUNT = new CarrierAccountId("trunk");

    static Stream<Arguments> events() {
        return Stream.of(
                row(new CallQueued(SUBJECT, 3, 9), "queue_status_update", "'change':'queued','priority':3,'arrival':9"),
                row(
                        new CallScheduled(SUBJECT, 2, NOW, Outcome.BUSY),
                        "queue_status_update",
                        "'change':'scheduled','attempt':2,'scheduled_for':'2026-11-20T10:15:30.500Z','last_outcome':'busy'"),
                row(
                        new CallHeld(SUBJECT, NOW, "night"),
                        "queue_status_update",
                        "'change':'held','until':'2026-11-20T10:15:30.500Z','reason':'night'"),
                row(
                        new CallReserved(SUBJECT, 1, new NodeId("n"), ACCOUNT, NOW),
                        "queue_status_update",
                        "'change':'reserved','attempt':1,'account':'trunk'"),
                row(
                        new CallReturned(SUBJECT, 1, "no route", null),
                        "queue_status_update",
                        "'change':'returned','attempt':1,'reason':'no route','scheduled_for':null"),
                row(
                        new CallInDoubt(SUBJECT, 1, "timed out"),
                        "queue_status_update",
                        "'change':'in_doubt','attempt':1,'reason':'timed out'"),
                row(new HangUpRequested(SUBJECT, 1), "queue_status_update", "'change':'hang_up_requested','attempt':1"),
                row(
                        new LateReport(SUBJECT, 1, "answered", CARRIER_CALL),
                        "queue_status_update",
                        "'change':'late_report','attempt':1,'report':'answered','execution_id':'CA1'"),
                row(
                        new CallStarted(SUBJECT, 1, CARRIER_CALL),
                        "call_started",
                        "'attempt':1,'status':'dialing','execution_id':'CA1'"),
                row(
                        new CallStatusChanged(SUBJECT, 1, CallState.IN_PROGRESS),
                        "call_status_update",
                        "'attempt':1,'status':'in_progress'"),
                row(
                        new TurnHeard(SUBJECT, 1, new ConversationTurn(ConversationTurn.Speaker.AGENT, "Hi", NOW)),
                        "conversation_turn",
                        "'attempt':1,'speaker':'agent','text':'Hi','said_at':'2026-11-20T10:15:30.500Z'"),
                row(
                        new SlotReclaimed(SUBJECT, 1, "nothing was heard"),
                        "slot_reclaimed",
                        "'attempt':1,'reason':'nothing was heard'"),
                row(
                        new CallEnded(
                                SUBJECT,
                                1,
                                Outcome.NO_ANSWER,
                                new CarrierCause("no-answer", "480"),
                                Duration.ofMillis(1500)),
                        "call_ended",
                        "'attempt':1,'status':'ended','outcome':'no_answer','cause':'no-answer','cause_code':'480',"
                                + "'talked_seconds':1.5"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    void writesACallEventWithItsSubject(String name, Event event, String type, String own) {
        Map<String, Object> frame = frame(event, false);

        Map<String, Object> expected = json("'call_id':'018f0000-0000-7000-8000-000000000001','type':'campaign',"
                + "'campaign_id':'spring','user_id':null,'agent_id':null,'contact_id':null,'contact_name':null,"
                + "'phone_number':'+12025550100'");
        expected.putAll(json(own));
        assertThat(frame.get("type")).isEqualTo(type);
        assertThat(frame.get("data")).isEqualTo(expected);
    }

    @Test
    void knowsEveryKindOfCallEvent() {
        assertThat(events().map(arguments -> (Object) arguments.get()[1].getClass()))
                .containsExactlyInAnyOrder((Object[]) CallEvent.class.getPermittedSubclasses());
        assertThat(CampaignEvent.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(CampaignCreated.class, CampaignChanged.class, CampaignStatusChanged.class);
        assertThat(Event.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(
                        CallEvent.class, CampaignEvent.class, InboundEvent.class, LeadEvent.class, LimitsChanged.class);
    }

    @Test
    void framesAnEventOnOneLine() {
        String line = new EventFrames().frame(delivery(new LimitsChanged(TenantLimits.DEFAULT)), false);

        assertThat(line)
                .isEqualTo("{\"seq\":17,\"prev\":12,\"type\":\"limits_changed\",\"tenant\":\"acme\","
                        + "\"at\":\"2026-11-20T10:15:30.500Z\",\"data\":{\"max_live\":2,\"direct_floor\":0,"
                        + "\"account\":\"default\"}}");
    }

    @Test
    void writesNoLimitAsNull() {
        Event event = new LimitsChanged(TenantLimits.DEFAULT.withMaxLive(Limits.UNLIMITED));

        assertThat(frame(event, false).get("data"))
                .isEqualTo(json("'max_live':null,'direct_floor':0,'account':'default'"));
    }

    @Test
    void writesWhatHappensToACampaign() {
        CampaignId id = new CampaignId("spring");
        CampaignSettings settings = CampaignSettings.named("Spring");
        String rules = "'campaign_id':'spring','name':'Spring','max_live':1,'delay_between_seconds':5,"
                + "'account':null,'agent_id':null,'retry':{}";

        assertThat(frame(new CampaignCreated(id, settings), false).get("data"))
                .isEqualTo(json("'change':'created'," + rules));
        assertThat(frame(new CampaignChanged(id, settings), false).get("data"))
                .isEqualTo(json("'change':'settings'," + rules));
        Map<String, Object> moved =
                frame(new CampaignStatusChanged(id, CampaignStatus.DRAFT, CampaignStatus.RUNNING), false);
        assertThat(moved.get("type")).isEqualTo("campaign_status_update");
        assertThat(moved.get("data"))
                .isEqualTo(
                        json("'change':'status','campaign_id':'spring','status':'running','previous_status':'draft'"));
    }

    @Test
    @Tag("R0.8")
    void masksTheNumberForThoseWhoMayNotSeeIt() {
        String line = new EventFrames().frame(delivery(new CallQueued(SUBJECT, 0, 1)), true);

        assertThat(line).contains("\"phone_number\":\"+1202*****00\"").doesNotContain("2025550100");
    }

    private static Arguments row(Event event, String type, String own) {
        return Arguments.of(event.getClass().getSimpleName(), event, type, own);
    }

    private static Delivery delivery(Event event) {
        return new Delivery(new LoggedEvent(new TenantId("acme"), 17, NOW, event), 12);
    }

    private static Map<String, Object> frame(Event event, boolean masked) {
        return TestJson.object(new EventFrames().frame(delivery(event), masked));
    }

    private static Map<String, Object> json(String members) {
        return TestJson.object("{" + members.replace('\'', '"') + "}");
    }
}
