package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.callyard.machine.CampaignMachine;
import io.callyard.model.Call;
import io.callyard.model.CampaignId;
import io.callyard.model.NewCall;
import io.callyard.model.TenantId;
import io.callyard.spi.store.ClaimOrder;
import io.callyard.spi.store.StoreSignals;
import io.callyard.spi.store.StoreUnavailableException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A store as a whole: its clock, its signals, its end. */
abstract class LifecycleContract extends StoreFixture {
    /** Only a bug reaches it. */
    private static final Duration SOON = Duration.ofSeconds(3);

    LifecycleContract(OutboundStoreContract opener) {
        super(opener);
    }

    @Test
    void keepsInstantsToTheMicrosecond() {
        clock.advance(Duration.ofNanos(123_456_789));
        Call placed = place(direct());
        Call call = claim();

        assertThat(List.of(
                        placed.createdAt(),
                        call.updatedAt(),
                        fresh(call).createdAt(),
                        fresh(call).updatedAt()))
                .allMatch(instant -> instant.equals(instant.truncatedTo(ChronoUnit.MICROS)))
                .allMatch(instant ->
                        Duration.between(instant, clock.instant()).abs().compareTo(MICRO) < 0);
    }

    @Test
    void answersNothingOnceItIsClosed() {
        Call call = place(direct());
        CampaignId campaign = draft(noDelay(1));
        NewCall newCall = newCall(direct().build());
        closeStore();

        List<ThrowingCallable> uses = List.of(
                () -> store.place(tenant, List.of(newCall), MACHINE),
                () -> store.claim(new ClaimOrder(NODE, 1, Map.of(), MACHINE)),
                () -> store.update(tenant, call.id(), null, MACHINE.cancel("no")),
                () -> store.updateWaiting(tenant, campaign, 1, MACHINE.cancel("no")),
                () -> store.overdue(1, SECOND),
                () -> store.untilNextWork(Set.of()),
                () -> store.setSystemLimit(5),
                () -> store.createCampaign(tenant, new CampaignId("late"), noDelay(1)),
                () -> store.updateCampaign(tenant, campaign, CampaignMachine::start),
                () -> store.find(tenant, call.id()),
                () -> store.findAnywhere(uniqueCallId()),
                () -> store.situation(tenant, call.id()),
                () -> store.counts(tenant),
                () -> store.tenantUsage(tenant),
                () -> store.systemUsage(),
                () -> store.liveCalls(tenant),
                () -> store.read(tenant, 0, 1),
                () -> store.lastSeq(tenant));

        assertThat(uses)
                .allSatisfy(use -> assertThatExceptionOfType(StoreUnavailableException.class)
                        .isThrownBy(use));
    }

    @Test
    void mayBeClosedTwice() {
        closeStore();

        closeStore();
    }

    @Test
    @Tag("R1.8")
    void tellsOfWorkWhenACallCanGo() throws Exception {
        RecordingSignals signals = new RecordingSignals();
        try (AutoCloseable listening = store.onSignal(signals)) {
            assertThat(listening).isNotNull();

            place(direct());

            assertThat(signals.awaitWork(SOON)).isTrue();
        }
    }

    @Test
    @Tag("R1.8")
    void tellsOfWorkWhenASlotIsFree() throws Exception {
        limit(1);
        place(2, this::direct);
        Call live = start(claim());
        assertThat(claim(1)).isEmpty();
        RecordingSignals signals = new RecordingSignals();
        try (AutoCloseable listening = store.onSignal(signals)) {
            assertThat(listening).isNotNull();

            end(live);

            assertThat(signals.awaitWork(SOON)).isTrue();
        }
    }

    @Test
    void tellsOfWorkWhenALimitIsRaisedOrACampaignRuns() throws Exception {
        limit(0);
        place(direct());
        CampaignId campaign = draft(noDelay(1));
        place(from(campaign));
        assertThat(claim(1)).isEmpty();
        RecordingSignals signals = new RecordingSignals();
        try (AutoCloseable listening = store.onSignal(signals)) {
            assertThat(listening).isNotNull();
            limit(1);
            assertThat(signals.awaitWork(SOON)).isTrue();
            assertThat(claim(9)).hasSize(1);
            limit(2);
            assertThat(claim(9)).isEmpty();
            signals.forget();

            store.updateCampaign(tenant, campaign, CampaignMachine::start);

            assertThat(signals.awaitWork(SOON)).isTrue();
        }
    }

