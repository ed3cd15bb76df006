package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.CallEvent;
import io.callyard.event.CallEvent.CallEnded;
import io.callyard.event.CallEvent.CallReserved;
import io.callyard.event.CallEvent.CallReturned;
import io.callyard.event.LoggedEvent;
import io.callyard.model.AccountLimits;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallRequest;
import io.callyard.model.CallType;
import io.callyard.model.CampaignId;
import io.callyard.model.Outcome;
import io.callyard.model.RetryPolicy;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.spi.store.CallCounts;
import io.callyard.spi.store.CallSituation;
import io.callyard.spi.store.Store;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Limits against sixteen threads, half of them beside a second user of the store. */
@Tag("R1.1")
abstract class ContentionContract extends StoreFixture {
    private static final int ROUNDS = 15;

    ContentionContract(OutboundStoreContract opener) {
        super(opener);
    }

    /**
     * Lets all threads claim at once, again and again, while nothing ends in between: the number of
     * slots given away is then exactly the limit.
     */
    private void assertGrantsExactly(int limit) {
        for (int round = 0; round < ROUNDS; round++) {
            List<Call> raced = Crowd.run(thread -> () -> claim(user(thread), 1)).stream()
                    .flatMap(List::stream)
                    .toList();
            List<Call> afterwards = claim(99);

            assertThat(raced).as("round %s", round).hasSizeLessThanOrEqualTo(limit);
            assertThat(raced.size() + afterwards.size()).as("round %s", round).isEqualTo(limit);
            raced.forEach(this::giveBackOrEnd);
            afterwards.forEach(this::giveBackOrEnd);
        }
    }

    private void giveBackOrEnd(Call call) {
        if (call.attempts() % 2 == 1) {
            giveBack(call, Duration.ZERO);
        } else {
            end(call);
        }
    }

    /** Lets all threads claim and finish calls until none is left, and watches how many are live. */
    private void assertNeverAbove(int limit, int calls) {
        AtomicInteger live = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        Crowd.run(thread -> () -> {
            Store user = user(thread);
            while (ended.get() < calls) {
                for (Call call : claim(user, 1 + thread % 3)) {
                    most.accumulateAndGet(live.incrementAndGet(), Math::max);
                    boolean over = call.attempts() > 1;
                    live.decrementAndGet();
                    user.update(
                            call.tenant(),
                            call.id(),
                            null,
                            over
                                    ? ending(call, Outcome.COMPLETED, RetryPolicy.NONE)
                                    : MACHINE.giveBack(call.attempts(), "again", Duration.ZERO));
                    ended.addAndGet(over ? 1 : 0);
                }
            }
            return true;
        });

        assertThat(most.get()).isLessThanOrEqualTo(limit);
        assertThat(ended.get()).isEqualTo(calls);
        assertThat(claim(99)).isEmpty();
    }

    /** Counts a tenant's live calls after each event, from the events alone. */
    private int mostLiveByEvents(TenantId id) {
        Set<CallId> live = new HashSet<>();
        int most = 0;
        for (LoggedEvent logged : eventsOf(id)) {
            if (logged.event() instanceof CallReserved reserved) {
                assertThat(live.add(reserved.subject().id()))
                        .as("a second slot at %s", logged.seq())
                        .isTrue();
            } else if (logged.event() instanceof CallReturned || logged.event() instanceof CallEnded) {
                live.remove(((CallEvent) logged.event()).subject().id());
            }
            most = Math.max(most, live.size());
        }
        assertThat(live).as("calls that never ended").isEmpty();
        return most;
    }

    @Test
    void givesATenantNoSlotMoreThanItsLimit() {
        limit(2);
        place(40, this::direct);

        assertGrantsExactly(2);
        assertThat(mostLiveByEvents(tenant)).isEqualTo(2);
    }

    @Test
    void staysWithinATenantsLimitWhileCallsComeAndGo() {
        limit(2);
        place(100, this::direct);

        assertNeverAbove(2, 100);
        assertThat(mostLiveByEvents(tenant)).isLessThanOrEqualTo(2);
        assertThat(store.tenantUsage(tenant).live()).isZero();
    }

