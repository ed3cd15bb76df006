package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.CallEvent.TurnHeard;
import io.callyard.event.Event;
import io.callyard.machine.CallChange;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.ConversationTurn;
import io.callyard.model.ConversationTurn.Speaker;
import io.callyard.spi.store.Changed;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Changes with a key that makes them happen once. */
@Tag("R0.5")
abstract class OnceContract extends StoreFixture {
    OnceContract(OutboundStoreContract opener) {
        super(opener);
    }

    private Call liveCall() {
        place(direct());
        return answer(claim());
    }

    private CallChange turn(String text) {
        return REPORTS.turn(1, null, new ConversationTurn(Speaker.CUSTOMER, text, clock.instant()));
    }

    private Changed hear(Call call, String key, String text) {
        return store.update(tenant, call.id(), key, turn(text)).orElseThrow();
    }

    private List<Event> turnsAfter(long seq) {
        return eventsAfter(seq).stream().filter(TurnHeard.class::isInstance).toList();
    }

    @Test
    void appliesAChangeOnceForEachKey() {
        Call call = liveCall();
        long before = store.lastSeq(tenant);

        assertThat(hear(call, "t1", "hello").isEffective()).isTrue();
        assertThat(hear(call, "t1", "hello").isEffective()).isFalse();
        assertThat(hear(call, "t2", "hello").isEffective()).isTrue();

        assertThat(turnsAfter(before)).hasSize(2);
    }

    @Test
    void answersARepetitionWithTheCallAsItStands() {
        Call call = liveCall();
        hear(call, "t1", "hello");

        Changed again = hear(call, "t1", "hello");

        assertThat(again.after()).isEqualTo(fresh(call));
        assertThat(again.events()).isEmpty();
    }

    @Test
    void keepsKeysOfDifferentCallsApart() {
        Call one = liveCall();
        Call other = liveCall();
        hear(one, "t1", "hello");

        assertThat(hear(other, "t1", "hello").isEffective()).isTrue();
    }

    @Test
    void appliesEveryChangeWithoutAKey() {
        Call call = liveCall();
        long before = store.lastSeq(tenant);

        update(call, turn("hello"));
        update(call, turn("hello"));

        assertThat(turnsAfter(before)).hasSize(2);
    }

    @Test
    void remembersAKeyWhileTheCallGoesOn() {
        place(direct());
        Call call = claim();
        store.update(tenant, call.id(), "k", REPORTS.started(1, null));
        answer(call);
        long before = store.lastSeq(tenant);

        assertThat(hear(call, "k", "hello").isEffective()).isFalse();

        assertThat(stateOf(call)).isEqualTo(CallState.IN_PROGRESS);
        assertThat(store.lastSeq(tenant)).isEqualTo(before);
    }

    @Test
    void appliesAChangeOnceThatComesSixteenTimesAtOnce() {
        for (int round = 0; round < 10; round++) {
            Call call = liveCall();
            long before = store.lastSeq(tenant);

            List<Changed> answers = Crowd.run(thread -> () ->
                    user(thread).update(tenant, call.id(), "t1", turn("hello")).orElseThrow());

            assertThat(answers).filteredOn(Changed::isEffective).hasSize(1);
            assertThat(turnsAfter(before)).hasSize(1);
        }
    }
}
