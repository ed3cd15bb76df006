package io.callyard.store.jdbc.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.Event;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The words of the log, literally: they stand in every log that was ever written. A line may be
 * added here, none may be changed.
 */
class EventWordsTest {
    private static final String CALL =
            "'call':{'id':'00000000-0000-0001-0000-000000000002','type':'CAMPAIGN','campaign':'spring','user':'ursula',"
                    + "'agent':'ann','contact':'c-1','contact_name':'Zoë','phone':'+15551234567'}";
    private static final String CALLER = "'caller':'00000000-0000-0001-0000-000000000002'";
    private static final String OFFER = "'offer':'00000000-0000-0003-0000-000000000004'";
    private static final String ARRIVAL =
            "'arrival':{'queue':'sales','line':{'account':'main','id':'CA1'},'phone':'+15551234567','contact':'c-1',"
                    + "'name':'Zoë','type':'vip','head_start_ns':1,'skills':[{'skill':'french','level':3}],"
                    + "'language':'fr','preferred':'ann','data':'{}'}";
    private static final String RULES = "'settings':{'name':'Sales','strategy':'longest_idle','weight':1.5,"
            + "'head_starts':[{'type':'vip','head_start_ns':1}],"
            + "'offers':{'rings_ns':1000000001,'connects_ns':1000000002,'attempts':3,'escalate_after':2,"
            + "'wrap_up_ns':4,'tier_wait_ns':5},"
            + "'waits':{'max_length':6,'longest_ns':1000000007,'overflow':'OTHER_QUEUE','overflow_to':'support',"
            + "'reconnect_within_ns':8},"
            + "'callbacks':{'offered_after_ns':9,'offered_from_ns':10,'promised_within_ns':1000000011,"
            + "'alert_before_ns':12,'tries':3,'between_ns':1000000013},"
            + "'announcements':{'every_ns':1000000014,'apart_ns':15,'only_when_better':true,'music':'m',"
            + "'language':'en'},"
            + "'hours':{'zone':'Europe/Berlin','week':[{'day':'MONDAY','windows':[{'from':'09:00','until':'17:30'}]},"
            + "{'day':'SUNDAY'}],'closed_on':['2030-01-01'],'when_closed':'VOICEMAIL'},"
            + "'goal':{'within_ns':1000000016,'short_abandon_ns':17}}";
    private static final String SETTINGS = "'settings':{'name':'x','max_live':1,'delay_between':5000000}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CallScheduled | call_scheduled | {CALL,'attempt':1,'not_before':2,'last_outcome':'BUSY'}",
                "CallScheduled | call_scheduled | {CALL,'attempt':0,'not_before':2}",
                "CallQueued | call_queued | {CALL,'priority':100,'position':7}",
                "CallHeld | call_held | {CALL,'until':3,'reason':'night'}",
                "CallReserved | call_reserved | {CALL,'attempt':1,'node':'n1','account':'main','lease_until':4}",
                "CallReturned | call_returned | {CALL,'attempt':1,'reason':'full','not_before':5}",
                "CallReturned | call_returned | {CALL,'attempt':1,'reason':'full'}",
                "CallInDoubt | call_in_doubt | {CALL,'attempt':1,'reason':'timeout'}",
                "CallStarted | call_started | {CALL,'attempt':1,'carrier_call_id':'CA1'}",
                "CallStarted | call_started | {CALL,'attempt':1}",
                "CallStatusChanged | call_status_changed | {CALL,'attempt':1,'state':'RINGING'}",
                "TurnHeard | turn_heard | {CALL,'attempt':1,'speaker':'AGENT','text':'hello','at':6}",
                "HangUpRequested | hang_up_requested | {CALL,'attempt':1}",
                "SlotReclaimed | slot_reclaimed | {CALL,'attempt':1,'why':'silence'}",
                "CallEnded | call_ended | {CALL,'attempt':1,'outcome':'COMPLETED','cause':'x','code':'200','talked':8}",
                "CallEnded | call_ended | {CALL,'attempt':0,'outcome':'EXPIRED','cause':'x','talked':0}",
                "LateReport | late_report | {CALL,'attempt':1,'report':'RINGING','carrier_call_id':'CA2'}",
                "LateReport | late_report | {CALL,'attempt':1,'report':'RINGING'}",
                "CampaignCreated | campaign_created | {'campaign':'spring',SETTINGS}",
                "CampaignChanged | campaign_changed | {'campaign':'spring',SETTINGS}",
                "CampaignStatusChanged | campaign_status_changed | {'campaign':'spring','from':'DRAFT','to':'RUNNING'}",
                "LimitsChanged | limits_changed | {'max_live':2147483647,'direct_floor':1,'account':'main'}",
                "LeadAdded | lead_added | {'lead':'l-1','user':'ursula','phone':'+15551234567','name':'Zoë'}",
                "LeadAdded | lead_added | {'lead':'l-1','user':'ursula','phone':'+15551234567'}",
                "LeadDialed | lead_dialed | {'lead':'l-1','user':'ursula','call':'00000000-0000-0005-0000-000000000006'}",
                "CallerJoined | caller_joined | {@CALLER,'queue':'q',@ARRIVAL,'key':1,'resumed':true}",
                "CallerInformed | caller_informed | {@CALLER,'queue':'q','position':1,'estimate':{'low_ns':1,'likely_ns':2,"
                        + "'high_ns':3},'rose':true,'callback_offered':true}",
                "CallerMoved | caller_moved | {@CALLER,'queue':'q','from':'p','key':1,'why':'x'}",
                "CallerEscalated | caller_escalated | {@CALLER,'queue':'q','failed':2}",
                "CallbackPromised | callback_promised | {@CALLER,'queue':'q','phone':'+15551234567','not_before':1,"
                        + "'promised_by':2}",
                "CallbackDialed | callback_dialed | {@CALLER,'queue':'q','agent':'ann',"
                        + "'call':'00000000-0000-0005-0000-000000000006','tries':1}",
                "CallbackMissed | callback_missed | {@CALLER,'queue':'q','why':'busy','not_before':1}",
                "CallbackOverdue | callback_overdue | {@CALLER,'queue':'q','promised_by':1}",
                "CallerConnected | caller_connected | {@CALLER,'queue':'q','agent':'ann','waited_ns':1}",
                "CallerLeft | caller_left | {@CALLER,'queue':'q','agent':'ann','reason':'CONNECTED','detail':'x',"
                        + "'waited_ns':1,'talked_ns':2}",
                "CallerLeft | caller_left | {@CALLER,'queue':'q','reason':'ABANDONED','detail':'','waited_ns':1,"
                        + "'talked_ns':0}",
                "OfferMade | offer_made | {@OFFER,@CALLER,'queue':'q','agents':['ann','bob'],'number':1,'deadline':2}",
                "OfferDeclined | offer_declined | {@OFFER,@CALLER,'agent':'ann','why':'x'}",
                "OfferAccepted | offer_accepted | {@OFFER,@CALLER,'agent':'ann'}",
                "OfferEnded | offer_ended | {@OFFER,@CALLER,'agents':['ann'],'state':'TIMED_OUT','why':'x'}",
                "AgentRegistered | agent_registered | {'agent':'ann','profile':{'name':'Ann','capacity':1,"
                        + "'queues':[{'queue':'q','tier':1,'order':2}],'skills':[{'skill':'french','level':3}],"
                        + "'device':'sip:ann@example.com'}}",
                "PresenceChanged | presence_changed | {'agent':'ann','presence':'AWAY','reason':'x'}",
                "AgentStateChanged | agent_state_changed | {'agent':'ann','state':'ON_CALL'}",
                "QueueChanged | queue_changed | {'queue':'q',@RULES}",
                "ArrivalRefused | arrival_refused | {'queue':'q','type':'vip','reason':'full'}",
                "AlertRaised | alert_raised | {'rule':'r','queue':'q','value':1.5,'bound':0.1}",
                "AlertRaised | alert_raised | {'rule':'r','value':'Infinity','bound':2.0}",
                "AlertCleared | alert_cleared | {'rule':'r','queue':'q','value':1.5}",
                "FeatureRolledBack | feature_rolled_back | {'feature':'callbacks','why':'x'}"
            })
    void stayAsTheyAre(String className, String type, String shortPayload) {
        String payload = shortPayload
                .replace("@CALLER", CALLER)
                .replace("@OFFER", OFFER)
                .replace("@ARRIVAL", ARRIVAL)
                .replace("@RULES", RULES)
                .replace("{CALL,", "{" + CALL + ",")
                .replace("SETTINGS", SETTINGS)
                .replace('\'', '"');

        Event event = EventCodec.read(type, payload);

        assertThat(event.getClass().getSimpleName()).isEqualTo(className);
        assertThat(EventCodec.type(event)).isEqualTo(type);
        assertThat(EventCodec.payload(event)).isEqualTo(payload);
    }

    @Test
    void coverEveryClassOfEvents() throws NoSuchMethodException {
        String[] lines = EventWordsTest.class
                .getDeclaredMethod("stayAsTheyAre", String.class, String.class, String.class)
                .getAnnotation(CsvSource.class)
                .value();
        Stream<String> listed = Arrays.stream(lines)
                .map(line -> line.substring(0, line.indexOf(' ')))
                .distinct();

        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(
                        EventCodecTest.everyClass().map(Class::getSimpleName).toList());
    }
}
