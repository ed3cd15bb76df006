package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferState;
import io.callyard.model.inbound.Presence;
import io.callyard.spi.store.FloorView;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Finding agents who could take a caller, and the offers that are made to them. */
@Tag("R4.4")
abstract class FloorAgentContract extends FloorFixture {
    FloorAgentContract(StoreContract opener) {
        super(opener);
    }

    /** Those whom the store names and who are indeed ready: it may name others too. */
    private List<Agent> ready() {
        return view(floor -> floor.readyAgents(MANY).stream()
                .filter(agent -> agent.isReadyAt(floor.now()))
                .toList());
    }

    @Test
    void namesReadyAgentsTheLongestIdleFirst() {
        Instant now = clock.instant();
        Agent third = save(agent("a").idleSince(now));
        Agent first = save(agent("c").idleSince(now.minusSeconds(9)));
        Agent second = save(agent("b").idleSince(now.minus(MICRO)));

        assertThat(ready()).containsExactly(first, second, third);
        assertThat(list(floor -> floor.readyAgents(2))).containsExactly(first, second);
    }

    @Test
    void namesEveryAgentWhoIsReadyAmongThoseWhoAreNot() {
        Agent ready = save(agent("ready"));
        save(agent("away").presence(Presence.AWAY));
        save(agent("offline").presence(Presence.OFFLINE));
        save(agent("busy").with(List.of(engagement(true))));
        save(agent("offered").with(List.of(engagement(false))));
        save(agent("resting").wrapUpUntil(clock.instant().plusSeconds(9)));
        Agent rested = save(agent("rested").wrapUpUntil(clock.instant()));
        Agent bot = save(agent("bot").capacity(3).with(List.of(engagement(true), engagement(false))));
        save(agent("full bot").capacity(2).with(List.of(engagement(true), engagement(true))));

        assertThat(ready()).containsExactlyInAnyOrder(ready, rested, bot);
    }

    @Test
    void namesAnAgentAgainWhenHeIsFreeOrBack() {
        Agent agent = save(agent("ann"));
        save(AgentSample.like(agent).with(List.of(engagement(true))));
        assertThat(ready()).isEmpty();

        save(AgentSample.like(agent).presence(Presence.AWAY));
        assertThat(ready()).isEmpty();

        Agent back = save(AgentSample.like(agent).idleSince(clock.instant().plus(MICRO)));
        assertThat(ready()).containsExactly(back);
    }

    @Test
    @Tag("R4.7")
    void namesAnAgentWhoseWorkAfterACallHasBeenEndedByTimeAlone() {
        Agent resting = save(agent("ann")
                .wrapUpUntil(clock.instant().plusSeconds(10))
                .idleSince(clock.instant().plusSeconds(10)));
        clock.advance(SECOND.multipliedBy(10).minus(MICRO));
        assertThat(ready()).isEmpty();

        clock.advance(MICRO);

        assertThat(ready()).containsExactly(resting);
        assertThat(store.<List<Agent>>onFloor(tenant, floor -> floor.readyAgents(MANY)))
                .containsExactly(resting);
    }

    @Test
    @Tag("R4.8")
    void listsOffersThatAreNotOverTheOldestFirst() {
        Caller caller = caller(SALES).build();
        Instant deadline = clock.instant().plusSeconds(60);
        Offer first = save(offer(caller, deadline));
        clock.advance(MICRO);
        Offer second = save(offer(caller, deadline.minusSeconds(30)));
        clock.advance(SECOND);
        Offer third = save(offer(caller, deadline.minusSeconds(45)));
        assertThat(view(FloorView::openOffers)).containsExactly(first, second, third);

        Offer accepted = save(as(second, OfferState.ACCEPTED));
        assertThat(view(FloorView::openOffers)).containsExactly(first, accepted, third);

        for (OfferState state : OfferState.values()) {
            Offer now = save(as(second, state));
            assertThat(view(FloorView::openOffers).contains(now))
                    .as("an offer that is %s", state)
                    .isEqualTo(state.isOpen());
        }
    }
}
