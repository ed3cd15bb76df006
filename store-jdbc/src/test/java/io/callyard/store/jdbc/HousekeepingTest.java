package io.callyard.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.CallEvent.LateReport;
import io.callyard.event.LoggedEvent;
import io.callyard.machine.Transition;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallState;
import io.callyard.model.CallType;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignSettings;
import io.callyard.model.Outcome;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.Offer;
import io.callyard.spi.store.CallCounts;
import io.callyard.spi.store.Changed;
import io.callyard.spi.store.Intake;
import io.callyard.store.jdbc.faults.Hall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class HousekeepingTest {
    private static final Duration MICRO = Duration.ofNanos(1_000);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private Yard yard;

    private void open(Databases database, Retention retention) {
        yard = new Yard(database.source(), builder -> builder.retention(retention));
    }

    @AfterEach
    void leaveNoContradiction() {
        try {
            assertThat(yard.audit().findings()).isEmpty();
        } finally {
            yard.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void movesACallOnceItHasBeenOverForItsTime(Databases database) {
        open(database, Retention.DEFAULT);
        Call call = yard.cancel(yard.direct(null));
        Call waiting = yard.direct(null);

        yard.advance(MINUTE.minus(MICRO));
        assertThat(yard.store.tidyUp()).isZero();
        yard.advance(MICRO);
        assertThat(yard.store.tidyUp()).isEqualTo(1);

        assertThat(yard.count("{call}")).isEqualTo(1);
        assertThat(yard.store.find(yard.tenant, call.id())).contains(call);
        assertThat(yard.store.find(yard.tenant, waiting.id())).contains(waiting);
    }

    @ParameterizedTest
    @EnumSource
    void changesNothingThatAMovedCallIsAskedFor(Databases database) {
        open(database, Retention.DEFAULT);
        CampaignId campaign = yard.campaign(CampaignSettings.named("calls").withDelayBetween(Duration.ZERO));
        Call placed = yard.inCampaign(campaign, "key");
        Call call = yard.end(yard.claim(1).get(0));
        CallCounts counts = yard.store.counts(yard.tenant);
        yard.advance(MINUTE);
        var before = yard.store.campaign(yard.tenant, campaign).orElseThrow();

        yard.store.tidyUp();

        assertThat(yard.count("{past}")).isEqualTo(1);
        assertThat(yard.store.findAnywhere(call.id())).contains(call);
        assertThat(yard.store.findAtCarrier(yard.account, Yard.carrierId(call))).contains(call);
        assertThat(yard.store.counts(yard.tenant)).isEqualTo(counts);
        assertThat(yard.store.campaign(yard.tenant, campaign)).contains(before);
        assertThat(before.progress().outcomes()).containsEntry(Outcome.COMPLETED, 1L);
        Intake again = yard.takeIn(CallType.CAMPAIGN, campaign, "key");
        assertThat(again.isNew()).isFalse();
        assertThat(again.call()).isEqualTo(call);
        assertThat(again.call().id()).isEqualTo(placed.id());
    }

    @ParameterizedTest
    @EnumSource
    void answersAnUpdateOfAMovedCallAsBefore(Databases database) {
        open(database, Retention.DEFAULT);
        yard.direct(null);
        Call call = yard.end(yard.claim(1).get(0));
        yard.advance(MINUTE);
        yard.store.tidyUp();
        long seq = yard.store.lastSeq(yard.tenant);

        Changed changed = yard.started(call);

        assertThat(changed.after()).isEqualTo(call);
        assertThat(changed.isEffective()).isFalse();
        assertThat(yard.store.lastSeq(yard.tenant)).isEqualTo(seq);
    }

    /** What a carrier says too late changes even a call that is over: its id is kept. */
    @ParameterizedTest
    @EnumSource
    void notesALateReportOfAMovedCallOnce(Databases database) {
        open(database, Retention.DEFAULT);
        yard.direct(null);
        Call call = reclaimed(yard.claim(1).get(0));
        yard.advance(MINUTE);
        yard.store.tidyUp();
        long seq = yard.store.lastSeq(yard.tenant);

        yard.started(call);
        yard.started(call);

        assertThat(yard.store.read(yard.tenant, seq, 10))
                .extracting(LoggedEvent::event)
                .singleElement()
                .isInstanceOf(LateReport.class);
        assertThat(yard.store.findAtCarrier(yard.account, Yard.carrierId(call)))
                .hasValueSatisfying(found -> assertThat(found.carrierCallId()).isEqualTo(Yard.carrierId(call)));
    }

    private Call reclaimed(Call call) {
        return yard.store
                .update(call.tenant(), call.id(), null, Yard.MACHINE.reclaim(1, Outcome.UNKNOWN, "silence"))
                .orElseThrow()
                .after();
    }

    @ParameterizedTest
    @EnumSource
    void keepsWhoHasBeenCalledForEver(Databases database) {
        open(database, Retention.DEFAULT);
        CampaignId campaign =
                yard.campaign(CampaignSettings.named("calls").withMaxLive(9).withDelayBetween(Duration.ZERO));
        Call lead = yard.lead("key");
        Call inCampaign = yard.inCampaign(campaign, "key");
        Call direct = yard.direct("key");
        Call withoutKey = yard.inCampaign(campaign, null);
        assertThat(yard.endAll()).hasSize(4);
        CallCounts counts = yard.store.counts(yard.tenant);

        yard.advance(Duration.ofDays(90).minus(MICRO));
        yard.store.tidyUp();
        assertThat(yard.count("{past}")).isEqualTo(4);
        yard.advance(MICRO);
        yard.store.tidyUp();

        assertThat(yard.count("{past}")).isEqualTo(2);
        assertThat(yard.store.find(yard.tenant, direct.id())).isEmpty();
        assertThat(yard.store.find(yard.tenant, withoutKey.id())).isEmpty();
        assertThat(yard.store.counts(yard.tenant)).isEqualTo(counts);
        assertThat(yard.lead("key").id()).isEqualTo(lead.id());
        assertThat(yard.inCampaign(campaign, "key").id()).isEqualTo(inCampaign.id());
        Intake anew = yard.takeIn(CallType.DIRECT, null, "key");
        assertThat(anew.isNew()).isTrue();
        assertThat(anew.call().id()).isNotEqualTo(direct.id());
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheNewestEventsAndYoungOnes(Databases database) {
        open(database, Retention.DEFAULT.withEvents(Duration.ofHours(1), 5));
        yard.directs(20).forEach(yard::cancel);
        long old = yard.store.lastSeq(yard.tenant);
        yard.advance(Duration.ofHours(1).minus(MICRO));
        yard.store.tidyUp();
        assertThat(kept()).first().isEqualTo(1L);

        yard.advance(MICRO);
        yard.store.tidyUp();
        assertThat(kept()).hasSize(5).last().isEqualTo(old);

        List<Call> young = yard.directs(7);
        yard.store.tidyUp();
        assertThat(kept()).hasSize(young.size()).last().isEqualTo(old + young.size());
        assertThat(yard.store.lastSeq(yard.tenant)).isEqualTo(old + young.size());
        for (int i = 0; i < 5_000; i++) {
            yard.limit(1_000, 1 + i % 2);
        }
        yard.advance(Duration.ofHours(1));
        yard.store.tidyUp();
        assertThat(kept()).hasSize(5);
    }

    /** All that is kept, which must have no gap. */
    private List<Long> kept() {
        List<Long> seqs = yard.store.read(yard.tenant, 0, 10_000).stream()
                .map(LoggedEvent::seq)
                .toList();
        for (int i = 1; i < seqs.size(); i++) {
            assertThat(seqs.get(i)).isEqualTo(seqs.get(i - 1) + 1);
        }
        return seqs;
    }

    @ParameterizedTest
    @EnumSource
    void forgetsCarriersIdsButNotOfCallsThatGoOn(Databases database) {
        open(database, Retention.DEFAULT);
        yard.directs(2);
        List<Call> claimed = yard.claim(2);
        Call live = yard.started(claimed.get(0)).after();
        Call ended = yard.end(claimed.get(1));

        yard.advance(Duration.ofDays(7).minus(MICRO));
        yard.store.tidyUp();
        assertThat(yard.store.findAtCarrier(yard.account, Yard.carrierId(ended)))
                .contains(ended);
        yard.advance(MICRO);
        yard.store.tidyUp();

        assertThat(yard.store.findAtCarrier(yard.account, Yard.carrierId(ended)))
                .isEmpty();
        assertThat(yard.store.find(yard.tenant, ended.id())).contains(ended);
        assertThat(yard.store.findAtCarrier(yard.account, Yard.carrierId(live))).contains(live);
        yard.end(live);
    }

    @ParameterizedTest
    @EnumSource
    void forgetsWhichChangesAnEndedCallHadOnce(Databases database) {
        open(database, Retention.DEFAULT);
        yard.directs(2);
        for (Call call : yard.claim(2)) {
            yard.store.update(yard.tenant, call.id(), "once", Yard.REPORTS.started(1, Yard.carrierId(call)));
        }
        Call ended = yard.store.liveCalls(yard.tenant).get(0);
        yard.end(ended);
        yard.advance(MINUTE);

        yard.store.tidyUp();

        assertThat(yard.count("{once}")).isEqualTo(1);
        assertThat(yard.count("{once} WHERE call_id = '" + ended.id() + "'")).isZero();
        yard.store.liveCalls(yard.tenant).forEach(yard::end);
    }

    @ParameterizedTest
    @EnumSource
    void deletesEmptyBlocksOfALineButNotTheLastOne(Databases database) {
        open(database, Retention.DEFAULT);
        List<Call> calls = yard.directs(4_096 + 100);
        calls.subList(0, 4_100).forEach(yard::cancel);
        assertThat(yard.count("{line}")).isEqualTo(2);

        yard.store.tidyUp();

        assertThat(yard.count("{line}")).isEqualTo(1);
        Call last = calls.get(calls.size() - 1);
        assertThat(yard.store.situation(yard.tenant, last.id()).orElseThrow().position())
                .isEqualTo(96);
        calls.subList(4_100, calls.size()).forEach(yard::cancel);
        yard.store.tidyUp();
        assertThat(yard.count("{line}")).isEqualTo(1);
        yard.direct(null);
        assertThat(yard.count("{line} WHERE calls = 1")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void movesEachCallOnceWhenSeveralKeepHouse(Databases database) throws Exception {
        open(database, Retention.DEFAULT);
        List<Call> calls = yard.directs(3_000);
        calls.forEach(yard::cancel);
        yard.advance(MINUTE);

        List<Long> moved = atOnce(yard.store::tidyUp, yard.store::tidyUp, yard.store::tidyUp);
        yard.store.tidyUp();

        assertThat(moved).allSatisfy(rows -> assertThat(rows).isLessThanOrEqualTo(3_010));
        assertThat(yard.count("{call}")).isZero();
        assertThat(yard.count("{past}")).isEqualTo(3_000);
    }

    @ParameterizedTest
    @EnumSource
    void losesSightOfNoCallThatMoves(Databases database) throws Exception {
        open(database, Retention.DEFAULT);
        List<Call> calls = yard.directs(150);
        AtomicInteger moving = new AtomicInteger();

        List<Long> missed = atOnce(
                () -> {
                    try {
                        for (Call call : calls) {
                            yard.cancel(call);
                            yard.advance(MINUTE);
                            yard.store.tidyUp();
                            moving.incrementAndGet();
                        }
                    } finally {
                        moving.set(calls.size());
                    }
                    return 0L;
                },
                () -> missing(calls, moving),
                () -> missing(calls, moving));

        assertThat(missed).containsOnly(0L);
        assertThat(yard.count("{past}")).isEqualTo(calls.size());
    }

    private long missing(List<Call> calls, AtomicInteger moving) {
        long missing = 0;
        for (int i = moving.get(); i < calls.size(); i = moving.get()) {
            CallId id = calls.get(i).id();
            missing += yard.store.find(yard.tenant, id).isPresent() ? 0 : 1;
            missing += yard.store
                            .update(yard.tenant, id, null, (call, step) -> Transition.unchanged(call))
                            .isPresent()
                    ? 0
                    : 1;
        }
        return missing;
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }

    @ParameterizedTest
    @EnumSource
    void losesNoLateReportOfACallThatMoves(Databases database) throws Exception {
        open(database, Retention.DEFAULT);
        yard.directs(300);
        List<Call> calls = new ArrayList<>();
        yard.claim(300).forEach(call -> calls.add(reclaimed(call)));
        yard.advance(MINUTE);

        atOnce(
                () -> yard.store.tidyUp(),
                () -> {
                    calls.forEach(yard::started);
                    return 0L;
                },
                () -> {
                    reversed(calls).forEach(yard::started);
                    return 0L;
                });

        yard.advance(MINUTE);
        yard.store.tidyUp();
        assertThat(yard.count("{past}")).isEqualTo(300);
        assertThat(calls)
                .allSatisfy(call -> assertThat(
                                yard.store.findAnywhere(call.id()).orElseThrow().carrierCallId())
                        .isEqualTo(Yard.carrierId(call)));
        assertThat(yard.count("{event} WHERE type = 'late_report'")).isEqualTo(300);
    }

    @ParameterizedTest
    @EnumSource
    void claimsWhileCallsMove(Databases database) throws Exception {
        open(database, Retention.DEFAULT);
        yard.directs(3_000).forEach(yard::cancel);
        yard.advance(MINUTE);
        yard.directs(300);
        List<UUID> claimed = new ArrayList<>();

        atOnce(yard.store::tidyUp, () -> {
            for (List<Call> some = yard.claim(5); !some.isEmpty(); some = yard.claim(5)) {
                some.forEach(call -> claimed.add(call.id().value()));
                some.forEach(yard::end);
            }
            return 0L;
        });

        assertThat(claimed).hasSize(300).doesNotHaveDuplicates();
        assertThat(yard.count("{past}")).isEqualTo(3_000);
        assertThat(yard.store.counts(yard.tenant).of(CallType.DIRECT, CallState.ENDED))
                .isEqualTo(3_300);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("R4.12")
    void forgetsWhoHasLeftAndWhatIsOverAfterItsTime(Databases database) {
        open(database, Retention.DEFAULT.withGoneAge(Duration.ofHours(2)));
        Hall hall = new Hall(yard.store, yard.tenant).furnished(1);
        Caller gone = served(hall);
        Caller waiting = hall.arrive();
        Offer open = hall.match().orElseThrow();
        Caller last = hall.arrive();
        yard.advance(Duration.ofHours(2).minus(MICRO));

        yard.store.tidyUp();
        assertThat(yard.count("{caller}")).isEqualTo(3);
        assertThat(yard.count("{offer}")).isEqualTo(2);

        yard.advance(MICRO);
        assertThat(yard.store.tidyUp()).isEqualTo(2);

        assertThat(yard.store.callerAnywhere(gone.id())).isEmpty();
        assertThat(yard.store.callerAnywhere(waiting.id())).isPresent();
        assertThat(hall.line()).extracting(Caller::id).containsExactlyInAnyOrder(waiting.id(), last.id());
        assertThat(yard.store.offerAnywhere(open.id())).contains(open);
        assertThat(hall.connect(open)).as("before its deadline").isFalse();
        yard.store.onFloor(yard.tenant, Hall::clear);
    }

    private static Caller served(Hall hall) {
        Caller caller = hall.arrive();
        Offer offer = hall.match().orElseThrow();
        assertThat(hall.connect(offer) && hall.finish(caller.id())).isTrue();
        return caller;
    }

    @ParameterizedTest
    @EnumSource
    void forgetsMoreCallersThanOneBatch(Databases database) {
        open(database, Retention.DEFAULT);
        Hall hall = new Hall(yard.store, yard.tenant).furnished(1);
        yard.store.onFloor(yard.tenant, floor -> {
            for (int i = 0; i < 1_100; i++) {
                Hall.arrive(floor, new CallerId(new UUID(i, i)));
            }
            return true;
        });
        yard.store.onFloor(yard.tenant, Hall::clear);
        Caller waiting = hall.arrive();
        yard.advance(Duration.ofDays(30));

        assertThat(yard.store.tidyUp()).isEqualTo(1_100);

        assertThat(yard.count("{caller}")).isEqualTo(1);
        assertThat(hall.line()).containsExactly(waiting);
        yard.store.onFloor(yard.tenant, Hall::clear);
    }

    /** A step that has somebody in hand who is forgotten at that moment brings him back, whole. */
    @ParameterizedTest
    @EnumSource
    void losesNobodyWhomAStepHasInHand(Databases database) throws Exception {
        open(database, Retention.DEFAULT);
        Hall hall = new Hall(yard.store, yard.tenant).furnished(1);
        for (int round = 0; round < 20; round++) {
            Caller gone = served(hall);
            yard.advance(Duration.ofDays(30));

            atOnce(
                    () -> yard.store.onFloor(yard.tenant, floor -> {
                        floor.caller(gone.id()).ifPresent(floor::save);
                        return 0L;
                    }),
                    yard.store::tidyUp);

            yard.store
                    .callerAnywhere(gone.id())
                    .ifPresent(found -> assertThat(found.leaving()).isNotNull());
            yard.store.tidyUp();
            assertThat(yard.store.callerAnywhere(gone.id())).isEmpty();
        }
        yard.store.onFloor(yard.tenant, Hall::clear);
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static List<Long> atOnce(Callable<Long>... tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.length);
        try {
            List<Long> answers = new ArrayList<>();
            for (Future<Long> task : threads.invokeAll(List.of(tasks), 50, TimeUnit.SECONDS)) {
                answers.add(task.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource
    void tidiesUpByItselfALittleAtATime(Databases database) {
        open(database, Retention.DEFAULT);
        yard.directs(600).forEach(yard::cancel);
        yard.advance(MINUTE);

        yard.scheduler.advance(Duration.ofSeconds(4));
        assertThat(yard.count("{past}")).isZero();
        yard.scheduler.advance(Duration.ofSeconds(11));
        assertThat(yard.count("{past}")).isEqualTo(600);
    }

    @ParameterizedTest
    @EnumSource
    void doesTheOtherChoresIfOneFails(Databases database) {
        open(database, Retention.DEFAULT);
        yard.cancel(yard.direct(null));
        yard.advance(Duration.ofDays(90));
        yard.execute("ALTER TABLE {event} RENAME TO {:hidden}");

        yard.scheduler.advance(Duration.ofSeconds(15));

        assertThat(yard.count("{call}")).isZero();
        assertThat(yard.count("{past}")).isZero();
        yard.execute("ALTER TABLE {hidden} RENAME TO {:event}");
    }
}
