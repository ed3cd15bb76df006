package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.callyard.model.TenantId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What time does on a floor, by the store's clock. */
@Tag("R4.7")
abstract class FloorTimeContract extends FloorFixture {
    private static final Duration NINE = Duration.ofSeconds(9);

    FloorTimeContract(StoreContract opener) {
        super(opener);
    }

    @BeforeEach
    void assumeThatNothingElseIsDue() {
        assumeThat(store.untilNextDueFloor())
                .as("what others have left in the store")
                .isEmpty();
    }

    private Instant in(Duration time) {
        return clock.instant().plus(time);
    }

    private List<Caller> dueCallers() {
        return list(floor -> floor.dueCallers(MANY));
    }

    private List<Agent> dueAgents() {
        return list(floor -> floor.dueAgents(MANY));
    }

    /** Asserts that something is due on the tenant's floor in nine seconds, and not a microsecond before. */
    private void assertDueInNineSeconds() {
        assertThat(store.untilNextDueFloor()).contains(NINE);
        assertThat(store.dueFloors(9)).isEmpty();
        clock.advance(NINE.minus(MICRO));
        assertThat(store.untilNextDueFloor()).contains(MICRO);
        assertThat(store.dueFloors(9)).isEmpty();
        clock.advance(MICRO);
        assertThat(store.untilNextDueFloor()).contains(Duration.ZERO);
        assertThat(store.dueFloors(9)).containsExactly(tenant);
        clock.advance(SECOND);
        assertThat(store.untilNextDueFloor()).contains(Duration.ZERO);
        assertThat(store.dueFloors(9)).containsExactly(tenant);
    }

    private void assertNeverDue() {
        assertThat(store.dueFloors(9)).isEmpty();
        assertThat(store.untilNextDueFloor()).isEmpty();
    }

    @Test
    void isDueWhenACallerIs() {
        Caller caller = save(caller(SALES).attentionAt(in(NINE)));
        save(caller(SALES).attentionAt(in(NINE.plusSeconds(5))));
        assertDueInNineSeconds();

        assertThat(dueCallers()).containsExactly(caller);
    }

    @Test
    @Tag("R4.12")
    void isDueWhenAnAgentIs() {
        Agent agent = save(agent("ann").attentionAt(in(NINE)));
        save(agent("bob").attentionAt(in(NINE.plusSeconds(5))));
        save(agent("cid"));
        assertDueInNineSeconds();

        assertThat(dueAgents()).containsExactly(agent);
    }

    @Test
    @Tag("R4.8")
    void isDueAtTheDeadlineOfAnOffer() {
        Caller caller = caller(SALES).build();
        Offer offer = save(offer(caller, in(NINE)));
        Offer other = save(offer(caller, in(NINE.plusSeconds(5))));
        save(as(offer(caller, in(SECOND)), OfferState.REJECTED));
        assertDueInNineSeconds();
        assertThat(dueCallers()).isEmpty();
        assertThat(dueAgents()).isEmpty();

        Offer accepted = new Offer(
                tenant,
                offer.id(),
                SALES,
                offer.caller(),
                1,
                OfferState.ACCEPTED,
                List.of(),
                offer.madeAt(),
                in(NINE),
                offer.decision(),
                "",
                null);
        save(accepted);
        assertThat(store.untilNextDueFloor()).as("another offer").contains(Duration.ofSeconds(4));
        save(as(other, OfferState.TIMED_OUT));
        assertThat(store.untilNextDueFloor()).as("one that was accepted").contains(NINE);
    }

    @Test
    void isDueNoMoreWhenThatIsOver() {
        Caller caller = save(caller(SALES).attentionAt(clock.instant()));
        Agent agent = save(agent("ann").attentionAt(clock.instant()));
        Offer offer = save(offer(caller, clock.instant()));
        assertThat(store.dueFloors(9)).containsExactly(tenant);

        save(CallerSample.like(caller).attentionAt(null));
        assertThat(dueCallers()).isEmpty();
        assertThat(store.dueFloors(9)).containsExactly(tenant);
        save(AgentSample.like(agent).attentionAt(in(NINE)));
        assertThat(dueAgents()).isEmpty();
        assertThat(store.dueFloors(9)).as("for the offer").containsExactly(tenant);
        save(as(offer, OfferState.TIMED_OUT));

        assertThat(store.dueFloors(9)).isEmpty();
        assertThat(store.untilNextDueFloor()).contains(NINE);
        save(AgentSample.like(agent).attentionAt(null));
        assertNeverDue();
    }

