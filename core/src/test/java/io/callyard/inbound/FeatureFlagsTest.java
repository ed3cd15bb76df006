package io.callyard.inbound;

import static io.callyard.inbound.Hall.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.CallerEvent.CallerInformed;
import io.callyard.event.OfferEvent.OfferMade;
import io.callyard.feature.Features;
import io.callyard.feature.Share;
import io.callyard.model.AgentId;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.CallerType;
import io.callyard.model.inbound.DeviceState;
import io.callyard.model.inbound.Feature;
import io.callyard.model.inbound.OverflowAction;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FeatureFlagsTest {
    private final Features features = Features.allOff();
    private final Hall hall = new Hall(builder -> builder.features(features));

    @Test
    @Tag("R4.11")
    void withAllOffACallerGetsTheFirstAvailableAgentOrNobody() {
        AgentId ann = hall.agent("ann");
        CallerId first = hall.arrives(hall.arrival().as(CallerType.VIP));
        assertThat(hall.offerOf(first).ringing()).containsExactly(ann);
        assertThat(hall.find(first).place().key())
                .isEqualTo(hall.find(first).place().joinedAt());

        CallerId second = hall.arrives();

        assertThat(hall.stateOf(second)).isEqualTo(CallerState.ENDED);
        assertThat(hall.events(CallerInformed.class)).isEmpty();
        hall.advanceSeconds(15);
        assertThat(hall.events(OfferMade.class)).as("one agent, once").hasSize(1);
        assertThat(hall.stateOf(first)).isEqualTo(CallerState.ENDED);
        assertThat(hall.audit().violations()).isEmpty();
    }

    @Test
    @Tag("R4.11")
    void withoutHeartbeatsAStaleAgentIsAskedAllTheSame() {
        features.set(Feature.AGENT_POLLING, Share.ON);
        AgentId ann = hall.agent("ann");
        hall.loseNetwork(ann);
        hall.advanceSeconds(80);

        CallerId caller = hall.arrives();

        assertThat(hall.stateOf(caller)).isEqualTo(CallerState.OFFERED);
    }

    @Test
    @Tag("R4.11")
    void aFeatureIsSwitchedWhileItRuns() {
        features.set(Feature.AGENT_POLLING, Share.ON);
        CallerId before = hall.arrives();
        features.set(Feature.POSITION_UPDATES, Share.ON);
        CallerId after = hall.arrives();

        assertThat(hall.find(before).gets(Feature.POSITION_UPDATES)).isFalse();
        assertThat(hall.find(after).gets(Feature.POSITION_UPDATES)).isTrue();
        hall.advanceSeconds(31);
        assertThat(hall.events(CallerInformed.class))
                .allSatisfy(informed -> assertThat(informed.caller()).isEqualTo(after));
    }

    @Test
    @Tag("R4.11")
    void aFeatureThatDoesHarmIsTakenBack() {
        features.set(Feature.AGENT_POLLING, Share.ON);
        hall.define(rules -> rules.with(rules.waits().overflowing(OverflowAction.VOICEMAIL, null)));
        features.set(Feature.HOLD_MUSIC, Share.percent(50));
        AgentId ann = hall.agent("ann");

        // Those with music hang up at once, the others are served.
        for (int i = 0; i < 1_000 && features.shareOf(Feature.HOLD_MUSIC).equals(Share.percent(50)); i++) {
            CallerId caller = hall.arrives();
            if (hall.find(caller).gets(Feature.HOLD_MUSIC)) {
                hall.queue.hungUp(ACME, caller);
            } else {
                hall.talk(caller);
                hall.agents.finish(ACME, ann, caller);
                hall.agents.wrappedUp(ACME, ann);
            }
            hall.scheduler.advance(Duration.ofSeconds(1));
            hall.agents.heartbeat(ACME, ann);
        }

        assertThat(features.shareOf(Feature.HOLD_MUSIC)).isEqualTo(Share.OFF);
        assertThat(hall.events(io.callyard.event.QueueEvent.FeatureRolledBack.class))
                .singleElement()
                .satisfies(back -> assertThat(back.feature()).isEqualTo("hold_music"));
    }

    /** A probe that answers when the test says so. */
    private Hall probing(CompletableFuture<DeviceState> answer) {
        return new Hall(builder -> builder.features(features).deviceProbe((tenant, agent, device) -> answer));
    }

    @Test
    @Tag("R4.2")
    @Tag("R4.11")
    void whoDoesNotGetTheDeviceCheckDoesNotWaitForIt() {
        Hall probing = probing(new CompletableFuture<>());
        AgentId ann = probing.agent("ann");

        CallerId caller = probing.arrives();

        assertThat(probing.offerOf(caller).ringing()).containsExactly(ann);
    }

    @Test
    @Tag("R4.2")
    @Tag("R4.11")
    void whoIsNotLookedForAgainIsGivenUpOnlyWhenTheDevicesHaveAnswered() {
        features.set(Feature.DEVICE_CHECK, Share.ON);
        CompletableFuture<DeviceState> yes = new CompletableFuture<>();
        Hall probing = probing(yes);
        probing.agent("ann");
        CallerId caller = probing.arrives();
        assertThat(probing.stateOf(caller)).isEqualTo(CallerState.WAITING);

        yes.complete(DeviceState.CONNECTED);
        probing.scheduler.runDue();
        assertThat(probing.stateOf(caller)).isEqualTo(CallerState.OFFERED);

        CompletableFuture<DeviceState> no = new CompletableFuture<>();
        Hall dead = probing(no);
        dead.agent("ann");
        CallerId lost = dead.arrives();
        no.complete(DeviceState.DISCONNECTED);
        dead.scheduler.runDue();
        assertThat(dead.stateOf(lost)).isEqualTo(CallerState.ENDED);
    }
}
