package io.callyard.inbound;

import static io.callyard.inbound.Hall.ACME;
import static io.callyard.inbound.Hall.SUPPORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callyard.agent.UnknownAgentException;
import io.callyard.event.CallerEvent.CallerEscalated;
import io.callyard.event.OfferEvent.OfferEnded;
import io.callyard.event.OfferEvent.OfferMade;
import io.callyard.model.AgentId;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.DeviceState;
import io.callyard.model.inbound.Membership;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferState;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.Skills;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OffersTest {
    private final Hall hall = new Hall();

    @Test
    @Tag("R4.8")
    void aMissedOfferGoesToTheNextAgentAndTheCallerKeepsHisPlace() {
        AgentId ann = hall.agent("ann");
        AgentId bob = hall.agent("bob");
        CallerId caller = hall.arrives();
        assertThat(hall.offerOf(caller).ringing()).containsExactly(ann);

        hall.advanceSeconds(15);

        assertThat(hall.offerOf(caller).ringing()).containsExactly(bob);
        assertThat(hall.find(caller).search().failed()).isEqualTo(1);
        assertThat(hall.queue.place(ACME, caller).orElseThrow().position()).isEqualTo(1);
        assertThat(hall.events(OfferEnded.class))
                .singleElement()
                .satisfies(ended -> assertThat(ended.state()).isEqualTo(OfferState.TIMED_OUT));
    }

    @Test
    @Tag("R4.8")
    void afterTwoFailuresItIsEscalatedAndAfterThreeHandedOn() {
        hall.agent("ann");
        CallerId caller = hall.arrives();

        hall.advanceSeconds(15);
        assertThat(hall.events(CallerEscalated.class)).isEmpty();
        hall.advanceSeconds(15);
        assertThat(hall.events(CallerEscalated.class)).hasSize(1);
        hall.advanceSeconds(15);

        assertThat(hall.events(OfferMade.class)).hasSize(3);
        // The overflow action is a callback.
        assertThat(hall.find(caller).callback()).isNotNull();
        assertThat(hall.agents
                        .find(ACME, new AgentId("ann"))
                        .orElseThrow()
                        .agent()
                        .presence())
                .isEqualTo(Presence.AWAY);
        assertThat(hall.audit().violations()).isEmpty();
    }

    @Test
    void ofTwoWhoAcceptOneWins() {
        hall.define(rules -> rules.routedBy("ring_all"));
        AgentId ann = hall.agent("ann");
        AgentId bob = hall.agent("bob");
        CallerId caller = hall.arrives();
        Offer offer = hall.offerOf(caller);
        assertThat(offer.ringing()).containsExactlyInAnyOrder(ann, bob);

        assertThat(hall.agents.accept(ACME, offer.id(), bob)).isTrue();
        assertThat(hall.agents.accept(ACME, offer.id(), ann)).isFalse();

        assertThat(hall.offerOf(caller).winner()).isEqualTo(bob);
        assertThat(hall.agents.find(ACME, ann).orElseThrow().agent().engagements())
                .isEmpty();
        assertThat(hall.audit().violations()).isEmpty();
    }

    @Test
    void whoHangsUpWhileItRingsStopsTheRingingAndCostsTheAgentNothing() {
        AgentId ann = hall.agent("ann");
        CallerId caller = hall.arrives();
        Offer offer = hall.offerOf(caller);

        hall.queue.hungUp(ACME, caller);

        assertThat(hall.agents.accept(ACME, offer.id(), ann)).isFalse();
        assertThat(hall.agents.offer(ACME, offer.id()).orElseThrow().state()).isEqualTo(OfferState.RESCINDED);
        assertThat(hall.agents.find(ACME, ann).orElseThrow().agent().history().missedInARow())
                .isZero();
        CallerId next = hall.arrives();
        assertThat(hall.stateOf(next)).isEqualTo(CallerState.OFFERED);
    }

    @Test
    @Tag("R4.1")
    void anAgentWhoIsNotHeardOfGetsNoCallersAndIsSwept() {
        AgentId ann = hall.agent("ann");
        hall.loseNetwork(ann);
        hall.advanceSeconds(89);
        assertThat(hall.agents.find(ACME, ann).orElseThrow().agent().presence()).isEqualTo(Presence.AVAILABLE);
        hall.advanceSeconds(3);

        CallerId caller = hall.arrives();

        assertThat(hall.stateOf(caller)).isEqualTo(CallerState.WAITING);
        assertThat(hall.agents.find(ACME, ann).orElseThrow().agent().presence()).isEqualTo(Presence.OFFLINE);
        hall.agents.heartbeat(ACME, ann);
        assertThat(hall.stateOf(caller)).isEqualTo(CallerState.OFFERED);
    }

    @Test
    void anAgentWhoGoesStaleWhileHeIsRungLosesTheOffer() {
        hall.define(rules -> rules.with(rules.offers().ringing(Duration.ofMinutes(5))));
        AgentId ann = hall.agent("ann");
        hall.loseNetwork(ann);
        CallerId caller = hall.arrives();
        assertThat(hall.stateOf(caller)).isEqualTo(CallerState.OFFERED);

        hall.advanceSeconds(91);

        assertThat(hall.stateOf(caller)).isEqualTo(CallerState.WAITING);
        assertThat(hall.audit().violations()).isEmpty();
    }

    @Test
    @Tag("R4.2")
    void theDeviceIsAskedBeforeAnOffer() {
        Map<String, DeviceState> devices =
                new java.util.HashMap<>(Map.of("sip:ann", DeviceState.DISCONNECTED, "sip:bob", DeviceState.CONNECTED));
        Hall probing = new Hall(builder -> builder.deviceProbe((tenant, agent, device) ->
                CompletableFuture.completedStage(devices.getOrDefault(device, DeviceState.UNKNOWN))));
        probing.agent("ann", AgentProfile.of("Ann", SUPPORT).rungAt("sip:ann"));
        AgentId bob = probing.agent("bob", AgentProfile.of("Bob", SUPPORT).rungAt("sip:bob"));

        CallerId caller = probing.arrives();

        assertThat(probing.offerOf(caller).ringing()).containsExactly(bob);
    }

    @Test
    @Tag("R4.2")
    void howeverManyWantToKnowADeviceIsAskedOnce() {
        AtomicInteger asked = new AtomicInteger();
        Hall probing = new Hall(builder -> builder.deviceProbe((tenant, agent, device) -> {
            asked.incrementAndGet();
            return new CompletableFuture<>();
        }));
        probing.agent("ann", AgentProfile.of("Ann", SUPPORT).rungAt("sip:ann"));
        probing.advanceSeconds(10);
        asked.set(0);

        probing.arrives();
        probing.arrives();
        probing.arrives();

        assertThat(asked).hasValue(1);
    }

    @Test
    @Tag("R4.2")
    void aProbeThatHangsOrThrowsLosesNobody() {
        Hall hanging = new Hall(builder -> builder.deviceProbe((tenant, agent, device) -> {
            if (device.equals("sip:ann")) {
                throw new IllegalStateException("no route");
            }
            return new CompletableFuture<>();
        }));
        hanging.agent("ann", AgentProfile.of("Ann", SUPPORT).rungAt("sip:ann"));
        CallerId first = hanging.arrives();
        assertThat(hanging.stateOf(first)).isEqualTo(CallerState.OFFERED);
        hanging.agent("bob", AgentProfile.of("Bob", SUPPORT).rungAt("sip:bob"));
        CallerId second = hanging.arrives();

        hanging.advanceSeconds(2);

        assertThat(hanging.stateOf(second)).isEqualTo(CallerState.OFFERED);
    }

    @Test
    void skillsAndTiersDecideAndWidenWithTime() {
        AgentId german = hall.agent("gerd", AgentProfile.of("Gerd", SUPPORT).knowing(new Skills(Map.of("german", 50))));
        AgentId second =
                hall.agent("sue", new AgentProfile("Sue", 1, List.of(new Membership(SUPPORT, 2, 0)), Skills.NONE, ""));

        CallerId caller = hall.arrives(hall.arrival().wanting(new Skills(Map.of("german", 40))));
        assertThat(hall.offerOf(caller).ringing()).containsExactly(german);
        CallerId other = hall.arrives();
        assertThat(hall.stateOf(other)).isEqualTo(CallerState.WAITING);

        hall.advanceSeconds(30);

        assertThat(hall.offerOf(other).ringing()).containsExactly(second);
    }

    /** Nobody knows French: who wants it stands in everybody's way. */
    private void twentyFiveWhoWantFrench() {
        for (int i = 0; i < 25; i++) {
            hall.scheduler.advance(Duration.ofMillis(1));
            hall.arrives(hall.arrival().wanting(new Skills(Map.of("french", 50))));
        }
        hall.scheduler.advance(Duration.ofMillis(1));
    }

    @Test
    @Tag("R4.7")
    void aCallerDeepInTheLineIsFoundBehindOneWhoIsOfferedAlready() {
        hall.agent("bob");
        CallerId first = hall.arrives();
        twentyFiveWhoWantFrench();
        CallerId deep = hall.arrives(hall.arrival().wanting(new Skills(Map.of("german", 50))));
        assertThat(hall.stateOf(first)).isEqualTo(CallerState.OFFERED);

        AgentId gerd = hall.agent("gerd", AgentProfile.of("Gerd", SUPPORT).knowing(new Skills(Map.of("german", 50))));

        assertThat(hall.offerOf(deep).ringing()).containsExactly(gerd);
    }

    @Test
    @Tag("R4.7")
    void whoHasRoomLeftIsGivenACallerDeepInTheLineToo() {
        CallerId first = hall.arrives();
        twentyFiveWhoWantFrench();
        CallerId deep = hall.arrives(hall.arrival().wanting(new Skills(Map.of("german", 50))));

        hall.agent(
                "bot",
                AgentProfile.of("Bot", SUPPORT)
                        .knowing(new Skills(Map.of("german", 50)))
                        .withCapacity(2));

        assertThat(hall.stateOf(first)).isEqualTo(CallerState.OFFERED);
        assertThat(hall.stateOf(deep)).isEqualTo(CallerState.OFFERED);
    }

    @Test
    void aBotTakesAsManyAsItsCapacity() {
        AgentId bot = hall.agent("bot", AgentProfile.of("Bot", SUPPORT).withCapacity(3));
        List<CallerId> callers = List.of(hall.arrives(), hall.arrives(), hall.arrives(), hall.arrives());

        assertThat(callers.subList(0, 3))
                .allSatisfy(caller -> assertThat(hall.offerOf(caller).ringing()).containsExactly(bot));
        assertThat(hall.stateOf(callers.get(3))).isEqualTo(CallerState.WAITING);
    }

    @Test
    void whoFlapsDoesNotThrash() {
        AgentId ann = hall.agent("ann");
        for (int i = 0; i < 100; i++) {
            hall.scheduler.advance(Duration.ofMillis(10));
            hall.agents.setPresence(ACME, ann, i % 2 == 0 ? Presence.AWAY : Presence.AVAILABLE);
        }
        CallerId caller = hall.arrives();
        assertThat(hall.stateOf(caller)).isEqualTo(CallerState.WAITING);

        hall.advanceSeconds(2);

        assertThat(hall.stateOf(caller)).isEqualTo(CallerState.OFFERED);
        assertThat(hall.events(OfferMade.class)).hasSize(1);
    }

    @Test
    @Tag("R4.3")
    void theDecisionIsKeptWithTheOffer() {
        hall.agent("ann");
        AgentId bob = hall.agent("bob");
        hall.agents.setPresence(ACME, bob, Presence.AWAY);
        CallerId caller = hall.arrives();

        assertThat(hall.offerOf(caller).decision().candidates().get(0)).satisfies(chosen -> {
            assertThat(chosen.agent()).isEqualTo(new AgentId("ann"));
            assertThat(chosen.readiness()).isBetween(1, 100);
        });
        assertThat(hall.queue.explain(ACME, hall.arrives()).orElseThrow()).satisfies(why -> {
            assertThat(why.reasons()).isNotEmpty();
            assertThat(why.agents())
                    .hasSize(2)
                    .allSatisfy(agent -> assertThat(agent.passedOver()).isNotEmpty());
        });
    }

    @Test
    void anAcceptedOfferThatIsNotConnectedInTimeFails() {
        AgentId ann = hall.agent("ann");
        CallerId caller = hall.arrives();
        Offer offer = hall.offerOf(caller);
        hall.agents.accept(ACME, offer.id(), ann);

        hall.advanceSeconds(20);

        assertThat(hall.agents.offer(ACME, offer.id()).orElseThrow().state()).isEqualTo(OfferState.FAILED);
        assertThat(hall.agents.connected(ACME, offer.id())).isFalse();
        assertThat(hall.find(caller).search().failed()).isEqualTo(1);
        assertThat(hall.audit().violations()).isEmpty();
    }

    @Test
    @Tag("R4.1")
    void unknownAgentsAreATypedError() {
        assertThatThrownBy(() -> hall.agents.heartbeat(ACME, new AgentId("nobody")))
                .isInstanceOf(UnknownAgentException.class)
                .hasMessageContaining("nobody");
    }
}
