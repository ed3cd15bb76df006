package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.machine.CallMachine;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.spi.store.Store;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Looking after live calls of which nothing is heard. */
abstract class LeaseContract extends StoreFixture {
    private static final Duration LEASE = MACHINE.timeouts().lease();
    private static final Duration PUT_OFF = Duration.ofSeconds(7);

    LeaseContract(OutboundStoreContract opener) {
        super(opener);
    }

    /** The overdue calls of this test; what another has left behind is put off with them. */
    private List<CallId> overdue(Store at, int max) {
        return at.overdue(max, PUT_OFF).stream()
                .filter(call -> call.tenant().equals(tenant))
                .map(Call::id)
                .toList();
    }

    private List<CallId> overdue() {
        return overdue(store, 1_000);
    }

    @Test
    void takesACallAtTheInstantItsLeaseEnds() {
        place(direct());
        Call call = claim();

        clock.advance(LEASE.minus(MICRO));
        assertThat(overdue()).isEmpty();

        clock.advance(MICRO);
        assertThat(overdue()).containsExactly(call.id());
    }

    @Test
    void putsACallOffThatSomebodyTook() {
        place(direct());
        Call call = claim();
        clock.advance(LEASE);
        long before = store.lastSeq(tenant);
        overdue();

        assertThat(overdue()).isEmpty();
        assertThat(fresh(call).attentionAt()).isEqualTo(clock.instant().plus(PUT_OFF));
        assertThat(store.lastSeq(tenant)).as("nothing has happened").isEqualTo(before);
        clock.advance(PUT_OFF.minus(MICRO));
        assertThat(overdue()).isEmpty();
        clock.advance(MICRO);
        assertThat(overdue()).containsExactly(call.id());
    }

    @Test
    void takesTheLongestOverdueFirstAndNoMoreThanAskedFor() {
        Call[] calls = new Call[3];
        for (int i = 0; i < 3; i++) {
            place(direct());
            calls[i] = claim();
            clock.advance(SECOND);
        }
        update(calls[0], CallMachine.lookAgainIn(1, LEASE.plusSeconds(9)));
        clock.advance(LEASE.plusSeconds(9));

        assertThat(overdue(store, 2)).containsExactly(calls[1].id(), calls[2].id());
        assertThat(overdue(store, 2)).containsExactly(calls[0].id());
    }

    @Test
    void takesCallsInEveryLiveStateAtTheirTime() {
        place(5, this::direct);
        List<Call> live = claim(5);
        update(live.get(1), MACHINE.inDoubt(1, "no answer"));
        start(live.get(2));
        update(live.get(3), REPORTS.ringing(1, carrierId(live.get(3))));
        answer(live.get(4));

        clock.advance(MACHINE.timeouts().firstLookUp());
        assertThat(overdue()).containsExactly(live.get(1).id());
        clock.advance(Duration.ofDays(1));
        assertThat(overdue()).containsExactlyInAnyOrder(ids(live.toArray(Call[]::new)));
    }

    @Test
    void takesNoCallThatWaitsOrIsOver() {
        place(direct().priority(-1).expiresAt(clock.instant().plus(SECOND)));
        place(direct().priority(-1).scheduledFor(clock.instant().plus(SECOND)));
        place(3, this::direct);
        List<Call> live = claim(3);
        end(live.get(0));
        giveBack(live.get(1), SECOND);
        update(live.get(2), MACHINE.cancel("no"));
        end(live.get(2));
        clock.advance(Duration.ofDays(1));

        assertThat(overdue()).isEmpty();
    }

    @Test
    void letsOneUserLookAfterEachCall() {
        place(40, this::direct);
        assertThat(claim(40)).hasSize(40);
        clock.advance(LEASE);

        List<CallId> taken = Crowd.run(thread -> () -> overdue(user(thread), 3)).stream()
                .flatMap(List::stream)
                .toList();

        assertThat(taken).doesNotHaveDuplicates();
        assertThat(taken.size() + overdue().size()).isEqualTo(40);
    }
}
