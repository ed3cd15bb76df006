package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.CallEvent.CallEnded;
import io.callyard.event.CallEvent.HangUpRequested;
import io.callyard.event.CampaignEvent;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.CampaignId;
import io.callyard.model.Outcome;
import io.callyard.model.RetryPolicy;
import io.callyard.spi.store.Changed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Users who want different things of one call at once. */
abstract class RaceContract extends StoreFixture {
    private static final int ROUNDS = 25;

    RaceContract(OutboundStoreContract opener) {
        super(opener);
    }

    @Test
    void letsEitherACancellationOrAClaimWin() {
        for (int round = 0; round < ROUNDS; round++) {
            Call call = place(direct());

            List<String> winners = Crowd.run(thread -> () -> thread % 4 < 2 ? cancel(thread, call) : claimed(thread));

            assertThat(winners)
                    .as("round %s", round)
                    .filteredOn(won -> !won.isEmpty())
                    .hasSize(1);
            assertThat(stateOf(call)).isEqualTo(winners.contains("claimed") ? CallState.RESERVED : CallState.ENDED);
            store.update(tenant, call.id(), null, MACHINE.reclaim(1, Outcome.UNKNOWN, "next round"));
        }
    }

    private String cancel(int user, Call call) {
        Changed changed =
                user(user).update(tenant, call.id(), null, MACHINE.cancel("no")).orElseThrow();
        return changed.isEffective() ? "cancelled" : "";
    }

    private String claimed(int user) {
        return claim(user(user), 1).isEmpty() ? "" : "claimed";
    }

    @Test
    void letsOneOfManyEndingsWin() {
        for (int round = 0; round < ROUNDS; round++) {
            place(direct());
            Call call = start(claim());
            long before = store.lastSeq(tenant);

            List<Changed> answers = Crowd.run(thread -> () -> user(thread)
                    .update(
                            tenant,
                            call.id(),
                            null,
                            thread % 4 < 2
                                    ? ending(call, Outcome.COMPLETED, RetryPolicy.NONE)
                                    : MACHINE.reclaim(1, Outcome.UNKNOWN, "silence"))
                    .orElseThrow());

            assertThat(answers).filteredOn(Changed::isEffective).hasSize(1);
            assertThat(eventsAfter(before))
                    .filteredOn(CallEnded.class::isInstance)
                    .hasSize(1);
            assertThat(store.tenantUsage(tenant).live()).isZero();
        }
    }

    @Test
    void letsEitherAReturnOrAFactWin() {
        for (int round = 0; round < ROUNDS; round++) {
            limit(1);
            place(direct());
            Call call = claim();

            List<Changed> answers = Crowd.run(thread -> () -> user(thread)
                    .update(
                            tenant,
                            call.id(),
                            null,
                            thread % 4 < 2
                                    ? MACHINE.giveBack(1, "busy", Duration.ofHours(1))
                                    : REPORTS.started(1, carrierId(call)))
                    .orElseThrow());

            assertThat(stateOf(call)).isIn(CallState.QUEUED, CallState.DIALING);
            assertThat(answers)
                    .filteredOn(changed -> changed.before().state() == CallState.RESERVED
                            && changed.after().state() != CallState.RESERVED)
                    .hasSize(1);
            assertThat(store.tenantUsage(tenant).live()).isEqualTo(stateOf(call) == CallState.DIALING ? 1 : 0);
            update(call, MACHINE.reclaim(1, Outcome.UNKNOWN, "next round"));
            update(call, MACHINE.cancel("next round"));
        }
    }

    @Test
    void notesARequestToHangUpOnce() {
        place(direct());
        Call call = answer(claim());
        long before = store.lastSeq(tenant);

        Crowd.run(thread -> () -> user(thread).update(tenant, call.id(), null, MACHINE::requestHangUp));

        assertThat(eventsAfter(before)).containsExactly(new HangUpRequested(call.subject(), 1));
    }

    @Test
    void completesACampaignOnceWhenItsLastCallsEndTogether() {
        CampaignId campaign = running(noDelay(Crowd.SIZE));
        place(Crowd.SIZE, () -> from(campaign));
        List<Call> live = claim(Crowd.SIZE);
        assertThat(live).hasSize(Crowd.SIZE);
        long before = store.lastSeq(tenant);

        Crowd.run(thread -> () -> {
            Call call = live.get(thread);
            return user(thread).update(tenant, call.id(), null, ending(call, Outcome.BUSY, RetryPolicy.NONE));
        });

        assertThat(eventsAfter(before))
                .filteredOn(event -> event instanceof CampaignEvent)
                .hasSize(1);
        assertThat(campaign(campaign).progress().processed()).isEqualTo(Crowd.SIZE);
    }
}
