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
                "LimitsChanged | limits_changed | {'max_live':2147483647,'direct_floor':1,'account':'main'}"
            })
    void stayAsTheyAre(String className, String type, String shortPayload) {
        String payload =
                shortPayload.replace("CALL", CALL).replace("SETTINGS", SETTINGS).replace('\'', '"');

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