    @Test
    void tellsOfWorkWhenACampaignIsStoppedInWhichCallsWait() throws Exception {
        CampaignId campaign = draft(noDelay(1));
        place(from(campaign));
        assertThat(claim(1)).isEmpty();
        RecordingSignals signals = new RecordingSignals();
        try (AutoCloseable listening = store.onSignal(signals)) {
            assertThat(listening).isNotNull();

            store.updateCampaign(tenant, campaign, CampaignMachine::stop);

            assertThat(signals.awaitWork(SOON)).isTrue();
        }
    }

    @Test
    void tellsOfWorkThatComesSoonerThanWasTold() throws Exception {
        place(direct().scheduledFor(clock.instant().plusSeconds(60)));
        assertThat(claim(1)).isEmpty();
        store.untilNextWork(Set.of());
        RecordingSignals signals = new RecordingSignals();
        try (AutoCloseable listening = store.onSignal(signals)) {
            assertThat(listening).isNotNull();

            place(direct().scheduledFor(clock.instant().plusSeconds(59)));

            assertThat(signals.awaitWork(SOON)).isTrue();
        }
    }

    @Test
    @Tag("R0.5")
    void tellsWhoseLogHasGrown() throws Exception {
        RecordingSignals signals = new RecordingSignals();
        try (AutoCloseable listening = store.onSignal(signals)) {
            assertThat(listening).isNotNull();
            place(direct());
            assertThat(signals.awaitGrowth(tenant, SOON)).isTrue();
            signals.forget();

            claim();

            assertThat(signals.awaitGrowth(tenant, SOON)).isTrue();
        }
    }

    @Test
    void tellsOfChangesThatAnotherUserMakes() throws Exception {
        RecordingSignals signals = new RecordingSignals();
        try (AutoCloseable listening = store.onSignal(signals)) {
            assertThat(listening).isNotNull();

            takeIn(user(1), direct().build());

            assertThat(signals.awaitGrowth(tenant, SOON)).isTrue();
            assertThat(signals.awaitWork(SOON)).isTrue();
        }
    }

    @Test
    void tellsEveryListenerUntilItIsEnded() throws Exception {
        RecordingSignals ended = new RecordingSignals();
        RecordingSignals listening = new RecordingSignals();
        AutoCloseable first = store.onSignal(ended);
        AutoCloseable second = store.onSignal(listening);
        place(direct());
        assertThat(ended.awaitGrowth(tenant, SOON)).isTrue();
        assertThat(listening.awaitGrowth(tenant, SOON)).isTrue();
        first.close();
        ended.forget();
        listening.forget();

        TenantId other = newTenant(9);

        assertThat(listening.awaitGrowth(other, SOON)).isTrue();
        assertThat(ended.grown()).doesNotContain(other);
        second.close();
    }

    @Test
    @Tag("R0.6")
    void keepsAChangeOfWhichAListenerMakesAMess() throws Exception {
        StoreSignals failing = new StoreSignals() {
            @Override
            public void eventsAppended(TenantId grown) {
                throw new IllegalStateException("made to fail");
            }

            @Override
            public void workAvailable() {
                throw new IllegalStateException("made to fail");
            }
        };
        RecordingSignals sound = new RecordingSignals();
        long before = store.lastSeq(tenant);
        try (AutoCloseable first = store.onSignal(failing);
                AutoCloseable second = store.onSignal(sound)) {
            assertThat(first).isNotSameAs(second);

            Call call = place(direct());

            assertThat(store.find(tenant, call.id())).contains(call);
            assertThat(store.lastSeq(tenant)).isEqualTo(before + 1);
            assertThat(sound.awaitGrowth(tenant, SOON)).isTrue();
        }
    }

    @Test
    void tellsAfterTheChangeAndWithoutKeepingAnybodyOut() throws Exception {
        CompletableFuture<Long> seen = new CompletableFuture<>();
        long before = store.lastSeq(tenant);
        StoreSignals asksFromAnotherThread = new StoreSignals() {
            @Override
            public void eventsAppended(TenantId grown) {
                seen.complete(Crowd.ask(() -> store.lastSeq(tenant), SOON).orElse(-1L));
            }

            @Override
            public void workAvailable() {
                // Only the log is of interest here.
            }
        };
        try (AutoCloseable listening = store.onSignal(asksFromAnotherThread)) {
            assertThat(listening).isNotNull();

            place(direct());

            assertThat(seen.get(2 * SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo(before + 1);
        }
    }
}
