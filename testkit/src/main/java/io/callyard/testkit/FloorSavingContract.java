package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.Leaving;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferState;
import io.callyard.model.inbound.OverflowAction;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueBook;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.WaitRules;
import io.callyard.spi.store.FloorView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is saved is found again, as it was. */
@Tag("R4.10")
abstract class FloorSavingContract extends FloorFixture {
    private FullValues full = new FullValues(tenant, clock.instant());

    FloorSavingContract(StoreContract opener) {
        super(opener);
    }

    @BeforeEach
    void begin() {
        // Every instant has microseconds that are not zero.
        clock.advance(Duration.ofNanos(123_457_000));
        full = new FullValues(tenant, clock.instant());
    }

    /** Finds it in the step itself, in a reading, in another step, and as another user. */
    private <T> void assertKept(T value, Function<FloorView, Optional<T>> find) {
        assertThat(view(find)).contains(value);
        assertThat(store.<Optional<T>>onFloor(tenant, find::apply)).contains(value);
        assertThat(user(1).viewFloor(tenant, find)).contains(value);
    }

    private Caller keepsCaller(Caller caller) {
        Optional<Caller> within = store.onFloor(tenant, floor -> {
            floor.save(caller);
            return floor.caller(caller.id());
        });
        assertThat(within).contains(caller);
        assertKept(caller, floor -> floor.caller(caller.id()));
        assertThat(user(1).callerAnywhere(caller.id())).contains(caller);
        return caller;
    }

    private void keepsAgent(Agent agent) {
        change(floor -> floor.save(agent));
        assertKept(agent, floor -> floor.agent(agent.id()));
        assertThat(view(FloorView::agents)).contains(agent);
    }

    private void keepsOffer(Offer offer) {
        change(floor -> floor.save(offer));
        assertKept(offer, floor -> floor.offer(offer.id()));
        assertThat(user(1).offerAnywhere(offer.id())).contains(offer);
    }

    private void keepsQueue(QueueBook queue) {
        change(floor -> floor.save(queue));
        assertKept(queue, floor -> floor.queue(queue.id()));
        assertThat(view(FloorView::queues)).contains(queue);
    }

    @Test
    void keepsACallerWithAllThatHeCanHave() {
        CallerLine line = FullValues.line(uniqueName("line"));
        QueueId queue = new QueueId(FullValues.text(64));

        Caller caller = keepsCaller(full.caller(nextCallerId(tenant), queue, line, nextOfferId()));

        assertThat(user(1).callerOnLine(line.account(), line.call())).contains(caller);
    }

    @Test
    void keepsACallerOfWhomNothingIsKnown() {
        Caller caller = keepsCaller(caller(SALES).build());

        assertThat(Stream.of(
                        caller.arrival().line(),
                        caller.arrival().number(),
                        caller.callback(),
                        caller.agent(),
                        caller.connectedAt(),
                        caller.leaving(),
                        caller.attentionAt()))
                .containsOnlyNulls();
    }

    @Test
    void keepsEachStateOfACallerAndEachWayToLeave() {
        for (CallerState state : CallerState.values()) {
            keepsCaller(caller(SALES).state(state).build());
        }
        for (LeaveReason reason : LeaveReason.values()) {
            Caller gone = caller(SALES).left(clock.instant()).build();
            keepsCaller(new Caller(
                    gone.tenant(),
                    gone.id(),
                    gone.arrival(),
                    gone.features(),
                    gone.place(),
                    gone.state(),
                    gone.search(),
                    null,
                    null,
                    null,
                    gone.told(),
                    new Leaving(reason, "", clock.instant()),
                    gone.updatedAt(),
                    null));
        }
    }

    @Test
    void keepsAnAgentWithAllThatHeCanHave() {
        keepsAgent(full.agent(FullValues.agentId(3), nextCallerId(tenant), nextOfferId()));
    }

    @Test
    void keepsAnAgentWhoHasNothingToDo() {
        for (Presence presence : Presence.values()) {
            keepsAgent(agent(presence.name()).presence(presence).build());
        }
    }

