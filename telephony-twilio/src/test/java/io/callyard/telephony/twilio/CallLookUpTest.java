package io.callyard.telephony.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.FakeResponse;
import io.callyard.model.CarrierCallId;
import io.callyard.model.Outcome;
import io.callyard.spi.carrier.CarrierReport.Fact;
import io.callyard.spi.carrier.LookUp;
import io.callyard.spi.carrier.LookUpAnswer;
import io.callyard.spi.carrier.LookUpAnswer.Absent;
import io.callyard.spi.carrier.LookUpAnswer.Found;
import io.callyard.spi.carrier.LookUpAnswer.Proof;
import io.callyard.spi.carrier.LookUpAnswer.Unavailable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("R3.6")
class CallLookUpTest {
    private static final CarrierCallId ID = new CarrierCallId(Wire.SID);
    private static final String BASE = "/2010-04-01/Accounts/" + Bench.ACCOUNT;
    private static final String TAG = Bench.CALL + ".2";

    private final Bench bench = new Bench();

    private LookUpAnswer ask(@Nullable CarrierCallId id) {
        LookUp question = new LookUp(Bench.subject(), 2, id, bench.scheduler.instant());
        CompletableFuture<LookUpAnswer> answer = bench.driver.lookUp(question).toCompletableFuture();
        assertThat(answer).isCompleted();
        return answer.join();
    }

    /** A call in a list, made so many seconds after the attempt. */
    private static String call(char name, String direction, int second) {
        return "{\"sid\":\"CA" + String.valueOf(name).repeat(32) + "\",\"status\":\"completed\",\"direction\":\""
                + direction + "\",\"date_created\":\"Mon, 31 Dec 2029 23:59:" + (second + 60) + " +0000\"}";
    }

    private static String list(String... calls) {
        return "{\"calls\":[" + String.join(",", calls) + "],\"next_page_uri\":null}";
    }

    private static String events(String tag) {
        return "{\"events\":[{\"request\":{\"parameters\":{\"status_callback\":\"https:\\/\\/x?call=" + tag
                + "#rc=3\"}}}]}";
    }

    private List<String> paths() {
        return bench.wire.sent.stream()
                .map(sent -> sent.path().substring(BASE.length()))
                .toList();
    }

    @Test
    void aCallWhoseIdIsKnownIsFetched() {
        bench.wire.then(200, "{\"status\":\"completed\",\"answered_by\":\"machine_start\"}");

        assertThat(ask(ID)).isInstanceOfSatisfying(Found.class, found -> {
            assertThat(found.carrierCallId()).isEqualTo(ID);
            assertThat(((Fact.Ended) found.fact()).outcome()).isEqualTo(Outcome.MACHINE);
        });
        assertThat(paths()).containsExactly("/Calls/" + Wire.SID + ".json");
    }

    @ParameterizedTest
    @CsvSource({"queued, Started", "ringing, Ringing", "in-progress, Answered", "canceled, Ended"})
    void whereItStandsIsTold(String status, String fact) {
        bench.wire.then(200, "{\"status\":\"" + status + "\",\"answered_by\":null}");

        assertThat(((Found) ask(ID)).fact().getClass().getSimpleName()).isEqualTo(fact);
    }

    @Test
    void aCallThatIsNotThereIsWeaklyAbsent() {
        bench.wire.then(404, CallPlacingTest.error(404, 20404));

        assertThat(ask(ID)).isEqualTo(new Absent(Proof.WEAK));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"500|", "401|{}", "429|{}", "200|", "200|[]", "200|{}", "200|{\"status\":\"new\"}", "302|{}"})
    void whatIsNotAnAnswerSaysNothing(int status, String body) {
        bench.wire.then(status, body == null ? "" : body).then(status, body == null ? "" : body);

        assertThat(ask(ID)).isInstanceOf(Unavailable.class);
        assertThat(ask(null)).isInstanceOf(Unavailable.class);
    }

    @Test
    void aConnectionThatBreaksSaysNothing() {
        bench.wire.always(request -> CompletableFuture.failedStage(new IOException("broken")));

        assertThat(ask(ID)).isInstanceOf(Unavailable.class);
        assertThat(ask(null)).isInstanceOf(Unavailable.class);
    }

    @Test
    void withoutAnIdItIsFoundByItsTag() {
        bench.wire
                .then(200, list(call('a', "outbound-api", -2), call('b', "outbound-api", -4)))
                .then(200, events(Bench.CALL + ".21"))
                .then(200, events(TAG));

        assertThat(ask(null))
                .isInstanceOfSatisfying(
                        Found.class,
                        found -> assertThat(found.carrierCallId()).isEqualTo(new CarrierCallId("CA" + "b".repeat(32))));
        assertThat(paths())
                .containsExactly(
                        "/Calls.json",
                        "/Calls/CA" + "a".repeat(32) + "/Events.json",
                        "/Calls/CA" + "b".repeat(32) + "/Events.json");
        assertThat(bench.wire.sent.get(0).query()).isEqualTo("To=%2B15551234567&PageSize=50");
    }

    @Test
    void onlyCallsThatCanBeItAreLookedAt() {
        bench.wire.then(
                200,
                list(
                        call('a', "inbound", -1),
                        call('b', "outbound-dial", -1),
                        call('c', "outbound-api", -6),
                        "{\"sid\":\"../x\",\"direction\":\"outbound-api\"}",
                        "{}"));

        assertThat(ask(null)).isEqualTo(new Absent(Proof.WEAK));
        assertThat(paths()).hasSize(1);
    }

    @Test
    void aCallWithoutATimeIsLookedAt() {
        bench.wire
                .then(200, list("{\"sid\":\"" + Wire.SID + "\",\"status\":\"queued\",\"direction\":\"outbound-api\"}"))
                .then(200, events(TAG));

        assertThat(ask(null)).isEqualTo(new Found(ID, new Fact.Started()));
    }

    @Test
    void furtherPagesAreReadButOnlyOfTheSameAccount() {
        bench.wire
                .then(200, "{\"calls\":[],\"next_page_uri\":\"" + BASE + "/Calls.json?Page=1\"}")
                .then(200, list(call('a', "outbound-api", -1)))
                .then(200, "{\"events\":[],\"next_page_uri\":\"" + BASE + "/Calls/x/Events.json?Page=1\"}")
                .then(200, events(TAG));
        assertThat(ask(null)).isInstanceOf(Found.class);
        assertThat(bench.wire.sent.get(1).query()).isEqualTo("Page=1");

        for (String elsewhere :
                new String[] {"https://evil.example.com/", "/2010-04-01/Accounts/AC9/Calls.json", BASE + "/a b"}) {
            int before = bench.wire.sent.size();
            bench.wire.then(200, "{\"calls\":[],\"next_page_uri\":\"" + elsewhere + "\"}");
            assertThat(ask(null)).isInstanceOf(Unavailable.class);
            assertThat(bench.wire.sent).hasSize(before + 1);
        }
    }

    @Test
    void aListWithoutAnEndProvesNothing() {
        bench.wire.always(request -> Wire.done(
                FakeResponse.json(200, "{\"calls\":[],\"next_page_uri\":\"" + BASE + "/Calls.json?Page=1\"}")));

        assertThat(ask(null)).isInstanceOf(Unavailable.class);
        assertThat(bench.wire.sent).hasSize(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 404, 429})
    void withoutTheEventsNothingIsProven(int status) {
        bench.wire.then(200, list(call('a', "outbound-api", -1))).then(status, "");

        assertThat(ask(null)).isInstanceOf(Unavailable.class);
    }
}
