package io.callyard.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.broadcast.Delivery;
import io.callyard.event.AgentEvent;
import io.callyard.event.AgentEvent.AgentRegistered;
import io.callyard.event.AgentEvent.AgentStateChanged;
import io.callyard.event.AgentEvent.PresenceChanged;
import io.callyard.event.CallerEvent;
import io.callyard.event.CallerEvent.CallbackDialed;
import io.callyard.event.CallerEvent.CallbackMissed;
import io.callyard.event.CallerEvent.CallbackOverdue;
import io.callyard.event.CallerEvent.CallbackPromised;
import io.callyard.event.CallerEvent.CallerConnected;
import io.callyard.event.CallerEvent.CallerEscalated;
import io.callyard.event.CallerEvent.CallerInformed;
import io.callyard.event.CallerEvent.CallerJoined;
import io.callyard.event.CallerEvent.CallerLeft;
import io.callyard.event.CallerEvent.CallerMoved;
import io.callyard.event.Event;
import io.callyard.event.InboundEvent;
import io.callyard.event.LoggedEvent;
import io.callyard.event.OfferEvent;
import io.callyard.event.OfferEvent.OfferAccepted;
import io.callyard.event.OfferEvent.OfferDeclined;
import io.callyard.event.OfferEvent.OfferEnded;
import io.callyard.event.OfferEvent.OfferMade;
import io.callyard.event.QueueEvent;
import io.callyard.event.QueueEvent.AlertCleared;
import io.callyard.event.QueueEvent.AlertRaised;
import io.callyard.event.QueueEvent.ArrivalRefused;
import io.callyard.event.QueueEvent.FeatureRolledBack;
import io.callyard.event.QueueEvent.QueueChanged;
import io.callyard.model.AgentId;
import io.callyard.model.CallData;
import io.callyard.model.CallId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.WaitEstimate;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.AgentState;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerType;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.OfferState;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.QueueSettings;
import io.callyard.model.inbound.Skills;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("R4.15")
class InboundEventJsonTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:15:30Z");
    private static final String AT = "'2026-11-20T10:15:30Z'";
    private static final String UUID = "018f0000-0000-7000-8000-000000000001";
    private static final CallerId CALLER = CallerId.parse(UUID);
    private static final OfferId OFFER = OfferId.parse(UUID);
    private static final QueueId QUEUE = new QueueId("support");
    private static final AgentId ADA = new AgentId("ada");
    private static final PhoneNumber NUMBER = PhoneNumber.parse("+12025550100");
    private static final WaitEstimate WAIT =
            new WaitEstimate(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(90));
    private static final Arrival ARRIVAL = Arrival.of(QUEUE, NUMBER)
            .as(CallerType.VIP)
            .called("Grace")
            .wanting(new Skills(Map.of("spanish", 3)))
            .with(new CallData("{\"iban\":\"DE00\"}"));
    private static final String OF_CALLER = "'caller_id':'" + UUID + "','queue':'support',";
    private static final String OF_OFFER = "'offer_id':'" + UUID + "','caller_id':'" + UUID + "'";

    static Stream<Arguments> events() {
        return Stream.of(
                row(
                        new CallerJoined(CALLER, QUEUE, ARRIVAL, NOW, false),
                        "caller_joined",
                        OF_CALLER + "'type':'vip','name':'Grace','phone_number':'+12025550100','contact_id':null,"
                                + "'language':'','preferred_agent':null,'skills':{'spanish':3},'account':null,"
                                + "'execution_id':null,'place_key':" + AT + ",'resumed':false"),
                row(
                        new CallerInformed(CALLER, QUEUE, 2, WAIT, true, false),
                        "caller_informed",
                        OF_CALLER + "'position':2,'estimated_wait_seconds':60,'estimated_wait_low_seconds':10,"
                                + "'estimated_wait_high_seconds':90,'rose':true,'callback_offered':false"),
                row(
                        new CallerMoved(CALLER, new QueueId("sales"), QUEUE, NOW, "transferred"),
                        "caller_moved",
                        OF_CALLER + "'previous_queue':'sales','place_key':" + AT + ",'reason':'transferred'"),
                row(new CallerEscalated(CALLER, QUEUE, 2), "caller_escalated", OF_CALLER + "'failed_offers':2"),
                row(
                        new CallbackPromised(CALLER, QUEUE, NUMBER, NOW, NOW),
                        "callback_promised",
                        OF_CALLER + "'phone_number':'+12025550100','not_before':" + AT + ",'promised_by':" + AT),
                row(
                        new CallbackDialed(CALLER, QUEUE, ADA, CallId.parse(UUID), 1),
                        "callback_dialed",
                        OF_CALLER + "'agent_id':'ada','call_id':'" + UUID + "','tries':1"),
                row(
                        new CallbackMissed(CALLER, QUEUE, "busy", NOW),
                        "callback_missed",
                        OF_CALLER + "'reason':'busy','not_before':" + AT),
                row(new CallbackOverdue(CALLER, QUEUE, NOW), "callback_overdue", OF_CALLER + "'promised_by':" + AT),
                row(
                        new CallerConnected(CALLER, QUEUE, ADA, Duration.ofMillis(1500)),
                        "caller_connected",
                        OF_CALLER + "'agent_id':'ada','waited_seconds':1.5"),
                row(
                        new CallerLeft(
                                CALLER,
                                QUEUE,
                                null,
                                LeaveReason.ABANDONED,
                                "hung up",
                                Duration.ofSeconds(9),
                                Duration.ZERO),
                        "caller_left",
                        OF_CALLER + "'agent_id':null,'reason':'abandoned','detail':'hung up','waited_seconds':9,"
                                + "'talked_seconds':0"),
                row(
                        new OfferMade(OFFER, CALLER, QUEUE, List.of(ADA), 1, NOW),
                        "offer_made",
                        OF_OFFER + ",'queue':'support','agents':['ada'],'number':1,'deadline':" + AT),
                row(
                        new OfferDeclined(OFFER, CALLER, ADA, "lunch"),
                        "offer_declined",
                        OF_OFFER + ",'agent_id':'ada','reason':'lunch'"),
                row(new OfferAccepted(OFFER, CALLER, ADA), "offer_accepted", OF_OFFER + ",'agent_id':'ada'"),
                row(
                        new OfferEnded(OFFER, CALLER, List.of(ADA), OfferState.TIMED_OUT, "no answer"),
                        "offer_ended",
                        OF_OFFER + ",'agents':['ada'],'state':'timed_out','reason':'no answer'"),
                row(
                        new AgentRegistered(ADA, AgentProfile.of("Ada", QUEUE).rungAt("sip:ada")),
                        "agent_registered",
                        "'agent_id':'ada','name':'Ada','capacity':1,"
                                + "'queues':[{'queue':'support','tier':1,'order':0}],'skills':{},'device':'sip:ada'"),
                row(
                        new PresenceChanged(ADA, Presence.AWAY, "missed 3 offers"),
                        "presence_changed",
                        "'agent_id':'ada','presence':'away','reason':'missed 3 offers'"),
                row(
                        new AgentStateChanged(ADA, AgentState.WRAP_UP),
                        "agent_state_changed",
                        "'agent_id':'ada','state':'wrap_up'"),
                row(
                        new QueueChanged(QUEUE, QueueSettings.named("Support")),
                        "queue_changed",
                        "'queue':'support','name':'Support','strategy':'longest_idle','weight':1,"
                                + "'head_start_seconds':{'returning':30,'vip':120},"
                                + "'offers':{'rings_seconds':15,'connects_seconds':20,'attempts':3,'escalate_after':2,"
                                + "'wrap_up_seconds':10,'tier_wait_seconds':30},"
                                + "'waits':{'max_length':1000,'longest_seconds':1200,'overflow':'callback',"
                                + "'overflow_to':null,'reconnect_within_seconds':60},"
                                + "'callbacks':{'offered_after_seconds':600,'offered_from_seconds':null,"
                                + "'promised_within_seconds':1800,'alert_before_seconds':300,'tries':3,"
                                + "'between_seconds':600},"
                                + "'announcements':{'every_seconds':30,'apart_seconds':15,'only_when_better':false,"
                                + "'music':'','language':'en'},'opening_hours':null,"
                                + "'goal':{'within_seconds':20,'short_abandon_seconds':5}"),
                row(
                        new ArrivalRefused(QUEUE, CallerType.NEW, "the line is full"),
                        "arrival_refused",
                        "'queue':'support','type':'new','reason':'the line is full'"),
                row(
                        new AlertRaised("abandons", QUEUE, 0.123456, 0.1),
                        "alert_raised",
                        "'rule':'abandons','queue':'support','value':0.1235,'bound':0.1"),
                row(
                        new AlertCleared("abandons", null, 0.08),
                        "alert_cleared",
                        "'rule':'abandons','queue':null,'value':0.08"),
                row(
                        new FeatureRolledBack("callbacks", "8 of 10"),
                        "feature_rolled_back",
                        "'feature':'callbacks','reason':'8 of 10'"));
    }

    @ParameterizedTest(name = "R4.15 {1}")
    @MethodSource("events")
    void writesAnInboundEvent(Event event, String type, String data) {
        Map<String, Object> frame = TestJson.object(frame(event, false));

        assertThat(frame).containsEntry("type", type).containsEntry("seq", 17);
        assertThat(frame.get("data")).isEqualTo(TestJson.object("{" + data.replace('\'', '"') + "}"));
    }

    @Test
    @DisplayName("R4.15 every kind of inbound event is written")
    void knowsEveryKindOfInboundEvent() {
        assertThat(InboundEvent.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(CallerEvent.class, OfferEvent.class, AgentEvent.class, QueueEvent.class);
        assertThat(events().map(arguments -> (Object) arguments.get()[0].getClass()))
                .containsExactlyInAnyOrder(Arrays.stream(InboundEvent.class.getPermittedSubclasses())
                        .flatMap(kind -> Arrays.stream(kind.getPermittedSubclasses()))
                        .toArray());
    }

    @Test
    @Tag("R0.8")
    void masksNumbersAndLeavesDevicesOutForThoseWhoMayNotSeeThem() {
        assertThat(frame(new CallerJoined(CALLER, QUEUE, ARRIVAL, NOW, false), true)
                        + frame(new CallbackPromised(CALLER, QUEUE, NUMBER, NOW, NOW), true)
                        + frame(
                                new AgentRegistered(
                                        ADA, AgentProfile.of("Ada", QUEUE).rungAt("+12025550100")),
                                true))
                .contains("\"phone_number\":\"+1202*****00\"")
                .doesNotContain("2025550100", "device", "iban");
    }

    private static Arguments row(Event event, String type, String data) {
        return Arguments.of(event, type, data);
    }

    private static String frame(Event event, boolean masked) {
        return new EventFrames().frame(new Delivery(new LoggedEvent(new TenantId("acme"), 17, NOW, event), 12), masked);
    }
}
