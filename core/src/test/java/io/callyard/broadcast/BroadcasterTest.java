package io.callyard.broadcast;

import static io.callyard.Yard.ACME;
import static io.callyard.Yard.GLOBEX;
import static io.callyard.Yard.SPRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.Yard;
import io.callyard.Yards;
import io.callyard.event.CallEvent;
import io.callyard.event.CampaignEvent;
import io.callyard.event.Event;
import io.callyard.event.LimitsChanged;
import io.callyard.event.LoggedEvent;
import io.callyard.memory.Retention;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.ConversationTurn;
import io.callyard.model.ConversationTurn.Speaker;
import io.callyard.model.Outcome;
import io.callyard.model.UserId;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every watcher hears everything it may see, once, in order, from where it left off. */
class BroadcasterTest {
    private static final UserId ADA = new UserId("ada");
    private static final UserId BOB = new UserId("bob");

    @RegisterExtension
    final Yards yards = new Yards();

    private final Yard yard = yards.open();

    @Test
    @Tag("R0.5")
    void tellsACallFromItsStartOverEveryTurnToItsEndAndTheQueueBesides() {
        Watcher watcher = watch(Room.of(ACME), 0);
        Call call = yard.placed(yard.direct());
        ConversationTurn said = new ConversationTurn(Speaker.CUSTOMER, "who is there?", yard.now());
        ConversationTurn answered = new ConversationTurn(Speaker.AGENT, "it is me", yard.now());

        yard.carrier.ringing(yard.order(call));
        yard.carrier.turn(yard.order(call), "1", said);
        yard.carrier.turn(yard.order(call), "2", answered);
        yard.advanceSeconds(42);
        yard.end(call);

        assertThat(watcher.events())
                .extracting(Event::getClass)
                .map(Class::getSimpleName)
                .containsExactly(
                        "LimitsChanged",
                        "CallQueued",
                        "CallReserved",
                        "CallStarted",
                        "CallStatusChanged",
                        "CallStatusChanged",
                        "TurnHeard",
                        "TurnHeard",
                        "CallEnded");
        assertThat(watcher.events())
                .contains(
                        new CallEvent.CallStarted(call.subject(), 1, call.carrierCallId()),
                        new CallEvent.CallStatusChanged(call.subject(), 1, CallState.RINGING),
                        new CallEvent.CallStatusChanged(call.subject(), 1, CallState.IN_PROGRESS),
                        new CallEvent.TurnHeard(call.subject(), 1, said),
                        new CallEvent.TurnHeard(call.subject(), 1, answered));
        CallEvent.CallEnded ended = (CallEvent.CallEnded) watcher.events().get(8);
        assertThat(ended.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(ended.talked()).isEqualTo(Duration.ofSeconds(42));
    }

    @Test
    @Tag("R0.5")
    void numbersAreGaplessAndEachNamesTheOneBefore() {
        Watcher watcher = watch(Room.of(ACME), 0);

        busyMinutes();

        assertThat(watcher.heard).hasSizeGreaterThan(30);
        assertThat(watcher.heard)
                .allSatisfy(delivery -> assertThat(delivery.previous())
                        .isEqualTo(delivery.event().seq() - 1));
        assertThat(watcher.numbers()).isEqualTo(upTo(yard.engine.broadcaster().lastSeq(ACME)));
    }

    @ParameterizedTest
    @Tag("R0.5")
    @ValueSource(longs = {0, 1, 7, 30})
    void resumesFromAnyNumber(long after) {
        busyMinutes();
        long last = yard.engine.broadcaster().lastSeq(ACME);

        Watcher watcher = watch(Room.of(ACME), after);

        assertThat(watcher.numbers()).isEqualTo(upTo(last).subList((int) after, (int) last));
        assertThat(watcher.heard.get(0).previous()).isEqualTo(after);
        yard.placed(yard.direct());
        assertThat(watcher.numbers()).contains(last + 1);
    }

    @Test
    void resumingAtTheEndHearsOnlyWhatComes() {
        busyMinutes();
        long last = yard.engine.broadcaster().lastSeq(ACME);

        Watcher watcher = watch(Room.of(ACME), last);
        assertThat(watcher.heard).isEmpty();
        yard.placed(yard.direct());

        assertThat(watcher.numbers()).startsWith(last + 1);
    }

    @Test
    void aNumberFromAnotherLogHasToResync() {
        busyMinutes();
        long last = yard.engine.broadcaster().lastSeq(ACME);

        Watcher watcher = watch(Room.of(ACME), last + 5_000);

        assertThat(watcher.resyncs).containsExactly(last);
        yard.placed(yard.direct());
        assertThat(watcher.numbers()).startsWith(last + 1);
        assertThat(watcher.heard.get(0).previous()).isEqualTo(last);
    }

    @Test
    void aLogThatNoLongerReachesBackHasToResync() {
        Yard forgetful =
                yards.with().retention(new Retention(Duration.ZERO, 1, 10, 100)).open();
        for (int i = 0; i < 10; i++) {
            forgetful.end(forgetful.placed(forgetful.direct()));
        }
        long last = forgetful.engine.broadcaster().lastSeq(ACME);
        Watcher watcher = new Watcher();

        forgetful.engine.broadcaster().subscribe(Room.of(ACME), 3, watcher);
        forgetful.run();

        assertThat(watcher.resyncs).containsExactly(last);
        assertThat(watcher.heard).isEmpty();
        forgetful.placed(forgetful.direct());
        assertThat(watcher.numbers()).startsWith(last + 1);
    }

    @Test
    @Tag("R0.5")
    void aUsersRoomShowsThatUsersCallsAndStillTellsThatNothingIsMissing() {
        Watcher ada = watch(Room.of(ACME, ADA), 0);
        Watcher bob = watch(Room.of(ACME, BOB), 0);
        Call hers = yard.placed(yard.direct().user(ADA));
        yard.placed(yard.direct());
        yard.end(hers);

        assertThat(ada.events()).allMatch(event -> ((CallEvent) event).subject().equals(hers.subject()));
        assertThat(ada.events()).hasSize(4);
        assertThat(bob.heard).isEmpty();
        long previous = 0;
        for (Delivery delivery : ada.heard) {
            assertThat(delivery.previous()).isEqualTo(previous);
            previous = delivery.event().seq();
        }
    }

    @Test
    void aUsersRoomShowsNeitherCampaignsNorLimits() {
        Room room = Room.of(ACME, ADA);
        yard.running(SPRING, 1, settings -> settings);

        assertThat(yard.log(ACME).stream().map(LoggedEvent::event))
                .filteredOn(event -> event instanceof LimitsChanged || event instanceof CampaignEvent)
                .hasSizeGreaterThan(2)
                .noneMatch(room::shows);
    }

    @Test
    void noRoomShowsAnotherTenantsEvents() {
        Watcher watcher = watch(Room.of(GLOBEX), 0);

        busyMinutes();

        assertThat(watcher.heard).isEmpty();
        yard.placed(yard.direct(GLOBEX));
        assertThat(watcher.heard)
                .isNotEmpty()
                .allMatch(delivery -> delivery.event().tenant().equals(GLOBEX));
    }

    private Watcher watch(Room room, long after) {
        Watcher watcher = new Watcher();
        yard.engine.broadcaster().subscribe(room, after, watcher);
        yard.run();
        return watcher;
    }

    private void busyMinutes() {
        List<Call> calls = yard.placed(10);
        calls.forEach(yard::end);
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