    @Test
    void givesAnAccountNoSlotMoreThanItsLimit() {
        store.setAccountLimits(account, new AccountLimits(3, Double.POSITIVE_INFINITY));
        IntStream.range(0, 4)
                .mapToObj(i -> newTenant(9))
                .toList()
                .forEach(id -> place(15, () -> CallRequest.direct(id, number())));

        assertGrantsExactly(3);
        assertThat(store.accountUsage(account).live()).isZero();
    }

    @Test
    void givesTheSystemNoSlotMoreThanItsLimit() {
        store.setSystemLimit(store.systemUsage().live() + 3);
        IntStream.range(0, 4).mapToObj(i -> newTenant(9)).toList().forEach(id -> {
            store.setTenantLimits(id, new TenantLimits(9, 0, newAccount(AccountLimits.NONE)));
            place(15, () -> CallRequest.direct(id, number()));
        });

        assertGrantsExactly(3);
    }

    @Test
    @Tag("R0.1")
    void givesACampaignNoSlotMoreThanItsLimit() {
        CampaignId campaign = running(noDelay(2));
        place(40, () -> from(campaign));

        assertGrantsExactly(2);
        assertThat(campaign(campaign).progress().live()).isZero();
    }

    @Test
    void startsNoCallMoreThanThePaceOfAnAccountAllows() {
        store.setAccountLimits(account, new AccountLimits(1_000, 1));
        IntStream.range(0, 4)
                .mapToObj(i -> newTenant(99))
                .toList()
                .forEach(id -> place(15, () -> CallRequest.direct(id, number())));

        for (int second = 0; second < ROUNDS; second++) {
            List<List<Call>> claimed = Crowd.run(thread -> () -> claim(user(thread), 2));
            int afterwards = claim(2).size();

            assertThat(claimed.stream().mapToInt(List::size).sum() + afterwards)
                    .as("calls started in second %s", second)
                    .isEqualTo(1);
            clock.advance(SECOND);
        }
    }

    @Test
    void keepsTheFloorForDirectCallsFree() {
        store.setTenantLimits(tenant, new TenantLimits(4, 1, account));
        CampaignId campaign = running(noDelay(99));
        place(40, () -> from(campaign));

        assertGrantsExactly(3);
    }

    @Test
    void claimsEachCallOnce() {
        place(200, this::direct);

        List<Call> claimed = Crowd.run(thread -> () -> claim(user(thread), 1 + thread % 4)).stream()
                .flatMap(List::stream)
                .toList();
        List<Call> rest = claim(200);

        assertThat(Stream.concat(claimed.stream(), rest.stream()).map(Call::id))
                .hasSize(200)
                .doesNotHaveDuplicates();
    }

    @Test
    void showsTheCallsOfOneInstantToAReader() {
        limit(3);
        place(30, this::direct);
        Call watched = place(direct().priority(-1));
        AtomicInteger working = new AtomicInteger(Crowd.SIZE - 1);

        Crowd.run(thread -> () -> {
            if (thread == 0) {
                while (working.get() > 0) {
                    assertAddsUp(store.counts(tenant), 31);
                    CallSituation situation =
                            store.situation(tenant, watched.id()).orElseThrow();
                    assertThat(situation.position()).isEqualTo(situation.totalInQueue());
                    assertThat(situation.position() + situation.tenant().live()).isEqualTo(31);
                }
            } else {
                for (int i = 0; i < 8; i++) {
                    claim(user(thread), 1).forEach(call -> giveBack(call, Duration.ZERO));
                }
                working.decrementAndGet();
            }
            return true;
        });
    }

    private static void assertAddsUp(CallCounts counts, long total) {
        assertThat(counts.queued() + counts.live(CallType.DIRECT)).isEqualTo(total);
        assertThat(counts.live(CallType.DIRECT)).isLessThanOrEqualTo(3);
    }
}
