package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.CallEvent.CallEnded;
import io.callyard.event.CallEvent.CallQueued;
import io.callyard.event.CallEvent.CallReserved;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignStatus;
import io.callyard.model.Outcome;
import io.callyard.model.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What time does to calls that wait: held back, scheduled, given up. */
abstract class DueTimeContract extends StoreFixture {
    DueTimeContract(OutboundStoreContract opener) {
        super(opener);
    }

    private Instant in(Duration duration) {
        return clock.instant().plus(duration);
    }

    @Test
    void skipsAHeldCallUntilTheInstantItsHoldEnds() {
        Call held = place(direct());
        Call next = place(direct());
        claim();
        giveBack(fresh(held), SECOND);

        clock.advance(SECOND.minus(MICRO));
        assertThat(claim(5)).extracting(Call::id).containsExactly(next.id());

        clock.advance(MICRO);
        assertThat(claim().id()).isEqualTo(held.id());
    }

    @Test
    void bringsAHeldCallBackAtItsOldPlace() {
        Call held = place(direct());
        Call next = place(direct());
        claim();
        giveBack(fresh(held), SECOND);
        place(direct().priority(99));
        clock.advance(SECOND);

        assertThat(claim(2)).extracting(Call::id).containsExactly(ids(held, next));
        assertThat(fresh(held).position()).isEqualTo(held.position());
    }

    @Test
    void saysWhenAHoldHasEnded() {
        Call held = place(direct());
        giveBack(claim(), SECOND);
        clock.advance(SECOND);
        long before = store.lastSeq(tenant);

        claim();

        assertThat(eventsAfter(before)).element(0).isEqualTo(new CallQueued(held.subject(), 100, held.position()));
        assertThat(eventsAfter(before)).element(1).isInstanceOf(CallReserved.class);
    }

    @Test
    void endsAHoldEvenIfTheCallCannotGoYet() {
        Call held = place(direct());
        giveBack(claim(), SECOND);
        clock.advance(SECOND);
        limit(0);

        assertThat(claim(1)).isEmpty();

        assertThat(fresh(held).notBefore()).isNull();
    }

    @Test
    void bringsAScheduledCallIntoTheQueueAtItsInstant() {
        Call scheduled = place(direct().scheduledFor(in(SECOND)));

        clock.advance(SECOND.minus(MICRO));
        assertThat(claim(1)).isEmpty();

        clock.advance(MICRO);
        assertThat(claim().id()).isEqualTo(scheduled.id());
    }

    @Test
    void queuesAScheduledCallBehindThoseThatWereThereBefore() {
        Call scheduled = place(direct().scheduledFor(in(SECOND)));
        Call first = place(direct());
        clock.advance(SECOND);

        assertThat(claim(2)).extracting(Call::id).containsExactly(ids(first, scheduled));
        assertThat(fresh(scheduled).position()).isGreaterThan(first.position());
    }

    @Test
    void queuesAScheduledCallByItsPriority() {
        Call scheduled = place(direct().priority(101).scheduledFor(in(SECOND)));
        Call first = place(direct());
        clock.advance(SECOND);

        assertThat(claim(2)).extracting(Call::id).containsExactly(ids(scheduled, first));
    }

    @Test
    void triesACallAgainAfterTheDelayOfItsRetry() {
        RetryPolicy retry = RetryPolicy.NONE.with(Outcome.BUSY, 2, SECOND);
        place(direct());
        Call call = start(claim());

        update(call, ending(call, Outcome.BUSY, retry));
        assertThat(stateOf(call)).isEqualTo(CallState.SCHEDULED);

        clock.advance(SECOND.minus(MICRO));
        assertThat(claim(1)).isEmpty();

        clock.advance(MICRO);
        Call again = claim();
        assertThat(again.id()).isEqualTo(call.id());
        assertThat(again.attempts()).isEqualTo(2);
        assertThat(again.dialled()).isEqualTo(1);
    }

    @Test
    void claimsACallUntilTheInstantOfItsExpiry() {
        place(direct().expiresAt(in(SECOND)));

        clock.advance(SECOND.minus(MICRO));

        assertThat(claim(1)).hasSize(1);
    }

    @Test
    void givesACallUpAtTheInstantOfItsExpiry() {
        Call call = place(direct().expiresAt(in(SECOND)));
        clock.advance(SECOND);
        long before = store.lastSeq(tenant);

        assertThat(claim(1)).isEmpty();

        assertThat(fresh(call).outcome()).isEqualTo(Outcome.EXPIRED);
        assertThat(eventsAfter(before))
                .singleElement()
                .isInstanceOfSatisfying(
                        CallEnded.class, ended -> assertThat(ended.outcome()).isEqualTo(Outcome.EXPIRED));
    }

    @Test
    void givesCallsUpThatAreHeldBackOrThatCannotGo() {
        Call held = place(direct().expiresAt(in(SECOND)));
        giveBack(claim(), SECOND.multipliedBy(2));
        Call waiting = place(direct().expiresAt(in(SECOND)));
        limit(0);
        clock.advance(SECOND);

        claim(1);

        assertThat(fresh(held).outcome()).isEqualTo(Outcome.EXPIRED);
        assertThat(fresh(waiting).outcome()).isEqualTo(Outcome.EXPIRED);
    }

    @Test
    void givesUpACallThatComesBackAfterItsExpiry() {
        place(direct().expiresAt(in(SECOND)));
        Call call = claim();
        clock.advance(SECOND);

        giveBack(call, Duration.ZERO);

        assertThat(claim(1)).isEmpty();
        assertThat(fresh(call).outcome()).isEqualTo(Outcome.EXPIRED);
    }

    @Test
    void givesNoLiveCallUp() {
        place(direct().expiresAt(in(SECOND)));
        Call call = start(claim());
        clock.advance(SECOND);

        assertThat(claim(1)).isEmpty();

        assertThat(stateOf(call)).isEqualTo(CallState.DIALING);
    }

    @Test
    void completesACampaignWhoseLastCallExpires() {
        CampaignId campaign = running(noDelay(1));
        place(from(campaign).expiresAt(in(SECOND)));
        clock.advance(SECOND);

        claim(1);

        assertThat(campaign(campaign).status()).isEqualTo(CampaignStatus.COMPLETED);
        assertThat(campaign(campaign).progress().outcomes()).containsEntry(Outcome.EXPIRED, 1L);
    }

    @Test
    @Tag("R0.1")
    void neverQueuesACallAgainBecauseItsLeaseRanOut() {
        place(direct());
        Call call = claim();
        clock.advance(MACHINE.timeouts().lease().multipliedBy(100));

        assertThat(claim(5)).isEmpty();

        assertThat(stateOf(call)).isIn(CallState.RESERVED, CallState.UNKNOWN);
        assertThat(store.tenantUsage(tenant).live()).isEqualTo(1);
    }
}