    @Test
    void keepsAProgramThatTalksToAThousand() {
        keepsAgent(agent("bot")
                .capacity(1_000)
                .with(FullValues.listOf(1_000, number -> engagement(number % 2 == 0)))
                .build());
    }

    @Test
    void keepsAnOfferWithAllThatItCanHave() {
        keepsOffer(full.offer(nextOfferId(), new QueueId(FullValues.text(64)), nextCallerId(tenant)));
    }

    @Test
    void keepsEachStateOfAnOffer() {
        for (OfferState state : OfferState.values()) {
            keepsOffer(as(offer(caller(SALES).build(), clock.instant()), state));
        }
    }

    @Test
    void keepsAQueueWithAllThatItCanHave() {
        keepsQueue(FullQueues.queue(tenant, new QueueId(FullValues.text(64)), clock.instant()));
    }

    @Test
    void keepsAQueueWithNothingThatItNeedNotHave() {
        QueueBook queue = queue(tenant, SALES);

        keepsQueue(queue);

        assertThat(queue.settings().hours()).isNull();
        assertThat(queue.settings().callbacks().offeredFrom()).isNull();
        assertThat(queue.settings().waits().overflowTo()).isNull();
    }

    @Test
    void keepsEachOverflowActionOfAQueue() {
        for (OverflowAction action : OverflowAction.values()) {
            WaitRules waits = WaitRules.STANDARD.overflowing(action, SUPPORT);
            QueueBook queue = queue(tenant, SALES);
            keepsQueue(queue.with(queue.settings().with(waits)));
        }
    }

    @Test
    void putsWhatIsSavedInThePlaceOfWhatHadItsId() {
        Caller caller = save(caller(SALES).attentionAt(clock.instant()));
        Agent agent = save(agent("ann"));
        Offer offer = save(offer(caller, clock.instant()));
        QueueBook queue = queue(tenant, SALES);
        keepsQueue(queue);

        keepsCaller(
                CallerSample.like(caller).told(7).attentionAt(null).in(SUPPORT).build());
        keepsAgent(AgentSample.like(agent).talked().presence(Presence.AWAY).build());
        keepsOffer(as(offer, OfferState.TIMED_OUT));
        keepsQueue(FullQueues.queue(tenant, SALES, clock.instant()));

        assertThat(view(FloorView::agents)).hasSize(1);
        assertThat(view(FloorView::queues)).hasSize(1);
        assertThat(view(FloorView::openOffers)).isEmpty();
    }

    @Test
    void keepsTheLastOfSeveralSavesInOneStep() {
        Caller caller = caller(SALES).build();
        Caller last = CallerSample.like(caller).in(SUPPORT).told(3).build();
        change(floor -> {
            floor.save(caller);
            floor.save(
                    CallerSample.like(caller).state(CallerState.OFFERED).told(2).build());
            floor.save(last);
        });

        assertThat(find(floor -> floor.caller(caller.id()))).contains(last);
        assertThat(line(SALES)).isEmpty();
        assertThat(line(SUPPORT)).containsExactly(last);
    }

    @Test
    void findsNothingThatWasNeverSaved() {
        CallerId nobody = nextCallerId(tenant);

        assertThat(list(floor -> List.<Object>of(
                        floor.caller(nobody),
                        floor.agent(FullValues.agentId(1)),
                        floor.offer(nextOfferId()),
                        floor.queue(SALES))))
                .containsOnly(Optional.empty());
        assertThat(store.callerAnywhere(nobody)).isEmpty();
        assertThat(store.offerAnywhere(nextOfferId())).isEmpty();
    }

    @Test
    void namesQueuesAndAgentsInTheOrderOfTheirIds() {
        List<String> names = List.of("b", "a-1", "a", "B", "a 2", "10", "9", "a_1", "ab");
        change(floor -> names.forEach(name -> {
            floor.save(queue(tenant, new QueueId(name)));
            floor.save(agent(name).build());
        }));
        List<String> sorted = new ArrayList<>(names);
        sorted.sort(null);

        assertThat(view(FloorView::queues))
                .extracting(queue -> queue.id().value())
                .isEqualTo(sorted);
        assertThat(view(FloorView::agents))
                .extracting(agent -> agent.id().value())
                .isEqualTo(sorted);
    }
}