    @Test
    void isDueSoonerWhenSomethingComesNearer() {
        Caller caller = save(caller(SALES).attentionAt(in(NINE.multipliedBy(2))));
        assertThat(store.untilNextDueFloor()).contains(NINE.multipliedBy(2));

        save(CallerSample.like(caller).attentionAt(in(NINE)));

        assertDueInNineSeconds();
    }

    @Test
    void isNeverDueForThoseWhomTimeDoesNothingTo() {
        Caller caller = save(caller(SALES));
        save(agent("ann"));
        save(as(offer(caller, clock.instant()), OfferState.CONNECTED));
        change(floor -> floor.save(queue(tenant, SALES)));

        assertNeverDue();
    }

    @Test
    void isNotDueForAStepThatFailed() {
        try {
            change(floor -> {
                floor.save(caller(SALES).attentionAt(in(NINE)).build());
                floor.save(agent("ann").attentionAt(in(NINE)).build());
                floor.save(offer(caller(SALES).build(), in(NINE)));
                throw new IllegalStateException("made to fail");
            });
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("made to fail");
        }

        assertNeverDue();
    }

    @Test
    void namesDueCallersOfAnyStateTheLongestOverdueFirst() {
        Instant now = clock.instant();
        Caller third = save(caller(SALES).attentionAt(now).key(now.minusSeconds(99)));
        Caller first = save(caller(SUPPORT).state(CallerState.CONNECTED).attentionAt(now.minusSeconds(2)));
        Caller second = save(caller(SALES).state(CallerState.DIALING).attentionAt(now.minus(MICRO)));
        save(caller(SALES).attentionAt(now.plus(MICRO)));
        save(caller(SALES));

        assertThat(dueCallers()).containsExactly(first, second, third);
        assertThat(list(floor -> floor.dueCallers(2))).containsExactly(first, second);
    }

    @Test
    @Tag("R4.1")
    void namesDueAgentsWhateverTheyDo() {
        Instant now = clock.instant();
        Agent busy = save(agent("busy").with(List.of(engagement(true))).attentionAt(now));
        Agent resting = save(agent("resting").wrapUpUntil(now).attentionAt(now.minusSeconds(1)));
        save(agent("later").attentionAt(now.plus(MICRO)));
        save(agent("never"));

        assertThat(dueAgents()).containsExactlyInAnyOrder(busy, resting);
        assertThat(list(floor -> floor.dueAgents(1))).hasSize(1);
    }

    @Test
    void namesTheFloorThatIsLongestOverdueFirst() {
        // Later ones are overdue for longer: neither the order of their names nor that of the saves is right.
        TenantId second = newTenant(1);
        TenantId first = newTenant(1);
        TenantId later = newTenant(1);
        Instant now = clock.instant();
        save(callerOf(tenant, SALES).attentionAt(now));
        save(AgentSample.of(first, "ann", SALES, now).attentionAt(now.minusSeconds(2)));
        save(callerOf(first, SALES).attentionAt(now));
        save(offer(callerOf(second, SALES).build(), now.minusSeconds(1)));
        save(callerOf(later, SALES).attentionAt(now.plus(MICRO)));

        assertThat(store.dueFloors(9)).containsExactly(first, second, tenant);
        assertThat(store.dueFloors(2)).containsExactly(first, second);
        assertThat(user(1).dueFloors(9)).containsExactly(first, second, tenant);
    }

    @Test
    void isNotWorkForOutboundCalls() {
        save(caller(SALES).attentionAt(clock.instant()));

        assertThat(claim(9)).isEmpty();
        assertThat(store.untilNextWork(Set.of())).isEqualTo(Optional.empty());
        assertThat(store.overdue(9, SECOND)).isEmpty();
    }
}
